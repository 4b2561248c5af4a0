"""With its last piece of work an order ends, and with it all that was shared for it."""

import uuid
from datetime import datetime

from weerbaar.portal.action_plans.services.end_work import close_handover
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import WORKER
from weerbaar.portal.organisations.services.share import end_grant
from weerbaar.portal.quotes.line_events import OrderEvent
from weerbaar.portal.quotes.models import WorkOrder
from weerbaar.portal.quotes.words import LIVE_LINES


def end_order_if_done(order: WorkOrder, *, now: datetime) -> bool:
    """True when nothing was left and it ended now; inside the caller's transaction, which has locked the order."""
    if order.lines.filter(state__in=[state.value for state in LIVE_LINES]).exists():
        return False
    if not WorkOrder.objects.filter(id=order.id, ended_at=None).update(ended_at=now):
        return False
    if order.grant_id is not None:
        end_grant(order.grant_id, now=now)
    # A supplier by link has one link for all its work: it works until the last of it.
    if order.handover_id is not None and not _holds_more(order.handover_id):
        close_handover(order.handover_id, now=now)
    record_event(OrderEvent.ENDED, actor=WORKER, subject_id=order.id, organisation_id=order.organisation_id)
    return True


def _holds_more(handover_id: uuid.UUID) -> bool:
    return WorkOrder.objects.filter(handover_id=handover_id, ended_at=None).exists()
