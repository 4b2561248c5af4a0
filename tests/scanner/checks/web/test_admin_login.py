"""Sign-in pages: judged by reach alone, and only where that tells something."""

import pytest

from tests.scanner.checks.web.builders import DOMAIN, NOW, failed
from weerbaar.scanner.checks.web.admin_login.check import run
from weerbaar.scanner.facts.observation import Observation, Observed, Reason
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.sign_in import SIGN_IN_PAGES, SignInPage, SignInPages


def at(path: str, product: str = "WordPress", *, asks: bool = True, status: int = 200) -> Observation[SignInPage]:
    return Observed(SignInPage(product, path, f"https://{DOMAIN}{path}", status, asks), NOW)


def sheet(observation: Observation[SignInPages | None]) -> FactSheet:
    found = FactSheet(DOMAIN)
    found.record(SIGN_IN_PAGES, observation)
    return found


def seen(*pages: Observation[SignInPage], everywhere: bool = False) -> FactSheet:
    return sheet(Observed(SignInPages(DOMAIN, everywhere, pages), NOW))


CLOSED = at("/wp-login.php", asks=False, status=404)
OPEN = at("/wp-login.php")
DATA = at("/phpmyadmin/", "phpMyAdmin")

CASES: list[tuple[str, FactSheet, str]] = [
    ("nothing there", seen(CLOSED), "none-found"),
    ("a sign-in page", seen(CLOSED, OPEN), "open"),
    ("one that many products have", seen(at("/admin", "")), "open"),
    ("a tool for databases", seen(OPEN, DATA), "data-tool"),
    ("one that is missed does not hide another", seen(failed(Reason.TIMEOUT), OPEN), "open"),
    ("one could not be looked at", seen(CLOSED, failed(Reason.TIMEOUT)), "not-determined"),
    ("every place asks for a password", seen(OPEN, everywhere=True), "not-determined"),
    ("no website", sheet(Observed(None, NOW)), "not-applicable"),
    ("no agreement", sheet(failed(Reason.NOT_AUTHORISED)), "not-determined"),
    ("nobody looked", FactSheet(DOMAIN), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_pages_and_products_are_named() -> None:
    evidence = run(seen(OPEN, at("/admin", ""))).evidence
    assert evidence["pages"] == [f"https://{DOMAIN}/wp-login.php", f"https://{DOMAIN}/admin"]
    assert evidence["products"] == ["WordPress"]
