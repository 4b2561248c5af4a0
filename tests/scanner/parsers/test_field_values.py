"""Comma-separated values of HTTP fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.field_values import split


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], ()),
        ([""], ("",)),
        (["nosniff"], ("nosniff",)),
        ([" a ,\tb", "c"], ("a", "b", "c")),
        (["a,,b"], ("a", "", "b")),
        (['"a, b", c'], ('"a, b"', "c")),
        (['"a\\", b", c'], ('"a\\", b"', "c")),
        (['"never closed, b'], ('"never closed, b',)),
    ],
)
def test_values_are_split_at_commas_outside_quotes(values: list[str], expected: tuple[str, ...]) -> None:
    assert split(values) == expected


@given(st.lists(st.text()))
def test_arbitrary_text_never_raises(values: list[str]) -> None:
    assert len(split(values)) >= len(values)
