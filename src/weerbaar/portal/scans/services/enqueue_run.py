"""Sends the id of a queued run to the workers."""

import uuid

from django.utils.module_loading import import_string

from weerbaar.portal.scans.models import ScanRun

# By its path: the task calls `perform_scan`, which itself must be able to put a run back in the queue.
_TASK = "weerbaar.portal.scans.tasks.run_scan"


def enqueue_run(run_id: uuid.UUID) -> None:
    """Make a task for this run and note its id, to be called inside the transaction that queues the run."""
    task = import_string(_TASK).enqueue(str(run_id))
    ScanRun.objects.filter(id=run_id).update(task_id=task.id)
