"""Decides on delivered work by what our own scanner saw after the delivery. Nothing else leads to "verified"."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.sight import Seen, Sight, seen_since
from weerbaar.portal.core.actors import WORKER
from weerbaar.portal.quotes.line_states import LineVerb
from weerbaar.portal.quotes.models import Dispute, OrderLine
from weerbaar.portal.quotes.services.change_line import change_line
from weerbaar.portal.quotes.services.end_dispute import end_dispute
from weerbaar.portal.quotes.services.end_order import end_order_if_done
from weerbaar.portal.quotes.services.find_line import locked_line
from weerbaar.portal.quotes.words import DisputeOutcome, LineState

JUDGED = (LineState.DELIVERED, LineState.SENT_BACK, LineState.DISPUTED)


def judge_line(line_id: uuid.UUID, *, now: datetime | None = None) -> LineState | None:
    """The new state; None when nothing changed. May be called any number of times.

    Work that was sent back and is seen to be gone later needs no second delivery: names and caches take their time.
    """
    now = now or timezone.now()
    with transaction.atomic():
        line = locked_line(line_id)
        since = counts_since(line) if line else None
        if line is None or since is None or line.state not in JUDGED:
            return None
        seen = seen_since(line.action_id, since)
        if seen.sight is Sight.GONE:
            return _verify(line, seen, now)
        if seen.sight is Sight.THERE and line.state != LineState.SENT_BACK:
            end_dispute(line, DisputeOutcome.SEEN, now=now)
            return change_line(line, LineVerb.SEND_BACK, actor=WORKER, now=now, runs=seen.runs)
    return None


def counts_since(line: OrderLine) -> datetime | None:
    """From when on a run says something about this work: after its delivery, and in a dispute after that began."""
    if line.delivered_at is None:
        return None
    opened = Dispute.objects.filter(line=line, ended_at=None).values_list("opened_at", flat=True).first()
    return max(line.delivered_at, opened) if opened else line.delivered_at


def _verify(line: OrderLine, seen: Seen, now: datetime) -> LineState:
    fields: dict[str, Any] = {"proof": [str(run) for run in seen.runs], "solved_at": now}
    end_dispute(line, DisputeOutcome.VERIFIED, now=now)
    state = change_line(line, LineVerb.VERIFY, actor=WORKER, now=now, runs=seen.runs, **fields)
    end_order_if_done(line.order, now=now)
    return state
