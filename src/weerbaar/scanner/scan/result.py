"""The result of one scan: facts, findings and score, and the JSON document that is our contract with programs."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from weerbaar.scanner.checks.catalogue import catalogue, outcome_of
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.checks.judge import judge
from weerbaar.scanner.facts.codec import Json, encode
from weerbaar.scanner.facts.dns import ZONE
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.scoring.policy import DEFAULT, load_policy
from weerbaar.scanner.scoring.score import Score, score, severity_of
from weerbaar.scanner.vocabulary.errors import InvalidFactSheet

SCHEMA = 1


class Interruption(StrEnum):
    """Why a scan is incomplete: its findings hold, but more was to be looked at. Gives exit code 3.

    A server that is slow, busy or refuses is no interruption: that is what there was to see.
    """

    NO_SUCH_DOMAIN = "no-such-domain"
    RESOLVER_SILENT = "resolver-silent"
    ADDRESS_NOT_ALLOWED = "address-not-allowed"
    TIME_LIMIT = "time-limit"
    BUDGET_SPENT = "budget-spent"
    BUG = "bug"


@dataclass(frozen=True)
class ScanResult:
    """Everything about one scan. `connections` and `queries` count what the scan asked of the world."""

    target: str
    started_at: datetime
    duration_s: float
    sheet: FactSheet
    findings: tuple[Finding, ...]
    score: Score
    connections: int = 0
    queries: int = 0

    @property
    def interruptions(self) -> tuple[Interruption, ...]:
        """Empty when the scan is complete."""
        return interruptions(self.sheet, self.findings)

    @property
    def counts(self) -> Counter[str]:
        """How many findings have each status."""
        return Counter(outcome_of(finding).status.value for finding in self.findings)

    def to_json(self) -> dict[str, Json]:
        """The published document, schema 1 (`docs/reference/scan-result.schema.json`)."""
        policy = load_policy()
        return {
            "schema": SCHEMA,
            "target": self.target,
            "started_at": self.started_at.isoformat(),
            "duration_s": round(self.duration_s, 3),
            "complete": not self.interruptions,
            "interruptions": [word.value for word in self.interruptions],
            "connections": self.connections,
            "queries": self.queries,
            "findings": [
                {
                    "check": finding.check,
                    "outcome": finding.outcome,
                    "status": outcome_of(finding).status.value,
                    "severity": severity_of(finding, policy).value,
                    "evidence": encode(finding.evidence),
                }
                for finding in self.findings
            ],
            "score": {"value": self.score.value, "coverage": self.score.coverage, "policy": self.score.policy},
            "facts": self.sheet.to_json(),
        }

    @classmethod
    def from_json(cls, data: Any) -> "ScanResult":
        """Read a stored document and judge its facts anew, by the checks and the policy of this version.

        Only checks whose facts were all asked for: what was never to be looked at (another port without an agreement,
        a check of a later version) is no finding that something could not be measured.

        Raises:
            InvalidFactSheet: the document is not one of ours.
        """
        if not isinstance(data, dict) or "facts" not in data:
            raise InvalidFactSheet("$", "not a scan result")
        sheet = FactSheet.from_json(data["facts"])
        try:
            started_at = datetime.fromisoformat(data["started_at"])
            duration_s = float(data["duration_s"])
            counts = int(data.get("connections", 0)), int(data.get("queries", 0))
        except (KeyError, TypeError, ValueError) as error:
            raise InvalidFactSheet("$", f"{type(error).__name__}: {error}") from error
        asked = (check for check in catalogue().values() if all(fact in sheet for fact in check.needs))
        findings = judge(sheet, asked)
        return cls(sheet.target, started_at, duration_s, sheet, findings, weigh(findings), *counts)


def weigh(findings: tuple[Finding, ...]) -> Score:
    """The score by the policy in force."""
    return score(findings, load_policy(DEFAULT))


def interruptions(sheet: FactSheet, findings: tuple[Finding, ...]) -> tuple[Interruption, ...]:
    """What kept the scan from being complete, each word once, in the order of `Interruption`."""
    found = set()
    reasons = {observation.reason for observation in sheet.observations.values() if isinstance(observation, Unobserved)}
    undetermined = {finding.evidence.get("reason") for finding in findings if finding.outcome == "not-determined"}
    if _domain_is_absent(sheet):
        found.add(Interruption.NO_SUCH_DOMAIN)
    if _resolver_was_silent(sheet):
        found.add(Interruption.RESOLVER_SILENT)
    for reason, word in (
        (Reason.TIME_LIMIT, Interruption.TIME_LIMIT),
        (Reason.BUDGET_SPENT, Interruption.BUDGET_SPENT),
        (Reason.ADDRESS_NOT_ALLOWED, Interruption.ADDRESS_NOT_ALLOWED),
        (Reason.BUG_IN_PROBE, Interruption.BUG),
        (Reason.BUG_IN_CHECK, Interruption.BUG),
    ):
        if reason in reasons or reason.value in undetermined:
            found.add(word)
    return tuple(word for word in Interruption if word in found)


def _domain_is_absent(sheet: FactSheet) -> bool:

    zone = sheet[ZONE]
    return not isinstance(zone, Unobserved) and zone.value.says_no_such_name


def _resolver_was_silent(sheet: FactSheet) -> bool:

    zone = sheet[ZONE]
    return isinstance(zone, Unobserved) and zone.reason is Reason.DNS_TIMEOUT
