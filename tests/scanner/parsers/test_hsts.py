"""Strict-Transport-Security: what a browser keeps, and what it throws away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.hsts import Hsts, parse
from weerbaar.scanner.parsers.malformed import Malformed


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # The examples of RFC 6797, section 6.2.
        ("max-age=31536000", Hsts(31536000, False, False)),
        ("max-age=15768000 ; includeSubDomains", Hsts(15768000, True, False)),
        ('max-age="31536000"', Hsts(31536000, False, False)),
        ("max-age=0", Hsts(0, False, False)),
        ("max-age=0; includeSubDomains", Hsts(0, True, False)),
        # Order, case, space, empty directives and unknown directives do not matter (section 6.1).
        ("includesubdomains;MAX-AGE = 5", Hsts(5, True, False)),
        (";; max-age=5 ;", Hsts(5, False, False)),
        ("max-age=5; preload; includeSubDomains", Hsts(5, True, True)),
        ('max-age=5; note="a;b, \\"c\\""; other=word', Hsts(5, False, False)),
        ('max-age="\\5"', Hsts(5, False, False)),
    ],
)
def test_what_follows_the_grammar_is_read(value: str, expected: Hsts) -> None:
    assert parse(value) == expected


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("", "no-max-age"),
        ("includeSubDomains", "no-max-age"),
        ("max-age", "max-age-is-no-number"),
        ("max-age=a-year; includeSubDomains", "max-age-is-no-number"),
        ("max-age=-1", "max-age-is-no-number"),
        ("max-age=1.5", "max-age-is-no-number"),
        ("max-age=\u0661", "not-a-directive"),
        ("max-age=31536000, includeSubDomains", "not-a-directive"),
        ("max-age=31536000 includeSubDomains", "not-a-directive"),
        ("max-age=1; max-age=2", "double-directive"),
        ("max-age=1; preload; Preload", "double-directive"),
        ("max-age=1; includeSubDomains=true", "value-not-expected"),
        ("max-age=", "not-a-directive"),
        ('max-age="5', "not-a-directive"),
        ("max-age: 31536000", "not-a-directive"),
    ],
)
def test_what_a_browser_ignores_is_malformed(value: str, fault: str) -> None:
    result = parse(value)
    assert isinstance(result, Malformed)
    assert result.fault == fault


def test_the_place_of_the_fault_is_told() -> None:
    assert parse("max-age=1; max-age=2") == Malformed("max-age", 11, "double-directive")


def test_an_endless_number_is_a_long_time() -> None:
    result = parse(f"max-age={'9' * 50_000}")
    assert isinstance(result, Hsts)
    assert result.max_age_s == 10**18


@given(st.text() | st.text(alphabet='max-age=0123; "\\\tincludeSubDomains,'))
def test_arbitrary_text_never_raises(value: str) -> None:
    assert isinstance(parse(value), Hsts | Malformed)


@pytest.mark.parametrize("piece", ["a", " ", '"', "\\", "a=", ";", "a ", 'a="\\'])
def test_a_long_header_is_read_in_one_go(piece: str) -> None:
    parse(piece * 30_000)
