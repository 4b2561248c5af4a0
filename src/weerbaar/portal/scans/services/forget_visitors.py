"""Throws away what could tell visitors apart."""

from datetime import datetime, timedelta

from django.utils import timezone

from weerbaar.portal.scans.models import DailySalt, ScanRun


def forget_visitors(now: datetime | None = None) -> None:
    """Remove the salts of days gone by, and every mark older than a day."""
    now = now or timezone.now()
    DailySalt.objects.filter(day__lt=now.date()).delete()
    ScanRun.objects.filter(queued_at__lt=now - timedelta(days=1)).exclude(requested_from="").update(requested_from="")
