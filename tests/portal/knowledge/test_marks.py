"""The marks that ship with the product, and what a file of them may not lack."""

from pathlib import Path

import pytest

from weerbaar.portal.knowledge.marks import FILE, known_marks, mark_name, read_marks
from weerbaar.portal.providers.profile import categories
from weerbaar.questionnaires.content import InvalidContent, read_content


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = FILE.read_text("utf-8")
    assert old in text
    path = tmp_path / "marks.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_every_mark_says_what_it_covers_and_what_not() -> None:
    assert len(known_marks()) == 9
    for mark in known_marks().values():
        assert set(mark.categories) <= set(categories()), mark.id
        assert not mark.is_verified or mark.source_url.startswith("https://"), mark.id


def test_a_mark_is_called_by_its_name_and_an_unknown_one_by_its_id() -> None:
    assert mark_name("MK-CVNL", "nl") == "Lid van Cyberveilig Nederland"
    assert mark_name("MK-NOTHING", "nl") == "MK-NOTHING"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("provider-marks/1", "provider-marks/2", "expected schema"),
        ("id: MK-CVNL", "id: CVNL", "is no id of a mark"),
        ("id: MK-CVNL", "id: MK-CCV-IT", "is there twice"),
        ("verified: true", "verified: maybe", "expected true or false"),
        ("    checked_on: 2026-11-24\n", "", "needs its source"),
        ("verified: false", "verified: true", "needs its source"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_its_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    with pytest.raises(InvalidContent, match=fault) as refused:
        read_marks(read_content(changed(tmp_path, old, new)))
    assert refused.value.line > 0
