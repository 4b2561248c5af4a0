"""The file with the sentences is read whole, or refused with its line."""

from pathlib import Path

import pytest

import weerbaar.portal.analyses.texts as texts
from weerbaar.portal.analyses.texts import load_texts, read_texts
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.questionnaires.content import InvalidContent, read_content

FILE = Path(texts.__file__).parent / "texts.yaml"


def test_every_aspect_has_sources_and_every_source_a_text() -> None:
    found = load_texts()
    assert list(found.sources_of) == list(load_safety().aspects)
    assert {source for named in found.sources_of.values() for source in named} <= set(found.sources)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("schema: analysis/1", "schema: analysis/2", "expected schema"),
        ("{name}: {value} {when}.", "{name}: {value}.", "expected the places"),
        ("Dat is evenveel als {when}.", "Dat is {value} als {when}.", "expected the places"),
        ("- {id: nuisance, sources: [police, ", "- {id: nuisance, sources: [gossip, ", "list of sources"),
        ("- {id: nuisance,", "- {id: weather,", "is no aspect"),
        ("- {id: crime,", "- {id: nuisance,", "is there twice"),
        ('nl: "Politie", en: "Police"', 'nl: "Politie"', "no text in language"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(old: str, new: str, fault: str) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    with pytest.raises(InvalidContent, match=fault) as refusal:
        read_texts(read_content(FILE, text.replace(old, new, 1)), tuple(load_safety().aspects))
    assert refusal.value.line > 0


def test_an_aspect_that_nobody_wrote_about_is_refused() -> None:
    with pytest.raises(InvalidContent, match="nothing about 'weather'"):
        read_texts(read_content(FILE), (*load_safety().aspects, "weather"))
