"""The weekly look at domains that were proven."""

from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.scans.errors import ScanRefused
from weerbaar.portal.scans.models import Target
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.services.measure_target import measure_target

EVERY = timedelta(days=7)
# So many a turn of the scheduler, so that a thousand domains of one evening do not all come back in one minute.
MOST_AT_ONCE = 20


def monitor_targets(now: datetime | None = None) -> int:
    """How many measurements were started: of proven domains whose newest run is a week old."""
    now = now or timezone.now()
    proven = Target.objects.filter(proof__proven_at__isnull=False, proof__expires_at__gt=now)
    newest = proven.annotate(newest=Max("runs__queued_at"))
    due = newest.filter(Q(newest__isnull=True) | Q(newest__lte=now - EVERY)).order_by("newest", "id")
    started = 0
    for target in due[:MOST_AT_ONCE]:
        try:
            measure_target(target.id, actor=SCHEDULER, purpose=Purpose.MONITORING, now=now)
            started += 1
        except ScanRefused:  # full, or asked to stay away: its turn comes again
            continue
    return started
