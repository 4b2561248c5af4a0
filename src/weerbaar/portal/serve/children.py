"""Keeps child processes alive: starts them, starts them again when they die, and ends them all."""

import contextlib
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from weerbaar.portal.serve.lifeline import LIFELINE

_log = logging.getLogger(__name__)
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
# A child that lived this long was well: when it dies, it is started again after the shortest pause.
WELL_AFTER_S = 60.0
GRACE_S = 8.0


@dataclass
class Child:
    """One process: what to run, and how it fares. `died` counts the deaths since it was last well."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    died: int = 0
    again_at: float = 0.0


@dataclass
class Children:
    """All of them. They hold the reading end of a pipe whose writing end is ours: when we die, even by kill -9, they end."""

    environment: Mapping[str, str]
    members: list[Child] = field(default_factory=list)
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self._reading, self._writing = os.pipe()

    def add(self, name: str, module: str, *arguments: str) -> Child:
        """Start `python -m module arguments`."""
        child = Child(name, (sys.executable, "-m", module, *arguments))
        self.members.append(child)
        self._start(child)
        return child

    def mend(self) -> None:
        """Start again what has died, each time after a longer pause."""
        now = self.clock()
        for child in self.members:
            if child.process is not None and child.process.poll() is not None:
                self._bury(child, now)
            if child.process is None and now >= child.again_at:
                self._start(child)

    def end(self) -> None:
        """Ask all to stop, give them time, and end those that do not listen."""
        running = [
            child.process for child in self.members if child.process is not None and child.process.poll() is None
        ]
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        deadline = self.clock() + GRACE_S
        for process in running:
            try:
                process.wait(max(0.1, deadline - self.clock()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        os.close(self._writing)
        os.close(self._reading)

    def _start(self, child: Child) -> None:
        environment = {**self.environment, LIFELINE: str(self._reading)}
        # A session of its own, so that Ctrl-C reaches us alone and we end the children in order.
        child.process = subprocess.Popen(  # noqa: S603 (our own interpreter and modules)
            child.command, env=environment, pass_fds=(self._reading,), stdin=subprocess.DEVNULL, start_new_session=True
        )
        child.started_at = self.clock()

    def _bury(self, child: Child, now: float) -> None:
        assert child.process is not None
        child.died = 1 if now - child.started_at > WELL_AFTER_S else child.died + 1
        pause = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (child.died - 1))
        code = child.process.returncode
        _log.warning("child died", extra={"child": child.name, "code": code, "again_after_s": pause})
        child.process, child.again_at = None, now + pause
