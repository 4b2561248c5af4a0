"""Compression: harmless, unless browsers send a session cookie along with requests of other sites."""

import pytest

from tests.scanner.checks.web.builders import DOMAIN, NO_PAGE, asked_by_a_stranger, page_with
from weerbaar.scanner.checks.web.compression.check import run
from weerbaar.scanner.facts.sheet import FactSheet


def packed(coding: str = "gzip", cookie: str | None = "PHPSESSID=1; Secure; HttpOnly; SameSite=Lax") -> FactSheet:
    """A page that is compressed for a stranger; ordinary visitors get the cookie."""
    return asked_by_a_stranger(page_with(set_cookie=cookie), content_encoding=coding)


CASES: list[tuple[str, FactSheet, str]] = [
    ("not compressed", asked_by_a_stranger(), "off"),
    ("the coding that is none", packed("identity"), "off"),
    ("compressed, with a cookie for this site alone", packed(), "on"),
    ("compressed, without cookies", packed(cookie=None), "on"),
    ("compressed in another way", packed("BR", cookie=None), "on"),
    ("a cookie that says nothing of other sites", packed(cookie="PHPSESSID=1; Secure; HttpOnly"), "on"),
    ("a cookie for counting visits", packed(cookie="_ga=1; Secure; SameSite=None"), "on"),
    ("a cookie that is taken away", packed(cookie="PHPSESSID=; Secure; SameSite=None"), "on"),
    ("a cookie for everywhere, not compressed", packed("", cookie="PHPSESSID=1; Secure; SameSite=None"), "off"),
    ("a session cookie for everywhere", packed(cookie="PHPSESSID=1; Secure; HttpOnly; SameSite=None"), "exposed"),
    ("the stranger gets it", asked_by_a_stranger(content_encoding="gzip", set_cookie="sid=1; SameSite=none"), "exposed"),
    ("nobody asked as a stranger", page_with(), "not-determined"),
    *NO_PAGE,
]  # fmt: skip


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_codings_and_the_names_of_cookies_are_evidence() -> None:
    facts = packed("gzip, GZIP", cookie="__Secure-sid=secret; Secure; SameSite=None")
    assert run(facts).evidence == {"url": f"https://{DOMAIN}/", "codings": ["gzip"], "cookies": ["__Secure-sid"]}
