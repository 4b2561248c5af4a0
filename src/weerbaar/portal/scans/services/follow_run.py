"""Tells the floors above that a run of a company has its result."""

import uuid

from django.conf import settings
from django.utils.module_loading import import_string


def follow_run(run_id: uuid.UUID) -> None:
    """Make a task of every follower, inside the transaction that ends the run: none is forgotten, whoever dies."""
    for path in settings.SCAN_FOLLOWERS:
        import_string(path).enqueue(str(run_id))
