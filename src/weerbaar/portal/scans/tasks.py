"""Background entry points. Each may run any number of times with the same effect."""

import uuid

from django_tasks import task

from weerbaar.portal.scans.services.perform_scan import perform_scan


@task()
def run_scan(run_id: str) -> None:
    """Measure one queued run."""
    perform_scan(uuid.UUID(run_id))
