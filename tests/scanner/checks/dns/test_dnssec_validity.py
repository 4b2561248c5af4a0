"""Validity: only the word of a resolver that was proven to validate counts."""

import pytest

from tests.scanner.checks.dns.builders import NOW, sheet
from weerbaar.scanner.checks.dns.dnssec_validity.check import run
from weerbaar.scanner.facts.dns import VALIDATION, Validation
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet


def said(validation: Validation) -> FactSheet:
    return sheet((VALIDATION, Observed(validation, NOW, "DNS SOA bakkerij.example")))


CASES: list[tuple[str, FactSheet, str]] = [
    ("secure", said(Validation.SECURE), "valid"),
    ("bogus", said(Validation.BOGUS), "bogus"),
    ("insecure", said(Validation.INSECURE), "not-applicable"),
    ("a resolver that was not proven", sheet((VALIDATION, Unobserved(Reason.NOT_VALIDATING))), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_a_resolver_that_was_not_proven_is_the_reason_given() -> None:
    assert run(CASES[3][1]).evidence == {"reason": "not-validating"}
