"""The sign of life of a running scan: a thread beside it that keeps the lease and writes the progress."""

import logging
import os
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from django.db import DatabaseError, connection

from weerbaar.portal.scans.limits import limits
from weerbaar.portal.scans.progress_notes import ProgressNotes
from weerbaar.portal.scans.services.claim_run import Lease
from weerbaar.portal.scans.services.keep_lease import keep_lease
from weerbaar.scanner.scan.progress import Progress

_log = logging.getLogger(__name__)
WRITE_EVERY_S = 0.5
# A scan ends by itself at its time limit. Twice that and a minute more means that the process hangs.
STUCK_AFTER = (2.0, 60.0)


def _give_up() -> None:
    """Only the death of a process that hangs frees its run; whoever started it starts another."""
    os._exit(70)


class Pulse:
    """To be used around the scan: `with Pulse(lease, on_lost=…) as pulse`. Scans tell their progress to `pulse.listen`."""

    def __init__(self, lease: Lease, *, on_lost: Callable[[], None], on_stuck: Callable[[], None] = _give_up) -> None:
        self._lease, self._on_lost, self._on_stuck = lease, on_lost, on_stuck
        self._notes, self._lock = ProgressNotes(), threading.Lock()
        self._changed = False
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def listen(self, progress: Progress) -> None:
        """Take note. Called inside the event loop, so it never waits for the database."""
        with self._lock:
            self._notes.note(progress)
            self._changed = True

    def _run(self) -> None:
        limit, start = limits(), time.monotonic()
        last_beat = start
        try:
            while not self._ended.wait(WRITE_EVERY_S):
                now = time.monotonic()
                if now - start > STUCK_AFTER[0] * limit.timeout_s + STUCK_AFTER[1]:
                    _log.critical("scan hangs", extra={"run": str(self._lease.run_id)})
                    self._on_stuck()
                    return
                due = self._changed or now - last_beat >= limit.beat_s
                if not due:
                    continue
                if not self._beat():
                    return
                last_beat = now
        finally:
            connection.close()

    def _beat(self) -> bool:
        try:
            held = keep_lease(self._lease, self._snapshot())
        except DatabaseError:
            # One missed beat is no harm: the lease outlives several. The next one tries again.
            _log.warning("beat failed", exc_info=True)
            return True
        if not held:
            self._on_lost()
        return held

    def _snapshot(self) -> dict[str, Any]:
        with self._lock:
            self._changed = False
            return self._notes.to_json()
