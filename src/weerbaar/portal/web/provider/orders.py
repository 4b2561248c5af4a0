"""The work orders of a provider: what has to be done, in full while the company shares it, and what was measured of it."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from weerbaar.portal.quotes.line_errors import NoSuchOrder
from weerbaar.portal.quotes.order_selectors import order_of_provider, orders_of_provider
from weerbaar.portal.quotes.order_views import WorkOrderView
from weerbaar.portal.quotes.record import record_by_cause, record_of
from weerbaar.portal.quotes.words import Side
from weerbaar.portal.web.entrepreneur.order_forms import Sent
from weerbaar.portal.web.entrepreneur.order_room import do_deed, line_cards
from weerbaar.portal.web.letters.supplier_said import action_title
from weerbaar.portal.web.provider.provider_page import ProviderMember, provider_page
from weerbaar.portal.web.public.provider_words import work_words
from weerbaar.portal.web.public.visitors import language_of_page


def order_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of a provider that speaks of one of its orders."""

    @provider_page
    @wraps(view)
    def guarded(request: HttpRequest, member: ProviderMember, order_id: uuid.UUID, **names: Any) -> HttpResponse:
        try:
            return view(request, member, _order(member, order_id), **names)
        except NoSuchOrder as error:
            raise Http404 from error

    return guarded


@require_safe
@provider_page
def orders(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """All of them, the newest first; what still runs apart from what has ended; and the record that follows from them."""
    found = [
        (order, line_cards(order, Side.PROVIDER))
        for order in orders_of_provider(member.actor, can_work=member.organisation.can_work)
    ]
    context = {
        "running": [pair for pair in found if pair[0].ended_at is None],
        "ended": [pair for pair in found if pair[0].ended_at is not None],
        "record": work_words(record_of(member.provider_id)),
        "by_cause": [
            (action_title(cause, language_of_page().value), work_words(standing))
            for cause, standing in record_by_cause(member.provider_id).items()
        ],
    }
    return render(request, "provider/orders.html", context)


@require_safe
@order_page
def order(request: HttpRequest, member: ProviderMember, found: WorkOrderView) -> HttpResponse:
    """One order."""
    return _page(request, member, found)


@require_POST
@order_page
def order_line(request: HttpRequest, member: ProviderMember, found: WorkOrderView, line_id: uuid.UUID) -> HttpResponse:
    """Start, deliver, cancel, or disagree, as `doe` in the form says."""
    door = reverse("provider-order", kwargs={"organisation_id": member.organisation.id, "order_id": found.id})

    def again(**what: Any) -> HttpResponse:
        return _page(request, member, _order(member, found.id), **what)

    return do_deed(request, found, line_id, member.actor, door, again)


def _order(member: ProviderMember, order_id: uuid.UUID) -> WorkOrderView:
    return order_of_provider(member.actor, order_id, language_of_page(), can_work=member.organisation.can_work)


def _page(
    request: HttpRequest,
    member: ProviderMember,
    found: WorkOrderView,
    *,
    refused: tuple[uuid.UUID, Sent] | None = None,
    changed: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "order": found,
        "cards": line_cards(found, Side.PROVIDER, refused=refused),
        "errors": refused[1].errors if refused else {},
        "changed": changed,
        "side": "provider",
        "door": "provider-order-line",
        "paper": reverse(
            "provider-order-paper", kwargs={"organisation_id": member.organisation.id, "order_id": found.id}
        ),
    }
    return render(request, "provider/order.html", context, status=status)
