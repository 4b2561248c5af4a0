"""Referrer-Policy: the last word that is known counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.referrer_policy import parse


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        (["no-referrer"], "no-referrer"),
        (["Strict-Origin"], "strict-origin"),
        # The example of section 11.1: older browsers take the first, newer ones the last they know.
        (["no-referrer, strict-origin-when-cross-origin"], "strict-origin-when-cross-origin"),
        (["no-referrer", "unsafe-url"], "unsafe-url"),
        (["same-origin, some-word-of-tomorrow"], "same-origin"),
        (["same-origin,"], "same-origin"),
    ],
)
def test_the_last_known_word_counts(values: list[str], expected: str | None) -> None:
    assert parse(values) == expected


@pytest.mark.parametrize("values", [[""], ["everything"], ["no-referer"], ["strict-origin;"], ["'no-referrer'"]])
def test_a_header_without_a_known_word_is_malformed(values: list[str]) -> None:
    result = parse(values)
    assert isinstance(result, Malformed)
    assert result.fault == "no-known-policy"


@given(st.lists(st.text()))
def test_arbitrary_text_never_raises(values: list[str]) -> None:
    assert isinstance(parse(values), str | Malformed | None)
