"""What a scan tells while it runs."""

from collections.abc import Callable
from dataclasses import dataclass

from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.probes.probe import Stage


@dataclass(frozen=True, slots=True)
class StageStarted:
    """The probes of this stage have begun to look."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class StageEnded:
    """All facts of this stage are written down."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class CheckConcluded:
    """A check had all its facts. `done` of `total` checks are concluded now."""

    finding: Finding
    done: int
    total: int


Progress = StageStarted | StageEnded | CheckConcluded
Listener = Callable[[Progress], None]
