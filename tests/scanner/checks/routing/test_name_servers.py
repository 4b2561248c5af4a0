"""The routes to the name servers: the worst counts."""

import pytest

from tests.scanner.checks.dns.builders import sheet
from tests.scanner.checks.routing.builders import INVALID, MISSING, UNKNOWN, VALID, seen
from weerbaar.scanner.checks.routing.name_servers.check import run
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.routing import NAME_SERVER_ROUTES
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("all fit", sheet((NAME_SERVER_ROUTES, seen(VALID, VALID))), "valid"),
    ("one has no authorisation", sheet((NAME_SERVER_ROUTES, seen(VALID, MISSING, UNKNOWN))), "missing"),
    ("one does not fit", sheet((NAME_SERVER_ROUTES, seen(MISSING, INVALID))), "invalid"),
    ("there are none", sheet((NAME_SERVER_ROUTES, seen())), "not-applicable"),
    ("one is not known", sheet((NAME_SERVER_ROUTES, seen(VALID, UNKNOWN))), "not-determined"),
    ("no source of routes", sheet((NAME_SERVER_ROUTES, Unobserved(Reason.NOT_LOOKED))), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_authorisation_that_does_not_fit_is_evidence() -> None:
    assert run(sheet((NAME_SERVER_ROUTES, seen(INVALID)))).evidence["authorisations"] == ["198.18.0.0/18-24 AS64500"]
