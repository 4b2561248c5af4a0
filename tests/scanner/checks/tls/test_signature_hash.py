"""Hashes: a careful server refuses when only old ones are offered."""

import pytest

from tests.scanner.checks.tls.builders import ABSENT, MISSED, not_surveyed, survey, surveyed
from weerbaar.scanner.checks.tls.signature_hash.check import run
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("modern", surveyed(survey(old_hashes=False)), "modern"),
    ("old", surveyed(survey(old_hashes=True)), "old"),
    ("old on one host", surveyed(survey(old_hashes=False), survey("www.bakkerij.example", old_hashes=True)), "old"),
    ("TLS 1.3 only", surveyed(survey(old_hashes=ABSENT)), "not-applicable"),
    ("missed", surveyed(survey(old_hashes=MISSED)), "not-determined"),
    ("no secure website", surveyed(), "not-applicable"),
    ("nobody surveyed", not_surveyed(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_host_that_is_wrong_is_named() -> None:
    facts = surveyed(survey(old_hashes=False), survey("www.bakkerij.example", old_hashes=True))
    assert run(facts).evidence["hosts"] == ["www.bakkerij.example"]
