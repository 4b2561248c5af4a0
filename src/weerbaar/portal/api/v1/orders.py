"""Work orders: what was agreed, and telling that work has begun and is done."""

import uuid
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from weerbaar.portal.api.answers import answers
from weerbaar.portal.api.auth import BearerToken, caller_of
from weerbaar.portal.api.once import IdempotencyKey, once
from weerbaar.portal.api.paging import WantedPage, page_of
from weerbaar.portal.api.v1.schemas import Delivered, DeliveredState, Order, Orders, State
from weerbaar.portal.api_access.words import Scope
from weerbaar.portal.quotes.order_selectors import order_of_provider, orders_of_provider
from weerbaar.portal.quotes.order_views import WorkLine, WorkOrderView
from weerbaar.portal.quotes.services.deliver import deliver_line
from weerbaar.portal.quotes.services.start_line import start_line
from weerbaar.scanner.vocabulary.language import Language

router = Router(tags=["orders"])


@router.get(
    "/orders",
    auth=BearerToken(Scope.ORDERS_READ),
    response=answers(200, Orders),
    url_name="api-orders",
    operation_id="listOrders",
    summary="List work orders",
)
def list_orders(request: HttpRequest, wanted: WantedPage) -> dict[str, Any]:
    """All work orders, newest first."""
    return page_of(orders_of_provider(caller_of(request).actor, can_work=True), wanted, _order)


@router.get(
    "/orders/{uuid:order_id}",
    auth=BearerToken(Scope.ORDERS_READ),
    response=answers(200, Order, 404),
    url_name="api-order",
    operation_id="readOrder",
    summary="Read a work order",
)
def read_order(request: HttpRequest, order_id: uuid.UUID) -> dict[str, Any]:
    """One work order; `can` says what can be done with each line."""
    return _order(order_of_provider(caller_of(request).actor, order_id, Language.EN, can_work=True))


@router.post(
    "/lines/{uuid:line_id}/start",
    auth=BearerToken(Scope.ORDERS_WRITE),
    response=answers(200, State, 404, 409),
    url_name="api-line-start",
    operation_id="startLine",
    summary="Report that work began",
)
def start(request: HttpRequest, line_id: uuid.UUID, idempotency_key: IdempotencyKey = None) -> Any:
    """Say that the work has begun."""
    actor = caller_of(request).actor

    def act() -> dict[str, Any]:
        start_line(line_id, actor=actor)
        return {"state": "in-progress"}

    return once(request, idempotency_key, 200, act)


@router.post(
    "/lines/{uuid:line_id}/deliver",
    auth=BearerToken(Scope.ORDERS_WRITE),
    response=answers(200, DeliveredState, 404, 409),
    url_name="api-line-deliver",
    operation_id="deliverLine",
    summary="Report that work is done",
)
def deliver(request: HttpRequest, line_id: uuid.UUID, said: Delivered, idempotency_key: IdempotencyKey = None) -> Any:
    """Say that the work is done. A new measurement of ours decides whether it is."""
    actor = caller_of(request).actor

    def act() -> dict[str, Any]:
        reported = deliver_line(line_id, said.text, actor=actor)
        return {"state": "delivered", "is_measured": bool(reported.runs)}

    return once(request, idempotency_key, 200, act)


def _order(view: WorkOrderView) -> dict[str, Any]:
    return {
        "id": view.id,
        "number": view.number,
        "company": view.parties.company,
        "ordered_on": timezone.localdate(view.ordered_at),
        "ended_on": _day(view.ended_at),
        "total_cents": view.total_cents,
        "lines": [_line(line) for line in view.lines],
    }


def _line(line: WorkLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "cause": line.cause,
        "state": line.state.value,
        "price_cents": line.price_cents,
        "vat_percent": line.vat_percent,
        "due_on": line.due_on,
        "delivered_on": _day(line.delivered_at),
        "solved_on": _day(line.solved_at),
        "reopened_on": _day(line.reopened_at),
        "can": sorted(line.can),
    }


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
