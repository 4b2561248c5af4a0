"""An authorisation around every route to the website."""

import pytest

from tests.scanner.checks.dns.builders import sheet
from tests.scanner.checks.routing.builders import INVALID, MISSING, UNKNOWN, VALID, seen
from weerbaar.scanner.checks.routing.web_roa.check import run
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.routing import WEB_ROUTES
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("all have one", sheet((WEB_ROUTES, seen(VALID))), "covered"),
    ("one that does not fit", sheet((WEB_ROUTES, seen(VALID, INVALID))), "covered"),
    ("one has none", sheet((WEB_ROUTES, seen(VALID, MISSING, UNKNOWN))), "missing"),
    ("no website", sheet((WEB_ROUTES, seen())), "not-applicable"),
    ("one is not known", sheet((WEB_ROUTES, seen(VALID, UNKNOWN))), "not-determined"),
    ("no source of routes", sheet((WEB_ROUTES, Unobserved(Reason.NOT_LOOKED))), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_route_without_one_is_evidence() -> None:
    assert run(sheet((WEB_ROUTES, seen(VALID, MISSING)))).evidence == {
        "servers": ["server.dienst.example (198.18.16.1)"],
        "routes": ["198.18.16.0/24 AS64500"],
        "authorisations": [],
    }
