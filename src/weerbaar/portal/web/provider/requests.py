"""The requests of a provider: the list, one request, and what can be done with it."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.quotes.errors import NoSuchInvitation
from weerbaar.portal.quotes.provider_selectors import inbox_of
from weerbaar.portal.quotes.provider_views import InboxLine
from weerbaar.portal.quotes.words import InvitationState
from weerbaar.portal.web.provider.package_offers import package_offers
from weerbaar.portal.web.provider.provider_page import ProviderMember, provider_page
from weerbaar.portal.web.provider.quote_words import invitation_mark
from weerbaar.portal.web.provider.request_room import Room, ask, file, gone, quote, show, take_back, turn_down
from weerbaar.portal.web.provider.request_words import asked_words

_PER_PAGE = 50


def request_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view the `Room` of an invitation; one that has ended says since when."""

    @provider_page
    @wraps(view)
    def guarded(request: HttpRequest, member: ProviderMember, invitation_id: uuid.UUID, **names: Any) -> HttpResponse:
        try:
            return view(request, _room(member, invitation_id), member=member, **names)
        except NoSuchInvitation as error:
            return gone(request, error, by_link=False)

    return guarded


@require_safe
@provider_page
def requests(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """What waits first, by deadline. `stand` in the address chooses: what waits, what was answered, or everything."""
    lines = inbox_of(member.actor)
    chosen = request.GET.get("stand", "")
    filters = _filters(lines)
    kept = next((found for word, _text, found in filters if word == chosen), filters[0][2])
    page = _page_number(request.GET.get("pagina", ""), len(kept))
    context = {
        "lines": [(line, asked_words(line), *_mark(line)) for line in kept[(page - 1) * _PER_PAGE : page * _PER_PAGE]],
        "filters": [
            (word, text, len(found), word == chosen or (not chosen and not word)) for word, text, found in filters
        ],
        "waiting": len(waiting(lines)),
        "pages": _pages(chosen, page, len(kept)),
        "is_empty": not lines,
    }
    return render(request, "provider/requests.html", context)


@require_safe
@request_page
def request_one(request: HttpRequest, room: Room, member: ProviderMember) -> HttpResponse:
    """One request, without who asks until they let it be known."""
    return show(request, room)


@require_POST
@request_page
def request_ask(request: HttpRequest, room: Room, member: ProviderMember) -> HttpResponse:
    """Ask."""
    return ask(request, room)


@require_POST
@request_page
def request_decline(request: HttpRequest, room: Room, member: ProviderMember) -> HttpResponse:
    """Decline, with a reason."""
    return turn_down(request, room)


@require_http_methods(["GET", "HEAD", "POST"])
@request_page
def request_quote(request: HttpRequest, room: Room, member: ProviderMember) -> HttpResponse:
    """The quote, filled in beforehand from the provider's packages."""
    return quote(request, room, lambda asked: package_offers(member.provider.card.packages, asked))


@require_POST
@request_page
def request_quote_withdraw(
    request: HttpRequest, room: Room, member: ProviderMember, quote_id: uuid.UUID
) -> HttpResponse:
    """Withdraw the quote."""
    return take_back(request, room, quote_id)


@require_safe
@request_page
def request_file(request: HttpRequest, room: Room, member: ProviderMember, attachment_id: uuid.UUID) -> HttpResponse:
    """A file of the request."""
    return file(room, attachment_id)


def waiting(lines: Sequence[InboxLine]) -> Sequence[InboxLine]:
    """The requests that nobody answered yet and that still can be."""
    return [line for line in lines if line.state is InvitationState.INVITED and line.takes_quotes]


def _filters(lines: Sequence[InboxLine]) -> Sequence[tuple[str, str, Sequence[InboxLine]]]:
    quoted = [line for line in lines if line.state is InvitationState.QUOTED]
    declined = [line for line in lines if line.state is InvitationState.DECLINED]
    return (
        ("", _("All"), lines),
        ("wacht", _("Waiting for you"), waiting(lines)),
        ("offerte", _("With a quote"), quoted),
        ("afgewezen", _("Declined"), declined),
    )


def _mark(line: InboxLine) -> tuple[str, str]:
    return invitation_mark(line.state, is_opened=line.is_opened, takes_quotes=line.takes_quotes)


def _page_number(text: str, total: int) -> int:
    pages = max(1, -(-total // _PER_PAGE))
    return min(int(text), pages) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) else 1


def _pages(chosen: str, page: int, total: int) -> Mapping[str, str]:
    """The addresses of the page before and the page after."""
    words = {"stand": chosen} if chosen else {}
    found = {}
    if page > 1:
        found["before"] = "?" + urlencode({**words, "pagina": page - 1})
    if page * _PER_PAGE < total:
        found["after"] = "?" + urlencode({**words, "pagina": page + 1})
    return found


def _room(member: ProviderMember, invitation_id: uuid.UUID) -> Room:
    names = {"organisation_id": member.organisation.id, "invitation_id": invitation_id}
    doors = {
        "request": reverse("provider-request", kwargs=names),
        "ask": reverse("provider-request-ask", kwargs=names),
        "decline": reverse("provider-request-decline", kwargs=names),
        "quote": reverse("provider-quote", kwargs=names),
        "back": reverse("provider-requests", kwargs={"organisation_id": member.organisation.id}),
    }
    return Room(
        actor=member.actor,
        invitation_id=invitation_id,
        doors=doors,
        can_work=member.organisation.can_work,
        by_link=False,
        file_door=lambda file_id: reverse("provider-request-file", kwargs={**names, "attachment_id": file_id}),
        withdraw_door=lambda quote_id: reverse("provider-quote-withdraw", kwargs={**names, "quote_id": quote_id}),
    )
