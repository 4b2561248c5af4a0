"""The network that announces the website is the one that its owner named."""

import pytest

from tests.scanner.checks.dns.builders import sheet
from tests.scanner.checks.routing.builders import INVALID, MISSING, UNKNOWN, VALID, routed, seen
from weerbaar.scanner.checks.routing.web_origin.check import run
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.routing import WEB_ROUTES, Validity
from weerbaar.scanner.facts.sheet import FactSheet

HIJACKED = routed(Validity.VALID, Validity.INVALID)

CASES: list[tuple[str, FactSheet, str]] = [
    ("it is", sheet((WEB_ROUTES, seen(VALID, MISSING))), "valid"),
    ("it is not", sheet((WEB_ROUTES, seen(VALID, INVALID, UNKNOWN))), "invalid"),
    ("another announces it too", sheet((WEB_ROUTES, seen(HIJACKED))), "invalid"),
    ("the owner named none", sheet((WEB_ROUTES, seen(MISSING))), "not-applicable"),
    ("no website", sheet((WEB_ROUTES, seen())), "not-applicable"),
    ("one is not known", sheet((WEB_ROUTES, seen(VALID, UNKNOWN))), "not-determined"),
    ("no source of routes", sheet((WEB_ROUTES, Unobserved(Reason.NOT_LOOKED))), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_only_the_route_that_is_wrong_is_evidence() -> None:
    evidence = run(sheet((WEB_ROUTES, seen(HIJACKED)))).evidence
    assert evidence["routes"] == ["198.18.16.0/24 AS64501"]
    assert evidence["authorisations"] == ["198.18.0.0/18-24 AS64500"]
