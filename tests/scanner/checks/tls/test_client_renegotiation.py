"""Renegotiation at the request of a visitor: one answer to one request."""

import pytest

from tests.scanner.checks.tls.builders import MISSED, not_surveyed, survey, surveyed
from weerbaar.scanner.checks.tls.client_renegotiation.check import run
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("it refuses", surveyed(survey()), "refused"),
    ("it begins anew", surveyed(survey(renegotiates=True)), "accepted"),
    ("TLS 1.3 only", surveyed(survey(renegotiates=Unobserved(Reason.NOT_OFFERED))), "not-applicable"),
    ("it kept silent", surveyed(survey(renegotiates=MISSED)), "not-determined"),
    ("no secure website", surveyed(), "not-applicable"),
    ("nobody surveyed", not_surveyed(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_host_that_begins_anew_is_named() -> None:
    finding = run(surveyed(survey(), survey(host="www.bakkerij.example", renegotiates=True)))
    assert finding.evidence["hosts"] == ["www.bakkerij.example"]
