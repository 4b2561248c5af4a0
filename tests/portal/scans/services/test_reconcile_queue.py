"""Queued runs whose task got lost."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.portal.runs import done, queued
from weerbaar.portal.audit.selectors import events_about
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.reconcile_queue import reconcile_queue

pytestmark = pytest.mark.django_db
AGO = timedelta(minutes=2)


def test_a_run_that_waits_with_a_living_task_is_left_alone() -> None:
    queued(now=timezone.now() - AGO)
    assert reconcile_queue() == 0


def test_a_run_whose_task_is_gone_gets_a_new_one() -> None:
    run, _ = queued(now=timezone.now() - AGO)
    DBTaskResult.objects.all().delete()
    assert reconcile_queue() == 1
    assert DBTaskResult.objects.get().id == ScanRun.objects.get().task_id != run.task_id
    assert events_about(run.id)[-1].word == ScanEvent.SENT_AGAIN
    assert reconcile_queue() == 0


def test_a_run_whose_task_ended_without_touching_it_gets_a_new_one() -> None:
    queued(now=timezone.now() - AGO)
    DBTaskResult.objects.get().set_failed(RuntimeError())
    assert reconcile_queue() == 1


def test_a_young_run_is_given_a_minute() -> None:
    queued()
    DBTaskResult.objects.all().delete()
    assert reconcile_queue() == 0


def test_a_run_that_ended_needs_no_task() -> None:
    done(now=timezone.now() - AGO)
    DBTaskResult.objects.all().delete()
    assert reconcile_queue() == 0
