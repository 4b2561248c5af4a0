"""Opener, embedder and resource policies: one word each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.isolation import EMBEDDER, OPENER, RESOURCE, parse
from weerbaar.scanner.parsers.malformed import Malformed


@pytest.mark.parametrize(
    ("header", "value", "word"),
    [
        (OPENER, "same-origin", "same-origin"),
        (OPENER, 'same-origin-allow-popups; report-to="coop"', "same-origin-allow-popups"),
        (OPENER, "noopener-allow-popups", "noopener-allow-popups"),
        (OPENER, " unsafe-none ", "unsafe-none"),
        (EMBEDDER, "credentialless", "credentialless"),
        (EMBEDDER, 'require-corp;report-to="x"', "require-corp"),
        (RESOURCE, "same-site", "same-site"),
    ],
)
def test_a_word_that_browsers_know_is_read(header: str, value: str, word: str) -> None:
    assert parse(header, [value]) == word


@pytest.mark.parametrize(
    ("header", "values"),
    [
        (OPENER, ["Same-Origin"]),
        (OPENER, ['"same-origin"']),
        (OPENER, ["same-origin", "same-origin"]),
        (OPENER, ["require-corp"]),
        (OPENER, [""]),
        (EMBEDDER, ["same-origin"]),
        (RESOURCE, ["same-origin, same-origin"]),
        (RESOURCE, ["same-origin; x=1"]),
        (RESOURCE, ["SAME-ORIGIN"]),
    ],
)
def test_anything_else_is_passed_over(header: str, values: list[str]) -> None:
    assert isinstance(parse(header, values), Malformed)


def test_no_header_says_nothing() -> None:
    assert parse(OPENER, []) is None


@given(st.sampled_from([OPENER, EMBEDDER, RESOURCE]), st.lists(st.text()))
def test_arbitrary_text_never_raises(header: str, values: list[str]) -> None:
    parse(header, values)
