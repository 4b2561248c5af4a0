"""One of the two sides ends ordered work before it was delivered."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.services.end_work import give_back
from weerbaar.portal.quotes.line_errors import LineFault, LineRefused
from weerbaar.portal.quotes.line_states import LineVerb
from weerbaar.portal.quotes.services.change_line import change_line
from weerbaar.portal.quotes.services.end_order import end_order_if_done
from weerbaar.portal.quotes.services.find_line import Party, line_for


def cancel_line(line_id: uuid.UUID, reason: str, *, actor: Party, now: datetime | None = None) -> None:
    """The action is open in the company's plan again; what was agreed stays on paper.

    Raises:
        NoSuchOrder, NotAllowed: see `line_for`.
        LineRefused: no reason.
        LineNotPossibleNow: it was delivered, is disputed, or has ended.
    """
    now, reason = now or timezone.now(), " ".join(reason.split())[:400]
    with transaction.atomic():
        line = line_for(line_id, actor)
        if not reason:
            raise LineRefused(LineFault.NO_REASON)
        change_line(line, LineVerb.CANCEL, actor=actor, now=now, text=reason)
        if line.action_id is not None:
            give_back(line.action_id, line.order.handover_id, actor=actor, now=now, text=reason)
        end_order_if_done(line.order, now=now)
