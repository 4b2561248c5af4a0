"""Patterns for meetings are whole, or refused with file and line."""

import pytest

from weerbaar.portal.meetings.patterns.read_patterns import FILE, load_patterns, read_patterns
from weerbaar.questionnaires.content import InvalidContent, read_content

TEXT = FILE.read_text("utf-8")


def test_every_pattern_adds_up_and_speaks_both_languages() -> None:
    patterns = load_patterns()
    assert set(patterns) == {"MEET-START", "MEET-ANALYSIS", "MEET-PROGRESS", "MEET-YEAR"}
    for pattern in patterns.values():
        assert sum(item.minutes for item in pattern.items) == pattern.minutes
        assert all(item.text["nl"] and item.text["en"] for item in pattern.items)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("meeting-patterns/1", "meeting-patterns/2", "expected schema"),
        ("minutes_total: 90", "minutes_total: 91", "do not take 91 minutes"),
        ("{minutes: 10,", "{minutes: true,", "expected a number of minutes"),
        ("id: MEET-ANALYSIS", "id: MEET-START", "was used before"),
        ('en: "First meeting"', 'en: ""', "no text in language 'en'"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_by_its_line(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(InvalidContent, match=said) as refused:
        read_patterns(read_content(FILE, TEXT.replace(old, new, 1)))
    assert refused.value.line > 0
