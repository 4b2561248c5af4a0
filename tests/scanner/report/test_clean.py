"""Text from strangers cannot do anything to a reader."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.report.clean import clean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v=spf1 -all", "v=spf1 -all"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("a\r\nb\tc", "a b c"),
        ("bank\u202egnp.exe", "bankgnp.exe"),
        ("a\u2066b\u2069c\u200b\ufeffd", "abcd"),
        ("bak\u00adker", "bakker"),
        ("\x00\x9b\ue000\ud800x", "x"),
        ("één café", "één café"),
        ("a\u2028b", "a b"),
    ],
)
def test_control_and_direction_characters_are_removed(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_stacked_marks_are_cut() -> None:
    assert len(clean("a" + "\u0301" * 50)) == 4


def test_a_long_text_is_cut_and_says_so() -> None:
    assert clean("x" * 5000, 100) == "x" * 99 + "…"
    assert clean("x" * 100, 100) == "x" * 100


@given(st.text())
def test_nothing_unprintable_ever_comes_through(text: str) -> None:
    result = clean(text, 50)
    assert len(result) <= 50
    assert "\n" not in result
    assert not {unicodedata.category(char) for char in result} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
