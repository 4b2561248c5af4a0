"""Gives the runs of dead workers to others. Any process may call it, at any time and at the same time."""

import uuid

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.limits import limits
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.change_state import change_state
from weerbaar.portal.scans.services.enqueue_run import enqueue_run
from weerbaar.portal.scans.states import State, Verb


class WorkerLost(Exception):
    """Stands on the task of a worker that gave no sign of life; never raised."""


def requeue_lost_runs() -> int:
    """Queue again every running run that gave no sign of life for too long; after the last attempt it fails as lost.

    The database's clock decides, since workers may run on machines whose clocks differ.
    """
    silent = ScanRun.objects.filter(state=State.RUNNING, beat_at__lt=Now() - limits().silence)
    return sum(_take_back(*row) for row in silent.values_list("id", "lease", "attempts", "task_id"))


def _take_back(run_id: uuid.UUID, lease: int, attempts: int, task_id: uuid.UUID | None) -> int:
    with transaction.atomic():
        if attempts >= limits().attempts:
            word = ScanEvent.LOST
            ended = {"fault": "lost", "finished_at": timezone.now()}
            taken = change_state(run_id, Verb.LOSE, actor=SCHEDULER, held_lease=lease, progress={}, **ended)
        else:
            word = ScanEvent.REQUEUED
            taken = change_state(run_id, Verb.REQUEUE, actor=SCHEDULER, held_lease=lease, progress={}, started_at=None)
        if taken:
            _close_task(task_id)
            if word is ScanEvent.REQUEUED:
                enqueue_run(run_id)
            record_event(word, actor=SCHEDULER, subject_id=run_id, attempts=attempts)
    return int(taken)


def _close_task(task_id: uuid.UUID | None) -> None:
    """The task of a killed worker would read RUNNING for ever."""
    for task in DBTaskResult.objects.running().filter(id__in=[task_id]):
        task.set_failed(WorkerLost())
