"""Content-Security-Policy: lists of policies, taken apart as a browser does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.csp import parse


def names(*values: str) -> list[list[str]]:
    return [list(policy.directives) for policy in parse(values)]


def test_directives_are_named_in_lower_case_and_keep_their_words() -> None:
    (policy,) = parse(["Default-Src 'self';script-src\tcdn.example  'nonce-x' ; upgrade-insecure-requests"])
    assert policy.directives == {
        "default-src": ("'self'",),
        "script-src": ("cdn.example", "'nonce-x'"),
        "upgrade-insecure-requests": (),
    }


def test_the_first_of_two_directives_with_one_name_counts() -> None:
    (policy,) = parse(["script-src a.example; SCRIPT-SRC b.example"])
    assert policy.directives == {"script-src": ("a.example",)}


def test_each_header_and_each_part_between_commas_is_a_policy_of_its_own() -> None:
    assert names("default-src 'self', img-src *", "frame-ancestors 'none'") == [
        ["default-src"],
        ["img-src"],
        ["frame-ancestors"],
    ]


@pytest.mark.parametrize("value", ["", ";", " ; ; ", ",", "default-src\u00a0'self'"])
def test_a_policy_without_directives_is_no_policy(value: str) -> None:
    assert names(value) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("default-src 'self'", None),
        ("frame-ancestors 'none'", True),
        ("frame-ancestors", True),
        ("frame-ancestors 'self' https://partner.example", True),
        ("frame-ancestors *.partner.example", True),
        ("frame-ancestors *", False),
        ("frame-ancestors 'self' https:", False),
        ("frame-ancestors HTTP:", False),
    ],
)
def test_framing_is_open_when_every_site_is_let_in(value: str, expected: bool | None) -> None:
    (policy,) = parse([value])
    assert policy.restricts_framing() is expected


@given(st.lists(st.text()))
def test_arbitrary_text_never_raises(values: list[str]) -> None:
    for policy in parse(values):
        policy.restricts_framing()
