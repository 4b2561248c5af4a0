"""Groups of TLS 1.2: curves and finite fields together."""

import pytest

from tests.scanner.checks.tls.builders import MISSED, not_surveyed, survey, surveyed
from weerbaar.scanner.checks.tls.key_exchange.check import run
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls_survey import DhParameters

CASES: list[tuple[str, FactSheet, str]] = [
    ("good curves", surveyed(survey()), "strong"),
    ("a curve to be phased out", surveyed(survey(groups12=("x25519", "secp224r1"))), "phase-out"),
    ("a named field to be phased out", surveyed(survey(dh=DhParameters(3072, "ffdhe3072"))), "phase-out"),
    ("a named field in no list", surveyed(survey(dh=DhParameters(2048, "ffdhe2048"))), "phase-out"),
    ("a prime of its own", surveyed(survey(dh=DhParameters(2048))), "phase-out"),
    ("a short prime of its own", surveyed(survey(dh=DhParameters(2047))), "insufficient"),
    (
        "an old curve beside a prime of its own",
        surveyed(survey(groups12=("secp192r1",), dh=DhParameters(2048))),
        "insufficient",
    ),
    ("an old curve", surveyed(survey(groups12=("secp192r1",))), "insufficient"),
    ("TLS 1.3 only", surveyed(survey(groups12=())), "not-applicable"),
    ("missed", surveyed(survey(groups12=MISSED)), "not-determined"),
    ("no secure website", surveyed(), "not-applicable"),
    ("nobody surveyed", not_surveyed(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_a_prime_of_its_own_is_named_by_its_length() -> None:
    assert run(surveyed(survey(dh=DhParameters(1024)))).evidence["groups"] == ["own prime of 1024 bits"]
