"""Weighs findings. What could not be determined lowers the coverage, never the score."""

from collections.abc import Iterable
from dataclasses import dataclass

from weerbaar.scanner.checks.catalogue import outcome_of
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.scoring.policy import Policy
from weerbaar.scanner.vocabulary.severity import Severity
from weerbaar.scanner.vocabulary.status import Status


@dataclass(frozen=True, slots=True)
class Score:
    """`value` is the weighted share that is in order, 0 to 100, None when nothing could be determined.

    `coverage` is the weighted share of what applies that could be determined, 0 to 1. `policy` is its id and version.
    """

    value: int | None
    coverage: float
    policy: str


def score(findings: Iterable[Finding], policy: Policy) -> Score:
    """The score of one domain. Checks that the policy does not name are in preview: reported, weight zero."""
    by_check = {finding.check: finding for finding in findings}
    earned = determined = applicable = 0.0
    for check, weight in policy.weights.items():
        if check not in by_check:
            continue
        status = _status(by_check[check], by_check, policy)
        if status is Status.NOT_APPLICABLE:
            continue
        applicable += weight
        if status is Status.NOT_DETERMINED:
            continue
        determined += weight
        earned += weight * policy.credit_of(by_check[check].key, status)
    value = round(100 * earned / determined) if determined else None
    return Score(value, round(determined / applicable, 3) if applicable else 0.0, policy.name)


def severity_of(finding: Finding, policy: Policy) -> Severity:
    """The policy's severity for this outcome, else the check's own."""
    return policy.severities.get(finding.key, outcome_of(finding).severity)


def _status(finding: Finding, by_check: dict[str, Finding], policy: Policy) -> Status:
    """A check that does not apply only because its prerequisite failed counts as failed: a broken record is no gain."""
    status = outcome_of(finding).status
    if status is Status.NOT_APPLICABLE:
        for prerequisite in policy.prerequisites.get(finding.check, ()):
            if prerequisite in by_check and outcome_of(by_check[prerequisite]).status is Status.FAIL:
                return Status.FAIL
    return status
