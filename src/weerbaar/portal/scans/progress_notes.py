"""What a visitor may know while a scan runs, as it stands in the row of the run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.facts.codec import encode
from weerbaar.scanner.probes.probe import Stage
from weerbaar.scanner.scan.progress import CheckConcluded, Progress, StageEnded, StageStarted


class StageState(StrEnum):
    """How far a stage is."""

    WAITING = "waiting"
    NOW = "now"
    ENDED = "ended"


@dataclass
class ProgressNotes:
    """Stages and findings so far; `done` of `total` checks are concluded."""

    stages: dict[Stage, StageState] = field(default_factory=lambda: dict.fromkeys(Stage, StageState.WAITING))
    findings: list[Finding] = field(default_factory=list)
    done: int = 0
    total: int = 0

    def note(self, progress: Progress) -> None:
        """Write down what the scan just told."""
        match progress:
            case StageStarted(stage):
                self.stages[stage] = StageState.NOW
            case StageEnded(stage):
                self.stages[stage] = StageState.ENDED
            case CheckConcluded(finding, done, total):
                self.findings.append(finding)
                self.done, self.total = done, total

    def to_json(self) -> dict[str, Any]:
        """A plain value that `from_json` reads."""
        findings = [[finding.check, finding.outcome, encode(finding.evidence)] for finding in self.findings]
        stages = {stage.value: state.value for stage, state in self.stages.items()}
        return {"stages": stages, "findings": findings, "done": self.done, "total": self.total}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ProgressNotes":
        """Read what `to_json` wrote; an empty object is a run that has not begun."""
        notes = cls(done=int(data.get("done", 0)), total=int(data.get("total", 0)))
        notes.stages.update({Stage(stage): StageState(state) for stage, state in data.get("stages", {}).items()})
        notes.findings.extend(Finding(*item) for item in data.get("findings", ()))
        return notes
