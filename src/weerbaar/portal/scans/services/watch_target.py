"""Sees what got worse between the measurements of a domain. One bad measurement is a suspicion; a second one confirms it."""

import json
import uuid
import zlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.scans.errors import ScanRefused
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import Regression, ScanRun, Target
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.services.measure_target import measure_target
from weerbaar.portal.scans.states import State
from weerbaar.scanner.scan.regressions import Course, Measured, changes, measured
from weerbaar.scanner.scan.result import ScanResult

# How long after a bad measurement we look again. A server that is being worked on is often well within the hour.
PAUSE = timedelta(hours=1)
# So many measurements back: what was fine longer ago than that is no news.
HISTORY = 12


def watch_target(target_id: uuid.UUID) -> int:
    """Note what the newest measurement confirms, mends or makes us suspect. How many regressions are newly confirmed.

    May be called any number of times: each is noted once.
    """
    with transaction.atomic():
        target = Target.objects.select_for_update().filter(id=target_id).first()
        if target is None:
            return 0
        found = changes(_history(target))
        confirmed = 0
        for change in found:
            known = Regression.objects.filter(target=target, check_id=change.check, since=change.since)
            if change.course is Course.CONFIRMED:
                _row, is_new = Regression.objects.get_or_create(
                    target=target,
                    check_id=change.check,
                    since=change.since,
                    defaults={
                        "outcome": change.outcome,
                        "fine_at": change.fine_at,
                        "confirmed_at": change.decided_at,
                    },
                )
                confirmed += is_new
            elif change.course is Course.MENDED:
                known.filter(mended_at=None).update(mended_at=change.decided_at)
        suspects = [change.since for change in found if change.course is Course.SUSPECTED]
        Target.objects.filter(id=target_id).update(suspected_at=min(suspects) if suspects else None)
        if confirmed:
            record_event(
                ScanEvent.GOT_WORSE,
                actor=SCHEDULER,
                subject_id=target_id,
                organisation_id=target.organisation_id,
                points=confirmed,
            )
    return confirmed


def look_again(now: datetime | None = None) -> int:
    """Measure each domain again where something seems to have got worse, an hour after. How many were started."""
    now = now or timezone.now()
    waiting = Target.objects.filter(suspected_at__isnull=False).exclude(
        Q(runs__state__in=[State.QUEUED, State.RUNNING]) | Q(runs__queued_at__gt=now - PAUSE)
    )
    started = 0
    for target in waiting.distinct():
        try:
            measure_target(target.id, actor=SCHEDULER, purpose=Purpose.SECOND_LOOK, now=now)
            started += 1
        except ScanRefused:  # full, or asked to stay away: its turn comes again
            continue
    return started


def _history(target: Target) -> list[Measured]:
    rows = ScanRun.objects.filter(owned_by=target, state=State.DONE, result__isnull=False).order_by("-finished_at")
    found: dict[datetime, Measured] = {}
    for row in rows[:HISTORY]:
        one = measured(ScanResult.from_json(json.loads(zlib.decompress(bytes(row.result or b"")))))
        found[one.at] = one  # a result that was kept twice is one measurement
    return [found[at] for at in sorted(found)]
