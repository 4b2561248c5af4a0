"""Erases what is kept no longer."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.scans.contents import NO_CONTENTS
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.limits import limits
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.change_state import change_state
from weerbaar.portal.scans.states import State, Verb, lines_of


def expire_runs(now: datetime | None = None) -> int:
    """Empty every run whose days are over, and remove rows that have been empty for long enough."""
    now = now or timezone.now()
    sources = [line.source for line in lines_of(Verb.EXPIRE)]
    due = ScanRun.objects.filter(state__in=sources, expires_at__lte=now).values_list("id", flat=True)
    expired = 0
    for run_id in due:
        with transaction.atomic():
            if change_state(run_id, Verb.EXPIRE, actor=SCHEDULER, **NO_CONTENTS):
                record_event(ScanEvent.EXPIRED, actor=SCHEDULER, subject_id=run_id)
                expired += 1
    gone = ScanRun.objects.filter(state__in=[State.EXPIRED, State.DELETED], expires_at__lte=now - limits().tombstone)
    gone.delete()
    return expired
