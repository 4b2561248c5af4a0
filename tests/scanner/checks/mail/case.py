"""Compares the finding of a case with what is expected of it: the outcome, and the evidence that matters."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.scanner.checks.mail.builders import Case
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.facts.sheet import FactSheet

Evidence = Mapping[str, Mapping[str, Any]]


def assert_finding(run: Callable[[FactSheet], Finding], case: Case, evidence: Evidence) -> None:
    """`evidence` says by the case's name what must stand in the finding, at least."""
    name, sheet, expected = case
    finding = run(sheet)
    assert finding.outcome == expected, finding
    assert {key: finding.evidence.get(key) for key in evidence[name]} == evidence[name]
