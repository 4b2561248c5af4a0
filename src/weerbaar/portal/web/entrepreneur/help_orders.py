"""The work orders of a company: where each piece of work stands, what was measured, and what the company does about it."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from weerbaar.portal.quotes.line_errors import NoSuchOrder
from weerbaar.portal.quotes.order_selectors import order_of_company, orders_of_company
from weerbaar.portal.quotes.order_views import WorkOrderView
from weerbaar.portal.quotes.words import Side
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.entrepreneur.order_forms import Sent
from weerbaar.portal.web.entrepreneur.order_room import do_deed, line_cards


def order_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of a company that speaks of one of its orders."""

    @wraps(view)
    def guarded(request: HttpRequest, member: Member, order_id: uuid.UUID, **names: Any) -> HttpResponse:
        try:
            return view(request, member, order_of_company(member.organisation, order_id), **names)
        except NoSuchOrder as error:
            raise Http404 from error

    return member_page(guarded)


@require_safe
@member_page
def help_orders(request: HttpRequest, member: Member) -> HttpResponse:
    """All of them, the newest first; what still runs apart from what has ended."""
    orders = [(order, line_cards(order, Side.COMPANY)) for order in orders_of_company(member.organisation)]
    context = {
        "running": [pair for pair in orders if pair[0].ended_at is None],
        "ended": [pair for pair in orders if pair[0].ended_at is not None],
    }
    return render(request, "entrepreneur/help_orders.html", context)


@require_safe
@order_page
def help_order(request: HttpRequest, member: Member, order: WorkOrderView) -> HttpResponse:
    """One order."""
    return _page(request, member, order)


@require_POST
@order_page
def help_order_line(request: HttpRequest, member: Member, order: WorkOrderView, line_id: uuid.UUID) -> HttpResponse:
    """Confirm, cancel, or disagree, as `doe` in the form says."""
    door = reverse("help-order", kwargs={"organisation_id": member.organisation.id, "order_id": order.id})

    def again(**what: Any) -> HttpResponse:
        return _page(request, member, order_of_company(member.organisation, order.id), **what)

    return do_deed(request, order, line_id, member.person, door, again)


def _page(
    request: HttpRequest,
    member: Member,
    order: WorkOrderView,
    *,
    refused: tuple[uuid.UUID, Sent] | None = None,
    changed: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "order": order,
        "cards": line_cards(order, Side.COMPANY, refused=refused),
        "errors": refused[1].errors if refused else {},
        "changed": changed,
        "side": "company",
        "door": "help-order-line",
        "paper": reverse("help-order-paper", kwargs={"organisation_id": member.organisation.id, "order_id": order.id}),
    }
    return render(request, "entrepreneur/help_order.html", context, status=status)
