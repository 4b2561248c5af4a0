"""Server version: a name is no harm, a version is."""

import pytest

from tests.scanner.checks.web.builders import (
    DOMAIN,
    GOOD_HEADERS,
    NO_PAGE,
    WWW,
    Host,
    answer,
    led_away,
    page,
    page_with,
    redirect,
    site,
    walk,
)
from weerbaar.scanner.checks.web.server_version.check import run
from weerbaar.scanner.facts.sheet import FactSheet

OLD = {"server": "Apache/2.4.57 (Debian)"}


def via_www(first: dict[str, str], second: dict[str, str]) -> FactSheet:
    """The domain leads to www over https."""
    hops = redirect(f"https://{DOMAIN}/", f"https://{WWW}/", headers=first), answer(f"https://{WWW}/", 200, second)
    return site(Host(secure=walk(*hops)))


CASES: list[tuple[str, FactSheet, str]] = [
    ("no header at all", page_with(), "hidden"),
    ("a name", page_with(server="nginx", x_powered_by="Express"), "hidden"),
    ("a first number", page_with(server="Apache/2"), "hidden"),
    ("a version", page_with(server="nginx/1.22.1"), "shown"),
    ("a version of the language", page_with(server="nginx", x_powered_by="PHP/7.4.33"), "shown"),
    ("a header that is a version", page_with(x_aspnet_version="4.0.30319"), "shown"),
    ("the second header of one name", page_with(x_powered_by=("Express", "PHP/8.2.1")), "shown"),
    ("on the way to the page", via_www(OLD, {}), "shown"),
    ("on an error page", site(Host(secure=page(headers={**GOOD_HEADERS, **OLD}, status=404))), "shown"),
    ("the domain leads elsewhere", led_away(), "hidden"),
    *NO_PAGE,
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_product_version_and_header_are_evidence_once() -> None:
    evidence = run(via_www(OLD, {**OLD, "x-powered-by": "PHP/8.2.1"})).evidence
    assert evidence == {
        "url": f"https://{WWW}/",
        "software": ["Apache 2.4.57 (server)", "PHP 8.2.1 (x-powered-by)"],
    }
