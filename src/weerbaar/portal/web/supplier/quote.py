"""A request behind a link, for a supplier without an account: see it, ask, quote, decline."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.quotes.errors import NoSuchInvitation
from weerbaar.portal.quotes.invited import invitation_by_link
from weerbaar.portal.web.provider.request_room import Room, ask, file, gone, quote, show, take_back, turn_down
from weerbaar.portal.web.supplier.link_page import for_this_link_only


def request_link_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view the `Room` behind the link; one that has ended says since when."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **names: Any) -> HttpResponse:
        try:
            response = view(request, _room(token), **names)
        except NoSuchInvitation as error:
            response = gone(request, error, by_link=True)
        return for_this_link_only(response)

    return guarded


@require_safe
@request_link_page
def request_one(request: HttpRequest, room: Room) -> HttpResponse:
    """The request."""
    return show(request, room)


@require_POST
@request_link_page
def request_ask(request: HttpRequest, room: Room) -> HttpResponse:
    """Ask."""
    return ask(request, room)


@require_POST
@request_link_page
def request_decline(request: HttpRequest, room: Room) -> HttpResponse:
    """Decline, with a reason."""
    return turn_down(request, room)


@require_http_methods(["GET", "HEAD", "POST"])
@request_link_page
def request_quote(request: HttpRequest, room: Room) -> HttpResponse:
    """The quote."""
    return quote(request, room, lambda asked: {})


@require_POST
@request_link_page
def request_quote_withdraw(request: HttpRequest, room: Room, quote_id: uuid.UUID) -> HttpResponse:
    """Withdraw the quote."""
    return take_back(request, room, quote_id)


@require_safe
@request_link_page
def request_file(request: HttpRequest, room: Room, attachment_id: uuid.UUID) -> HttpResponse:
    """A file of the request."""
    return file(room, attachment_id)


def _room(token: str) -> Room:
    holder = LinkHolder(token)
    names = {"token": token}
    doors = {
        "request": reverse("supplier-request", kwargs=names),
        "ask": reverse("supplier-request-ask", kwargs=names),
        "decline": reverse("supplier-request-decline", kwargs=names),
        "quote": reverse("supplier-quote", kwargs=names),
        "work": reverse("handover", kwargs=names),
    }
    return Room(
        actor=holder,
        invitation_id=invitation_by_link(holder),
        doors=doors,
        can_work=True,
        by_link=True,
        file_door=lambda file_id: reverse("supplier-request-file", kwargs={**names, "attachment_id": file_id}),
        withdraw_door=lambda quote_id: reverse("supplier-quote-withdraw", kwargs={**names, "quote_id": quote_id}),
    )
