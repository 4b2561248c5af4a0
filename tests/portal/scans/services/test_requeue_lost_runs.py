"""Runs of workers that gave no sign of life."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.portal.runs import running
from weerbaar.portal.audit.selectors import events_about
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.claim_run import Lease, claim_run
from weerbaar.portal.scans.services.requeue_lost_runs import requeue_lost_runs
from weerbaar.portal.scans.states import State

pytestmark = pytest.mark.django_db


def fall_silent(lease: Lease, seconds: float) -> None:
    ScanRun.objects.filter(id=lease.run_id).update(beat_at=timezone.now() - timedelta(seconds=seconds))


def test_a_worker_that_gave_a_sign_of_life_keeps_its_run() -> None:
    lease, _ = running()
    assert requeue_lost_runs() == 0
    fall_silent(lease, 28)
    assert requeue_lost_runs() == 0
    assert ScanRun.objects.get().state == State.RUNNING


def test_after_thirty_seconds_of_silence_the_run_is_queued_with_a_new_task() -> None:
    lease, _ = running()
    old_task = DBTaskResult.objects.get()
    old_task.claim("a worker that died")
    fall_silent(lease, 31)
    assert requeue_lost_runs() == 1
    run = ScanRun.objects.get()
    assert (run.state, run.attempts, run.started_at) == (State.QUEUED, 1, None)
    assert DBTaskResult.objects.get(id=old_task.id).status == "FAILED"
    assert DBTaskResult.objects.get(id=run.task_id).status == "READY"
    assert events_about(run.id)[-1].word == ScanEvent.REQUEUED


def test_two_who_look_at_the_same_time_queue_it_once() -> None:
    lease, _ = running()
    fall_silent(lease, 31)
    assert requeue_lost_runs() + requeue_lost_runs() == 1
    assert DBTaskResult.objects.filter(status="READY").count() == 2  # the first task was never claimed in this test


def test_after_the_third_attempt_the_run_fails_as_lost() -> None:
    lease, _ = running()
    for attempt in (2, 3):
        fall_silent(lease, 31)
        requeue_lost_runs()
        again = claim_run(lease.run_id)
        assert again is not None
        lease = again
        assert ScanRun.objects.get().attempts == attempt
    fall_silent(lease, 31)
    assert requeue_lost_runs() == 1
    run = ScanRun.objects.get()
    assert (run.state, run.fault) == (State.FAILED, "lost")
    assert run.finished_at is not None
    assert events_about(run.id)[-1].word == ScanEvent.LOST
    assert requeue_lost_runs() == 0


def test_how_long_silence_may_last_is_a_setting(settings: Any) -> None:
    settings.SCAN_SILENCE_S = 2
    lease, _ = running()
    fall_silent(lease, 3)
    assert requeue_lost_runs() == 1
