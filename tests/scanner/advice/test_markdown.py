"""The format of advice files, and the refusal of half ones."""

from pathlib import Path

import pytest

from weerbaar.scanner.advice.markdown import Effort, read_texts
from weerbaar.scanner.vocabulary.errors import IncompleteCheck

GOOD = """# Regel tegen nepmail (DMARC)

Wij kijken of je domein valse mail
laat weigeren.

## reject

Niemand kan mailen uit jouw naam.

### seen
De regel staat op weigeren.

## missing

Zorg dat niemand kan mailen uit jouw naam.

### seen
Geen regel gevonden op {name}.

### what
Er staat niets.

### why
Een klant krijgt een valse rekening.

### do
1. Stuur dit bericht.
2. Meet opnieuw.

### message
Zet DMARC aan.

### effort
15 minutes, C0, it_supplier, web
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mail" / "dmarc_policy" / "advice.nl.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return path


def test_a_file_reads_as_title_sentence_and_outcomes_in_order(tmp_path: Path) -> None:
    texts = read_texts(written(tmp_path, GOOD))
    assert texts.title == "Regel tegen nepmail (DMARC)"
    assert texts.intro == "Wij kijken of je domein valse mail laat weigeren."
    assert list(texts.outcomes) == ["reject", "missing"]
    missing = texts.outcomes["missing"]
    assert missing.steps == ("Stuur dit bericht.", "Meet opnieuw.")
    assert missing.effort == Effort(15, "C0", "it_supplier", "web")
    assert texts.outcomes["reject"].effort is None


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("# Regel", "Regel", "title"),
        ("### seen\nDe regel staat op weigeren.", "", "seen"),
        ("## missing", "## reject", "two headings"),
        ("### why", "### because", "odd or double"),
        ("1. Stuur", "- Stuur", "numbered"),
        ("15 minutes", "a while", "effort"),
        ("it_supplier", "somebody", "unknown word"),
    ],
)
def test_a_half_file_is_refused_with_what_it_lacks(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    with pytest.raises(IncompleteCheck, match=complaint):
        read_texts(written(tmp_path, GOOD.replace(old, new)))
