"""Groups of TLS 1.3: hybrids are told, weak ones do less harm."""

import pytest

from tests.scanner.checks.tls.builders import MISSED, not_surveyed, survey, surveyed
from weerbaar.scanner.checks.tls.groups.check import run
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("good curves", surveyed(survey()), "strong"),
    ("a hybrid", surveyed(survey(groups13=("X25519MLKEM768", "x25519"))), "hybrid"),
    ("a field to be phased out", surveyed(survey(groups13=("x25519", "ffdhe4096"))), "phase-out"),
    ("a short field", surveyed(survey(groups13=("x25519", "ffdhe2048"))), "insufficient"),
    ("TLS 1.2 only", surveyed(survey(groups13=())), "not-applicable"),
    ("missed", surveyed(survey(groups13=MISSED)), "not-determined"),
    ("no secure website", surveyed(), "not-applicable"),
    ("nobody surveyed", not_surveyed(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected
