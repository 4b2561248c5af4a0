"""The points that a vetter ticks."""

from pathlib import Path

import pytest

from weerbaar.portal.providers.checklist import FILE, checklists, read_checklists
from weerbaar.portal.providers.words import VettingKind
from weerbaar.questionnaires.content import InvalidContent, read_content


def test_there_is_a_list_for_a_profile_and_one_for_a_mark() -> None:
    assert set(checklists()) == {VettingKind.APPLICATION, VettingKind.MARK}
    assert all(len(points) > 2 for points in checklists().values())


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("schema: vetting/1", "schema: vetting/2", "expected schema"),
        ("id: reachable", "id: registered", "is there twice"),
        ('en: "You spoke to somebody of the company."', 'en: ""', "no text in language"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    (tmp_path / "vetting.yaml").write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(InvalidContent, match=fault):
        read_checklists(read_content(tmp_path / "vetting.yaml"))
