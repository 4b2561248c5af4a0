"""What a supplier does with the link to its tasks, where the company ordered the work: the order follows in one transaction."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.services.answer_handover import (
    Supplier,
    SupplierSaid,
    handover_of,
    refuse_by_supplier,
    report_by_supplier,
    take_on,
)
from weerbaar.portal.action_plans.states import Verb
from weerbaar.portal.quotes.line_states import LineVerb, next_line_state
from weerbaar.portal.quotes.models import OrderLine
from weerbaar.portal.quotes.services.change_line import change_line
from weerbaar.portal.quotes.services.end_order import end_order_if_done
from weerbaar.portal.quotes.services.find_line import locked_line
from weerbaar.portal.quotes.words import LIVE_LINES, LineState


def take_on_work(supplier: Supplier, action_id: uuid.UUID, verb: Verb, *, now: datetime | None = None) -> None:
    """Accept a task, or start on it. Errors as `take_on`."""
    now = now or timezone.now()
    with transaction.atomic():
        take_on(supplier, action_id, verb, now=now)
        if verb is Verb.START:
            _follow(supplier, action_id, LineVerb.START, "", now)


def report_work(
    supplier: Supplier, action_id: uuid.UUID, text: str = "", *, now: datetime | None = None
) -> SupplierSaid:
    """Say that it is done: the ordered work is delivered. Errors as `report_by_supplier`."""
    now = now or timezone.now()
    with transaction.atomic():
        said = report_by_supplier(supplier, action_id, text, now=now)
        _follow(supplier, action_id, LineVerb.DELIVER, said.text, now)
    return said


def refuse_work(supplier: Supplier, action_id: uuid.UUID, reason: str, *, now: datetime | None = None) -> SupplierSaid:
    """Give it back: the ordered work is cancelled. Errors as `refuse_by_supplier`."""
    now = now or timezone.now()
    with transaction.atomic():
        said = refuse_by_supplier(supplier, action_id, reason, now=now)
        _follow(supplier, action_id, LineVerb.CANCEL, said.text, now)
    return said


def _follow(supplier: Supplier, action_id: uuid.UUID, verb: LineVerb, text: str, now: datetime) -> None:
    handover = handover_of(supplier.holder, now)
    live = OrderLine.objects.filter(
        order__handover_id=handover.id, action_id=action_id, state__in=[state.value for state in LIVE_LINES]
    )
    line_id = live.values_list("id", flat=True).first()
    line = locked_line(line_id) if line_id else None
    if line is None or next_line_state(LineState(line.state), verb, supplier.holder.kind) is None:
        return  # a plain hand-over, or the two sides have moved on
    fields: dict[str, Any] = {"delivered_at": now} if verb is LineVerb.DELIVER else {}
    change_line(line, verb, actor=supplier.holder, now=now, text=text, **fields)
    end_order_if_done(line.order, now=now)
