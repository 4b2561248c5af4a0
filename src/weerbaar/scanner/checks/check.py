"""What a check is: a pure function from facts to one finding, with a closed list of outcomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity
from weerbaar.scanner.vocabulary.status import Status

Evidence = Mapping[str, Json]

# The one outcome that every check has: a fact it needs could not be observed.
NOT_DETERMINED = "not-determined"
# The usual name of the outcome for "the question does not arise here".
NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One possible conclusion. `severity` is a default: a scoring policy may override it."""

    status: Status
    severity: Severity = Severity.NONE

    def __post_init__(self) -> None:
        if (self.status is Status.FAIL) == (self.severity is Severity.NONE):
            raise ValueError("a failing outcome has a severity, and no other outcome has one")


def passes() -> Outcome:
    """The outcome that all is well."""
    return Outcome(Status.PASS)


def fails(severity: Severity) -> Outcome:
    """The outcome that something should be mended."""
    return Outcome(Status.FAIL, severity)


def not_applicable() -> Outcome:
    """The outcome that the question does not arise."""
    return Outcome(Status.NOT_APPLICABLE)


def not_determined() -> Outcome:
    """The outcome that we could not look."""
    return Outcome(Status.NOT_DETERMINED)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was concluded, and from what. `check` and `outcome` are ids; `evidence` holds JSON values."""

    check: str
    outcome: str
    evidence: Evidence = field(default_factory=dict)

    @property
    def key(self) -> str:
        """`mail.dmarc-policy/missing`: the id under which advice, truth tables and actions know this conclusion."""
        return f"{self.check}/{self.outcome}"


def undetermined(check: str, cause: Unobserved) -> Finding:
    """The finding that a check makes of a fact it needs and does not have."""
    evidence: dict[str, Json] = {"reason": cause.reason.value}
    if cause.source:
        evidence["source"] = cause.source
    return Finding(check, NOT_DETERMINED, evidence)


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the catalogue found it. `question` is the first line of its docstring, `folder` where its texts stand."""

    id: str
    question: str
    needs: tuple[Fact[Any], ...]
    outcomes: Mapping[str, Outcome]
    run: Callable[[FactSheet], Finding]
    folder: Path

    @property
    def area(self) -> str:
        """The part before the dot: `mail`."""
        return self.id.partition(".")[0]
