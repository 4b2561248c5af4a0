"""Compression: off, also when it is offered."""

import pytest

from tests.scanner.checks.tls.builders import ABSENT, MISSED, not_surveyed, survey, surveyed
from weerbaar.scanner.checks.tls.compression.check import run
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("off", surveyed(survey(compression=False)), "off"),
    ("on", surveyed(survey(compression=True)), "on"),
    ("on on one host", surveyed(survey(compression=False), survey("www.bakkerij.example", compression=True)), "on"),
    ("TLS 1.3 only", surveyed(survey(compression=ABSENT)), "not-applicable"),
    ("missed", surveyed(survey(compression=MISSED)), "not-determined"),
    ("no secure website", surveyed(), "not-applicable"),
    ("nobody surveyed", not_surveyed(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_host_that_is_wrong_is_named() -> None:
    facts = surveyed(survey(compression=False), survey("www.bakkerij.example", compression=True))
    assert run(facts).evidence["hosts"] == ["www.bakkerij.example"]
