"""Keys bound to the whole handshake."""

import pytest

from tests.scanner.checks.tls.builders import ABSENT, MISSED, not_surveyed, survey, surveyed
from weerbaar.scanner.checks.tls.extended_master_secret.check import run
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("supported", surveyed(survey(extended_master_secret=True)), "supported"),
    ("missing", surveyed(survey(extended_master_secret=False)), "missing"),
    (
        "missing on one host",
        surveyed(survey(extended_master_secret=True), survey("www.bakkerij.example", extended_master_secret=False)),
        "missing",
    ),
    ("TLS 1.3 only", surveyed(survey(extended_master_secret=ABSENT)), "not-applicable"),
    ("missed", surveyed(survey(extended_master_secret=MISSED)), "not-determined"),
    ("no secure website", surveyed(), "not-applicable"),
    ("nobody surveyed", not_surveyed(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_host_that_is_wrong_is_named() -> None:
    facts = surveyed(survey(extended_master_secret=True), survey("www.bakkerij.example", extended_master_secret=False))
    assert run(facts).evidence["hosts"] == ["www.bakkerij.example"]
