"""Lets a finished run of a company decide on the work that was delivered there."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.services.follow_scan import follow_scan as plan_from_scan
from weerbaar.portal.action_plans.services.report_action import measure_since
from weerbaar.portal.action_plans.step_selectors import first_reopening
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import WORKER
from weerbaar.portal.quotes.line_events import OrderEvent
from weerbaar.portal.quotes.line_states import SOLVED_LINES
from weerbaar.portal.quotes.models import OrderLine
from weerbaar.portal.quotes.services.judge_line import JUDGED, counts_since, judge_line
from weerbaar.portal.scans.target_selectors import organisation_of_run

# How long work has to hold for the record of who did it.
HOLDS = timedelta(days=90)
_LOOKS_BACK = HOLDS + timedelta(days=7)  # an outage of ours must not let anything slip


def follow_scan(run_id: uuid.UUID, *, now: datetime | None = None) -> None:
    """Judge every delivered line of the company. Its plan comes first: whichever task a worker takes up earlier."""
    now = now or timezone.now()
    organisation_id = organisation_of_run(run_id)
    if organisation_id is None:
        return
    plan_from_scan(run_id)
    waiting = OrderLine.objects.filter(
        order__organisation_id=organisation_id, state__in=[state.value for state in JUDGED], delivered_at__isnull=False
    )
    for line_id in waiting.order_by("delivered_at", "id").values_list("id", flat=True):
        judge_line(line_id, now=now)
    note_reopened(organisation_id, now=now)


def prove_delivered(now: datetime | None = None) -> int:
    """Judge what waits, and measure what could not be measured when it was delivered; how many runs are on their way."""
    now = now or timezone.now()
    waiting = OrderLine.objects.filter(state__in=[state.value for state in JUDGED], delivered_at__isnull=False)
    started = 0
    for line in waiting.order_by("delivered_at", "id"):
        if line.action_id is None or judge_line(line.id, now=now) is not None:
            continue
        since = counts_since(line)
        started += len(measure_since(line.action_id, since, now=now).runs) if since else 0
    return started


def note_reopened(organisation_id: uuid.UUID | None = None, *, now: datetime | None = None) -> int:
    """Write down of solved work which came back within ninety days, as two measurements saw. Each is noted once."""
    since = (now or timezone.now()) - _LOOKS_BACK
    rows = OrderLine.objects.filter(
        state__in=[state.value for state in SOLVED_LINES], reopened_at=None, solved_at__gt=since
    ).select_related("order")
    if organisation_id is not None:
        rows = rows.filter(order__organisation_id=organisation_id)
    noted = 0
    for line in rows:
        if line.action_id is None or line.solved_at is None:
            continue
        at = first_reopening(line.action_id, line.solved_at, line.solved_at + HOLDS)
        if at is None:
            continue
        with transaction.atomic():
            if OrderLine.objects.filter(id=line.id, reopened_at=None).update(reopened_at=at):
                record_event(
                    OrderEvent.REOPENED, actor=WORKER, subject_id=line.id, organisation_id=line.order.organisation_id
                )
                noted += 1
    return noted
