"""How the zone is signed: renewed in time, and with what is not yet worn."""

from datetime import timedelta

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, NOW, seen, sheet
from weerbaar.scanner.checks.dns.dnssec_parameters.check import run
from weerbaar.scanner.facts.authorities import SIGNING, Signature, Signing
from weerbaar.scanner.facts.dns import DS, VALIDATION, Validation
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.sheet import FactSheet

STRONG, SHA1 = "2371 13 2 0f1e2d", "2371 13 1 0f1e2d"
POINTER = (DS, seen("DS", STRONG))
HOLDS = (VALIDATION, Observed(Validation.SECURE, NOW))


def signature(days_ago: float = 7, days_left: float = 7, algorithm: int = 13) -> Signature:
    """A signature under the SOA."""
    return Signature(algorithm, NOW - timedelta(days=days_ago), NOW + timedelta(days=days_left))


def signed(*signatures: Signature, iterations: int | None = None) -> tuple[Fact[Signing], Observed[Signing]]:
    """The zone signed like this."""
    return SIGNING, Observed(Signing(signatures, iterations), NOW)


CASES: list[tuple[str, FactSheet, str]] = [
    ("as it should be", sheet(POINTER, HOLDS, signed(signature(), iterations=0)), "sound"),
    ("without NSEC3", sheet(POINTER, HOLDS, signed(signature())), "sound"),
    ("signed when asked, for two days", sheet(POINTER, HOLDS, signed(signature(1, 1))), "sound"),
    ("not seen whether it holds", sheet(POINTER, (VALIDATION, NO_ANSWER), signed(signature())), "sound"),
    ("SHA-1 beside SHA-256", sheet((DS, seen("DS", SHA1, STRONG)), HOLDS, signed(signature())), "sound"),
    ("one of two signatures ends", sheet(POINTER, HOLDS, signed(signature(), signature(13, 1))), "sound"),
    ("a day of thirty is left", sheet(POINTER, HOLDS, signed(signature(29, 1))), "expires-soon"),
    ("it has ended", sheet(POINTER, signed(signature(31, -1))), "expires-soon"),
    ("it never holds", sheet(POINTER, signed(signature(-7, -8))), "expires-soon"),
    ("RSASHA1", sheet(POINTER, HOLDS, signed(signature(algorithm=5))), "old-algorithm"),
    ("the pointer says RSASHA1", sheet((DS, seen("DS", "1 7 2 ab")), HOLDS, signed(signature())), "old-algorithm"),
    ("SHA-1 alone", sheet((DS, seen("DS", SHA1)), HOLDS, signed(signature())), "old-digest"),
    ("extra rounds", sheet(POINTER, HOLDS, signed(signature(), iterations=10)), "iterations"),
    ("not signed", sheet((DS, seen("DS")), HOLDS, signed()), "not-applicable"),
    (
        "the signatures do not hold",
        sheet(POINTER, (VALIDATION, Observed(Validation.BOGUS, NOW)), signed(signature())),
        "not-applicable",
    ),
    ("a pointer and no signature", sheet(POINTER, HOLDS, signed()), "not-applicable"),
    ("the servers are not seen", sheet(POINTER, HOLDS, (SIGNING, NO_ANSWER)), "not-determined"),
    ("the parent is not seen", sheet((DS, NO_ANSWER), HOLDS, signed(signature())), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_old_algorithm_is_named() -> None:
    assert run(sheet(POINTER, HOLDS, signed(signature(algorithm=5)))).evidence["old"] == ["RSASHA1"]
