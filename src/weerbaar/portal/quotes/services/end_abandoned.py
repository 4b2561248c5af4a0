"""Ends work of which one of the two sides is gone for good. Prices and what was agreed stay where they are."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from weerbaar.portal.action_plans.services.end_work import give_back
from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.quotes.line_states import LineVerb, next_line_state
from weerbaar.portal.quotes.models import OrderLine
from weerbaar.portal.quotes.services.change_line import change_line
from weerbaar.portal.quotes.services.end_dispute import end_dispute
from weerbaar.portal.quotes.services.end_order import end_order_if_done
from weerbaar.portal.quotes.services.find_line import locked_line
from weerbaar.portal.quotes.words import LIVE_LINES, DisputeOutcome, LineState

COMPANY_GONE = "company-gone"
PROVIDER_GONE = "provider-gone"

# A provider's quote goes with its invitation. A supplier by link never was a provider: there the quote stays.
_COMPANY_IS_GONE = Q(order__organisation=None)
_PROVIDER_IS_GONE = Q(order__organisation__isnull=False, order__provider=None, order__quote=None)


def end_abandoned(now: datetime | None = None) -> int:
    """How many pieces of work ended. What was not delivered is cancelled, and what was is settled.

    Work that a gone provider delivered stays to be measured: it may yet prove to be good. A duty of the scheduler.
    """
    now = now or timezone.now()
    live = OrderLine.objects.filter(state__in=[state.value for state in LIVE_LINES])
    ended = 0
    for line_id in live.filter(_COMPANY_IS_GONE).values_list("id", flat=True):
        ended += _end(line_id, COMPANY_GONE, now)
    waits = live.filter(_PROVIDER_IS_GONE).exclude(state=LineState.DELIVERED.value)
    for line_id in waits.values_list("id", flat=True):
        ended += _end(line_id, PROVIDER_GONE, now)
    return ended


def _end(line_id: uuid.UUID, reason: str, now: datetime) -> int:
    with transaction.atomic():
        line = locked_line(line_id)
        if line is None:
            return 0
        for verb in (LineVerb.CANCEL, LineVerb.SETTLE):
            if next_line_state(LineState(line.state), verb, SCHEDULER.kind) is None:
                continue
            end_dispute(line, DisputeOutcome.LEFT, now=now)
            change_line(line, verb, actor=SCHEDULER, now=now, text=reason)
            if line.action_id is not None:
                give_back(line.action_id, line.order.handover_id, actor=SCHEDULER, now=now, text="")
            end_order_if_done(line.order, now=now)
            return 1
    return 0
