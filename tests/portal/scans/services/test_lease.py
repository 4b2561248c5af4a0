"""Claiming a run, keeping it, finishing it: what a worker may do while its lease holds, and no longer."""

import json

import pytest

from tests.portal.results import a_result, a_silent_result
from tests.portal.runs import queued, running
from weerbaar.portal.audit.selectors import events_about
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.selectors import result_document
from weerbaar.portal.scans.services.break_run import break_run
from weerbaar.portal.scans.services.claim_run import Lease, claim_run
from weerbaar.portal.scans.services.give_back_run import give_back_run
from weerbaar.portal.scans.services.keep_lease import keep_lease
from weerbaar.portal.scans.services.store_result import store_result
from weerbaar.portal.scans.states import State

pytestmark = pytest.mark.django_db


def taken_over(lease: Lease) -> Lease:
    """The run is lost to another worker, which claims it."""
    ScanRun.objects.filter(id=lease.run_id).update(state=State.QUEUED)
    other = claim_run(lease.run_id)
    assert other is not None
    return other


def test_who_claims_first_gets_the_run_and_the_second_gets_nothing() -> None:
    run, _ = queued()
    lease = claim_run(run.id)
    assert lease == Lease(run.id, 1, lease.target) if lease else False
    assert claim_run(run.id) is None


def test_a_claimed_run_says_when_it_started_and_who_has_it() -> None:
    lease, _ = running()
    run = ScanRun.objects.get(id=lease.run_id)
    assert run.state == State.RUNNING
    assert run.started_at is not None
    assert run.beat_at is not None
    assert run.worker
    assert run.attempts == 1


def test_a_finished_run_has_its_result_and_no_progress() -> None:
    lease, holder = running()
    keep_lease(lease, {"done": 3, "total": 9})
    assert store_result(lease, a_result())
    run = ScanRun.objects.get()
    assert (run.state, run.progress) == (State.DONE, {})
    assert result_document(holder)["target"] == "bakkerij-deegrol.example"


def test_a_finished_run_is_finished_once() -> None:
    lease, _ = running()
    assert store_result(lease, a_result())
    assert not store_result(lease, a_silent_result())
    assert claim_run(lease.run_id) is None
    words = [event.word for event in events_about(lease.run_id)]
    assert words == [ScanEvent.STARTED, ScanEvent.CLAIMED, ScanEvent.FINISHED]


def test_a_worker_that_comes_back_from_the_dead_cannot_overwrite_a_newer_run() -> None:
    old, holder = running()
    new = taken_over(old)
    assert store_result(new, a_result())
    assert not store_result(old, a_silent_result())
    break_run(old)
    give_back_run(old)
    assert ScanRun.objects.get().state == State.DONE
    assert "v=spf1 -all" in json.dumps(result_document(holder))


def test_a_worker_that_comes_back_while_another_is_busy_changes_nothing_either() -> None:
    old, _ = running()
    new = taken_over(old)
    assert not keep_lease(old, {"done": 1, "total": 9})
    assert not store_result(old, a_silent_result())
    break_run(old)
    give_back_run(old)
    run = ScanRun.objects.get()
    assert (run.state, run.lease, run.progress) == (State.RUNNING, new.number, {})


def test_a_run_that_was_given_back_waits_for_the_next_worker_and_loses_no_attempt() -> None:
    lease, _ = running()
    first_task = ScanRun.objects.get().task_id
    give_back_run(lease)
    run = ScanRun.objects.get()
    assert (run.state, run.attempts, run.started_at) == (State.QUEUED, 0, None)
    assert run.task_id != first_task
    again = claim_run(run.id)
    assert again is not None
    assert again.number == 2


def test_a_broken_run_says_so_and_is_not_tried_again() -> None:
    lease, _ = running()
    break_run(lease)
    run = ScanRun.objects.get()
    assert (run.state, run.fault) == (State.FAILED, "broken")
    assert claim_run(run.id) is None
    assert events_about(run.id)[-1].word == ScanEvent.BROKEN
