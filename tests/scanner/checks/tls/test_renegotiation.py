"""Renegotiation: by the safe way only."""

import pytest

from tests.scanner.checks.tls.builders import ABSENT, MISSED, not_surveyed, survey, surveyed
from weerbaar.scanner.checks.tls.renegotiation.check import run
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("secure", surveyed(survey(secure_renegotiation=True)), "secure"),
    ("insecure", surveyed(survey(secure_renegotiation=False)), "insecure"),
    (
        "insecure on one host",
        surveyed(survey(secure_renegotiation=True), survey("www.bakkerij.example", secure_renegotiation=False)),
        "insecure",
    ),
    ("TLS 1.3 only", surveyed(survey(secure_renegotiation=ABSENT)), "not-applicable"),
    ("missed", surveyed(survey(secure_renegotiation=MISSED)), "not-determined"),
    ("no secure website", surveyed(), "not-applicable"),
    ("nobody surveyed", not_surveyed(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_host_that_is_wrong_is_named() -> None:
    facts = surveyed(survey(secure_renegotiation=True), survey("www.bakkerij.example", secure_renegotiation=False))
    assert run(facts).evidence["hosts"] == ["www.bakkerij.example"]
