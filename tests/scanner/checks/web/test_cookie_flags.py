"""Cookies: those by which a site knows people need three flags."""

import pytest

from tests.scanner.checks.web.builders import DOMAIN, NO_PAGE, WWW, Host, answer, page_with, redirect, site, walk
from weerbaar.scanner.checks.web.cookie_flags.check import run
from weerbaar.scanner.checks.web.session_cookies import is_session_like
from weerbaar.scanner.facts.sheet import FactSheet

FLAGS = "Secure; HttpOnly; SameSite=Lax"


def on_the_way(cookie: str, target: str = f"https://{WWW}/") -> FactSheet:
    """The domain sets a cookie while it leads to www."""
    first = redirect(f"https://{DOMAIN}/", target, headers={"set-cookie": cookie})
    return site(Host(secure=walk(first, answer(target))))


CASES: list[tuple[str, FactSheet, str]] = [
    ("all flags", page_with(set_cookie=f"PHPSESSID=1; {FLAGS}"), "complete"),
    ("all flags and a prefix", page_with(set_cookie=f"__Host-sid=1; Path=/; {FLAGS}"), "complete"),
    ("SameSite=None beside Secure", page_with(set_cookie="sid=1; Secure; HttpOnly; SameSite=None"), "complete"),
    ("the last of two with one name counts", page_with(set_cookie=("sid=1", f"sid=2; {FLAGS}")), "complete"),
    ("no flags", page_with(set_cookie="PHPSESSID=1; Path=/"), "incomplete"),
    ("no Secure", page_with(set_cookie="JSESSIONID=1; HttpOnly; SameSite=Strict"), "incomplete"),
    ("no HttpOnly", page_with(set_cookie="laravel_session=1; Secure; SameSite=Lax"), "incomplete"),
    ("no SameSite", page_with(set_cookie="ASP.NET_SessionId=1; Secure; HttpOnly"), "incomplete"),
    ("an unknown SameSite word", page_with(set_cookie="sid=1; Secure; HttpOnly; SameSite=Yes"), "incomplete"),
    ("one of two", page_with(set_cookie=(f"sid=1; {FLAGS}", "connect.sid=2; Secure")), "incomplete"),
    ("a prefix does not help", page_with(set_cookie="__Secure-session=1; Secure"), "incomplete"),
    ("on the way to www", on_the_way("PHPSESSID=1"), "incomplete"),
    ("no cookies", page_with(set_cookie=None), "no-cookies"),
    ("only a choice of language", page_with(set_cookie="lang=nl"), "no-cookies"),
    ("only one against forgery", page_with(set_cookie="XSRF-TOKEN=1; Secure"), "no-cookies"),
    ("one that is taken away", page_with(set_cookie="PHPSESSID=deleted; Max-Age=0"), "no-cookies"),
    ("one that browsers throw away", page_with(set_cookie="PHPSESSID=\x01"), "no-cookies"),
    *NO_PAGE,
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_names_and_missing_flags_are_evidence_and_values_are_not() -> None:
    evidence = run(page_with(set_cookie=("PHPSESSID=secret; Secure", f"sid=secret; {FLAGS}"))).evidence
    assert evidence["cookies"] == ["PHPSESSID", "sid"]
    assert evidence["missing"] == ["PHPSESSID (HttpOnly SameSite)"]
    assert "secret" not in str(evidence)


def test_cookies_that_are_not_judged_are_named() -> None:
    assert run(page_with(set_cookie=("lang=nl", "theme=dark"))).evidence["others"] == ["lang", "theme"]


@pytest.mark.parametrize(
    "name",
    [
        "phpsessid",
        "PHPSESSID",
        "ASPSESSIONIDQAAB",
        ".AspNetCore.Session",
        ".AspNetCore.Identity.Application",
        ".AspNet.ApplicationCookie",
        "winkel_session",
        "wordpress_logged_in_0123abcd",
        "SSESS0123456789abcdef0123456789abcdef",
        "0123456789abcdef0123456789abcdef",
        "sessionid",
    ],
)
def test_names_of_sessions_are_known(name: str) -> None:
    assert is_session_like(name)


@pytest.mark.parametrize(
    "name", ["", "lang", "csrftoken", "XSRF-TOKEN", "_hjSession_12", "_ga", "sessions_seen", "wp-settings-1"]
)
def test_other_names_are_not(name: str) -> None:
    assert not is_session_like(name)
