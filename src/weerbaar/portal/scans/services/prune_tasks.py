"""Removes tasks that ended long ago; they only carried ids."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

KEPT = timedelta(days=1)


def prune_tasks(now: datetime | None = None) -> None:
    """Remove ended tasks older than a day."""
    DBTaskResult.objects.finished().filter(finished_at__lt=(now or timezone.now()) - KEPT).delete()
