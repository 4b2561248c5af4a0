"""Sends queued runs again whose task got lost between the database and the workers."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.enqueue_run import enqueue_run
from weerbaar.portal.scans.states import State

GRACE = timedelta(minutes=1)


def reconcile_queue() -> int:
    """Make a new task for each queued run that waits longer than a minute and has no task that is still to run."""
    waiting = ScanRun.objects.filter(state=State.QUEUED, queued_at__lt=timezone.now() - GRACE)
    alive = set(
        DBTaskResult.objects.exclude(id__in=DBTaskResult.objects.finished().values("id")).values_list("id", flat=True)
    )
    sent = 0
    for run_id, task_id in waiting.values_list("id", "task_id"):
        if task_id in alive:
            continue
        with transaction.atomic():
            # Asked again inside the transaction: a worker may have begun meanwhile.
            if ScanRun.objects.filter(id=run_id, state=State.QUEUED, task_id=task_id).exists():
                enqueue_run(run_id)
                record_event(ScanEvent.SENT_AGAIN, actor=SCHEDULER, subject_id=run_id)
                sent += 1
    return sent
