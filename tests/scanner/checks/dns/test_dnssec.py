"""Signed: the parent must point to the keys."""

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, seen, sheet
from weerbaar.scanner.checks.dns.dnssec.check import run
from weerbaar.scanner.facts.dns import DNSKEY, DS
from weerbaar.scanner.facts.sheet import FactSheet

KEY = seen(
    "DNSKEY", "257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ=="
)
POINTER = seen("DS", "2371 13 2 c988ec423e3880eb8dd8a46fe06ca230ee23f35b578d64e78b29c3e1c83d245a")

CASES: list[tuple[str, FactSheet, str]] = [
    ("keys and a pointer", sheet((DS, POINTER), (DNSKEY, KEY)), "signed"),
    ("a pointer to keys that cannot be read", sheet((DS, POINTER), (DNSKEY, NO_ANSWER)), "signed"),
    ("keys without a pointer", sheet((DS, seen("DS")), (DNSKEY, KEY)), "no-ds"),
    ("neither", sheet((DS, seen("DS")), (DNSKEY, seen("DNSKEY"))), "unsigned"),
    ("the parent is silent", sheet((DS, NO_ANSWER), (DNSKEY, KEY)), "not-determined"),
    ("no pointer, and the zone is silent", sheet((DS, seen("DS")), (DNSKEY, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_pointer_is_evidence() -> None:
    assert run(CASES[0][1]).evidence == {"zone": "bakkerij.example", "ds": list(POINTER.value.records)}
