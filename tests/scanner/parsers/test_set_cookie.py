"""Set-Cookie as a browser reads it, without keeping the value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.set_cookie import Cookie, parse


def cookie(value: str) -> Cookie:
    result = parse(value)
    assert isinstance(result, Cookie)
    return result


def test_the_attributes_are_read_whatever_their_case_and_order() -> None:
    assert cookie("sid=31d4d96e; path=/; HTTPONLY; samesite=LAX ;secure") == Cookie("sid", True, True, "Lax", False)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a=1; SameSite=Strict", "Strict"),
        ("a=1; SameSite=None; Secure", "None"),
        ("a=1; SameSite=Lax; SameSite=Strict", "Strict"),
        ("a=1; SameSite", ""),
        ("a=1; SameSite=maybe", ""),
        ("a=1", ""),
    ],
)
def test_the_last_same_site_word_counts_when_it_is_known(value: str, expected: str) -> None:
    assert cookie(value).same_site == expected


@pytest.mark.parametrize(
    ("value", "name"),
    [("=abc", ""), ("abc", ""), (" a b = c", "a b"), ("a=b=c", "a"), ("__Host-sid=1", "__Host-sid")],
)
def test_the_name_ends_at_the_first_equals_sign(value: str, name: str) -> None:
    assert cookie(value).name == name


@pytest.mark.parametrize(
    ("name", "bare"), [("__Host-sid", "sid"), ("__secure-SID", "SID"), ("sid", "sid"), ("__Other-sid", "__Other-sid")]
)
def test_the_bare_name_has_no_prefix(name: str, bare: str) -> None:
    assert cookie(f"{name}=1").bare_name == bare


@pytest.mark.parametrize(
    ("value", "removes"),
    [
        ("sid=; Secure", True),
        ("sid=deleted; Max-Age=0", True),
        ("sid=deleted; Max-Age=-1", True),
        ("sid=1; Max-Age=3600", False),
        ("sid=1; Max-Age=soon", False),
    ],
)
def test_a_cookie_that_is_taken_away_is_known(value: str, removes: bool) -> None:
    assert cookie(value).is_removal is removes


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("", "empty"),
        ("=", "empty"),
        ("; Secure", "empty"),
        ("a=\x00", "control-character"),
        ("a=1; Path=/\r\nX: y", "control-character"),
        (f"a={'b' * 4096}", "too-long"),
    ],
)
def test_what_a_browser_throws_away_is_malformed(value: str, fault: str) -> None:
    result = parse(value)
    assert isinstance(result, Malformed)
    assert result.fault == fault


def test_an_attribute_that_is_too_long_does_not_count() -> None:
    assert not cookie(f"a=1; Secure={'x' * 1025}").secure
    assert cookie(f"a=1; Secure={'x' * 1024}").secure


@given(st.text() | st.text(alphabet="a=; \tSecureMax-Age0"))
def test_arbitrary_text_never_raises(value: str) -> None:
    assert isinstance(parse(value), Cookie | Malformed)
