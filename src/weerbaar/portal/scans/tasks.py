"""Background entry points. Each may run any number of times with the same effect."""

import uuid

from django_tasks import task

from weerbaar.portal.scans.services.check_proof import check_proof
from weerbaar.portal.scans.services.perform_scan import perform_scan
from weerbaar.portal.scans.services.read_cloud import read_cloud


@task()
def run_scan(run_id: str) -> None:
    """Measure one queued run."""
    perform_scan(uuid.UUID(run_id))


@task()
def look_for_proof(target_id: str, user_id: str) -> None:
    """Look whether a domain is proven; `user_id` is who asked, or nothing."""
    check_proof(uuid.UUID(target_id), uuid.UUID(user_id) if user_id else None)


@task()
def read_connected_cloud(connection_id: str) -> None:
    """Read one connected cloud."""
    read_cloud(uuid.UUID(connection_id))
