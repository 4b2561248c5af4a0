"""The sign of life of a running scan. These tests use real threads and a database in a file."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from tests.portal.runs import running
from weerbaar.portal.scans import pulse as module
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.pulse import Pulse
from weerbaar.portal.scans.states import State
from weerbaar.scanner.probes.probe import Stage
from weerbaar.scanner.scan.progress import StageEnded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WRITE_EVERY_S", 0.02)


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def nothing() -> None:
    """What is done when nothing needs doing."""


def test_progress_reaches_the_row_while_the_scan_runs() -> None:
    lease, _ = running()
    with Pulse(lease, on_lost=nothing) as pulse:
        pulse.listen(StageEnded(Stage.ADDRESS))
        assert eventually(lambda: ScanRun.objects.get().progress.get("stages", {}).get("address") == "ended")


def test_without_progress_it_beats_all_the_same(settings: Any) -> None:
    settings.SCAN_BEAT_S = 0.05
    lease, _ = running()
    long_ago = timezone.now() - timedelta(seconds=25)
    ScanRun.objects.update(beat_at=long_ago)
    with Pulse(lease, on_lost=nothing):
        assert eventually(lambda: bool(ScanRun.objects.filter(beat_at__gt=long_ago)))


def test_who_lost_the_lease_is_told_once_and_writes_nothing_more(settings: Any) -> None:
    settings.SCAN_BEAT_S = 0.05
    lease, _ = running()
    told: list[int] = []
    lost = threading.Event()

    def on_lost() -> None:
        told.append(1)
        lost.set()

    ScanRun.objects.update(lease=lease.number + 1)
    with Pulse(lease, on_lost=on_lost) as pulse:
        pulse.listen(StageEnded(Stage.ADDRESS))
        assert lost.wait(5)
        time.sleep(0.2)
    assert told == [1]
    assert ScanRun.objects.get().progress == {}


def test_a_beat_that_the_database_refuses_is_tried_again(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.SCAN_BEAT_S = 0.05
    lease, _ = running()
    answers: list[str] = []

    def first_refused(*args: Any) -> bool:
        answers.append("refused" if not answers else "kept")
        if len(answers) == 1:
            raise OperationalError("database is locked")
        return True

    monkeypatch.setattr(module, "keep_lease", first_refused)
    with Pulse(lease, on_lost=lambda: answers.append("lost")):
        assert eventually(lambda: len(answers) >= 2)
    assert answers[:2] == ["refused", "kept"]
    assert "lost" not in answers


def test_a_process_that_hangs_far_beyond_the_time_limit_gives_up(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SCAN_TIMEOUT_S = 0.01
    monkeypatch.setattr(module, "STUCK_AFTER", (2.0, 0.1))
    lease, _ = running()
    stuck = threading.Event()
    with Pulse(lease, on_lost=nothing, on_stuck=stuck.set):
        assert stuck.wait(5)
    assert ScanRun.objects.get().state == State.RUNNING
