"""What is erased: on request, after its days, and what could tell visitors apart."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.portal.runs import NOBODY, done, failed, queued, running
from weerbaar.portal.audit.selectors import events_about
from weerbaar.portal.scans.errors import NoSuchRun
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import DailySalt, ScanRun
from weerbaar.portal.scans.selectors import measurement, result_document
from weerbaar.portal.scans.services.delete_result import delete_result
from weerbaar.portal.scans.services.expire_runs import expire_runs
from weerbaar.portal.scans.services.forget_visitors import forget_visitors
from weerbaar.portal.scans.services.prune_tasks import prune_tasks
from weerbaar.portal.scans.states import State

pytestmark = pytest.mark.django_db


def test_a_deleted_result_leaves_nothing_of_the_company() -> None:
    run, holder = done()
    delete_result(holder)
    row = ScanRun.objects.values().get()
    assert row["state"] == State.DELETED
    assert "deegrol" not in repr(row)
    assert row["result"] is None
    assert events_about(run.id)[-1].word == ScanEvent.DELETED
    with pytest.raises(NoSuchRun):
        result_document(holder)


def test_a_stranger_deletes_nothing() -> None:
    done()
    with pytest.raises(NoSuchRun):
        delete_result(NOBODY)
    assert ScanRun.objects.get().state == State.DONE


def test_a_run_that_is_not_done_cannot_be_deleted() -> None:
    _, holder = running()
    with pytest.raises(NoSuchRun):
        delete_result(holder)


def test_after_thirty_days_contents_go_and_the_link_still_knows_since_when() -> None:
    run, holder = done()
    assert expire_runs(run.expires_at - timedelta(seconds=1)) == 0
    assert expire_runs(run.expires_at) == 1
    gone = measurement(holder)
    assert (gone.state, gone.target, gone.expires_at) == (State.EXPIRED, None, run.expires_at)
    assert events_about(run.id)[-1].word == ScanEvent.EXPIRED


def test_a_failed_run_expires_like_any_other_and_a_waiting_one_does_not() -> None:
    run, _ = failed("bedrijf-1.example")
    queued("bedrijf-2.example")
    assert expire_runs(run.expires_at + timedelta(days=1)) == 1


def test_half_a_year_later_the_empty_row_goes_as_well() -> None:
    run, holder = done()
    expire_runs(run.expires_at)
    expire_runs(run.expires_at + timedelta(days=179))
    assert ScanRun.objects.count() == 1
    expire_runs(run.expires_at + timedelta(days=180))
    assert ScanRun.objects.count() == 0
    with pytest.raises(NoSuchRun):
        measurement(holder)


def test_the_next_day_nobody_can_tell_visitors_apart() -> None:
    queued()
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)
    assert DailySalt.objects.count() == 1
    forget_visitors(tomorrow)
    assert DailySalt.objects.count() == 0
    assert ScanRun.objects.get().requested_from == ""


def test_today_visitors_are_still_counted() -> None:
    queued()
    forget_visitors()
    assert DailySalt.objects.count() == 1
    assert ScanRun.objects.get().requested_from != ""


def test_tasks_that_ended_a_day_ago_are_removed_and_others_stay() -> None:
    queued("bedrijf-1.example")
    queued("bedrijf-2.example")
    DBTaskResult.objects.all()[0].set_successful(None)
    prune_tasks()
    assert DBTaskResult.objects.count() == 2
    prune_tasks(timezone.now() + timedelta(days=1, minutes=1))
    assert [task.status for task in DBTaskResult.objects.all()] == ["READY"]
