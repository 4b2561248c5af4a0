"""Permissions-Policy: who may use camera, place and the like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.permissions_policy import PermissionsPolicy, parse


def read(*values: str) -> PermissionsPolicy:
    policy = parse(values)
    assert isinstance(policy, PermissionsPolicy)
    return policy


@pytest.mark.parametrize(
    ("value", "limited", "given_away"),
    [
        ("camera=(), microphone=()", ("camera", "microphone"), ()),
        ("camera=self", ("camera",), ()),
        ('geolocation=(self "https://maps.example")', ("geolocation",), ()),
        ('geolocation="https://maps.example"', ("geolocation",), ()),
        ("camera=*", (), ("camera",)),
        ("camera=(self *), usb=()", ("usb",), ("camera",)),
        ("camera=(none)", ("camera",), ()),
        ("camera=none", (), ()),
        ("camera", (), ()),
        ("camera=?0", (), ()),
        ("interest-cohort=(), sync-xhr=()", (), ()),
        ("camera=(), camera=*", (), ("camera",)),
        ("", (), ()),
    ],
)
def test_only_lists_that_browsers_follow_count(
    value: str, limited: tuple[str, ...], given_away: tuple[str, ...]
) -> None:
    assert (read(value).limited, read(value).given_away) == (limited, given_away)


def test_all_headers_make_one_policy() -> None:
    assert read("camera=()", "usb=()").limited == ("camera", "usb")


def test_no_header_is_no_policy() -> None:
    assert parse([]) is None


@pytest.mark.parametrize(
    "value", ["camera 'none'; microphone 'none'", "camera=() microphone=()", "camera=(),", "Camera=()"]
)
def test_a_header_outside_the_grammar_is_malformed(value: str) -> None:
    assert isinstance(parse([value]), Malformed)


@given(st.lists(st.text()))
def test_arbitrary_text_never_raises(values: list[str]) -> None:
    parse(values)
