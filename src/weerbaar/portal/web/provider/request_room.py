"""A request as the invited see it and what they do with it: the same pages for a provider with an account and for a supplier with
a link. A room knows who is there and where its doors are.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from weerbaar.portal.quotes.errors import InvitationFault, NoSuchInvitation, NotPossibleNow, QuoteRefused
from weerbaar.portal.quotes.invited import Invited
from weerbaar.portal.quotes.provider_selectors import attachment_of, request_of
from weerbaar.portal.quotes.provider_views import AskedRequest
from weerbaar.portal.quotes.services.answer_request import ask_question, decline, open_request
from weerbaar.portal.quotes.services.submit_quote import last_valid_day, submit_quote, withdraw_quote
from weerbaar.portal.web.provider.quote_fields import (
    LineFields,
    Offer,
    field_of,
    fresh_fields,
    offers_of,
    read_quote,
    sent_fields,
    vat_choices,
)
from weerbaar.portal.web.provider.quote_words import fault_sentence, quote_mark
from weerbaar.portal.web.provider.request_words import asked_words

USUAL_VALIDITY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Room:
    """Who is there, at which invitation, and the addresses of what can be done. `by_link` says that there is no account."""

    actor: Invited
    invitation_id: uuid.UUID
    doors: Mapping[str, str]
    can_work: bool
    by_link: bool
    file_door: Callable[[uuid.UUID], str]
    withdraw_door: Callable[[uuid.UUID], str]


def show(request: HttpRequest, room: Room) -> HttpResponse:
    """The request, with what can be done."""
    open_request(room.invitation_id, actor=room.actor)
    return _page(request, room)


def ask(request: HttpRequest, room: Room) -> HttpResponse:
    """A question that everybody invited reads."""

    def act() -> str:
        ask_question(room.invitation_id, request.POST.get("question", ""), actor=room.actor)
        return _("Asked. The answer appears here, for everybody who was asked.")

    return _do(request, room, "question", act)


def turn_down(request: HttpRequest, room: Room) -> HttpResponse:
    """No quote, and why."""

    def act() -> str:
        decline(room.invitation_id, request.POST.get("reason", ""), actor=room.actor)
        return _("You declined. Until the deadline you can still send a quote.")

    return _do(request, room, "reason", act)


def take_back(request: HttpRequest, room: Room, quote_id: uuid.UUID) -> HttpResponse:
    """The quote cannot be chosen any more.

    Raises:
        NoSuchInvitation: it is no quote on this request.
    """
    if quote_id not in {row.id for row in request_of(room.invitation_id, room.actor).quotes}:
        raise NoSuchInvitation(InvitationFault.UNKNOWN)

    def act() -> str:
        withdraw_quote(quote_id, actor=room.actor)
        return _("Your quote is withdrawn.")

    return _do(request, room, "withdraw", act)


def quote(
    request: HttpRequest, room: Room, offers: Callable[[AskedRequest], Mapping[uuid.UUID, Offer]]
) -> HttpResponse:
    """The form; `offers` says what is filled in beforehand when there is no former quote."""
    asked = request_of(room.invitation_id, room.actor)
    if request.method != "POST":
        before = asked.quote
        fields = fresh_fields(asked, offers_of(before.lines) if before else offers(asked))
        return _form_page(request, room, asked, fields)
    filled = read_quote(request.POST, asked)
    errors, status = dict(filled.errors), 422
    if filled.form is not None:
        try:
            submit_quote(room.invitation_id, filled.form, actor=room.actor)
        except QuoteRefused as refused:
            errors = {field_of(refused.fault, refused.requested_id) or "quote": [fault_sentence(refused.fault)]}
        except NotPossibleNow:
            errors, status = {"quote": [_("This request is closed. Nothing can be sent any more.")]}, 409
        else:
            messages.success(request, _("Sent. You can change it until the deadline."))
            return redirect(room.doors["request"])
    return _form_page(
        request, room, asked, sent_fields(request.POST, asked, errors), data=request.POST, errors=errors, status=status
    )


def file(room: Room, attachment_id: uuid.UUID) -> HttpResponse:
    """A file of the request, under our name for it; always saved, never shown in the page."""
    attached, content = attachment_of(room.invitation_id, attachment_id, room.actor)
    response = HttpResponse(content, content_type=attached.media_type)
    response["Content-Disposition"] = f'attachment; filename="{attached.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def gone(request: HttpRequest, error: NoSuchInvitation, *, by_link: bool) -> HttpResponse:
    """That the request is not there any more, and since which day. Nothing of what it showed.

    Raises:
        Http404: it never was there for whoever asks.
    """
    if error.fault is InvitationFault.UNKNOWN:
        raise Http404
    context = {"fault": error.fault.value, "since": error.since, "by_link": by_link}
    return render(request, "provider/request_gone.html", context, status=410)


def _do(request: HttpRequest, room: Room, field: str, act: Callable[[], str]) -> HttpResponse:
    try:
        said = act()
    except QuoteRefused as refused:
        return _page(request, room, errors={field: [fault_sentence(refused.fault)]}, status=422)
    except NotPossibleNow:
        changed = _("This request has changed meanwhile. Here you see how it stands now.")
        return _page(request, room, changed=changed, status=409)
    messages.success(request, said)
    return redirect(room.doors["request"])


def _page(
    request: HttpRequest,
    room: Room,
    *,
    errors: Mapping[str, list[str]] | None = None,
    changed: str = "",
    status: int = 200,
) -> HttpResponse:
    asked = request_of(room.invitation_id, room.actor)
    mine = asked.quote
    context = {
        **_shared(room, asked),
        "mine": mine,
        "mine_mark": quote_mark(mine.state) if mine else None,
        "withdraw": room.withdraw_door(mine.id) if mine else "",
        "older": [(row, *quote_mark(row.state)) for row in asked.quotes if row is not mine],
        "files": [(row, room.file_door(row.id)) for row in asked.attachments],
        "errors": errors or {},
        "changed": changed,
        "question": request.POST.get("question", ""),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "provider/request.html", context, status=status)


def _form_page(
    request: HttpRequest,
    room: Room,
    asked: AskedRequest,
    fields: Sequence[LineFields],
    *,
    data: Mapping[str, str] | None = None,
    errors: Mapping[str, list[str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    before = asked.quote
    sent = data or {}
    context = {
        **_shared(room, asked),
        "fields": fields,
        "vat_choices": vat_choices(),
        "errors": errors or {},
        "mine": before,
        "replaces": sent.get("replaces", str(before.version if before else 0)),
        "as_a_whole": "as_a_whole" in sent if data else bool(before and before.as_a_whole),
        "conditions": sent.get("conditions", before.conditions if before else ""),
        "valid_until": sent.get("valid_until", _usual_end(asked).isoformat()),
        "last_day": last_valid_day(timezone.now()).isoformat(),
    }
    return render(request, "provider/quote_form.html", context, status=status)


def _usual_end(asked: AskedRequest) -> date:
    """Until when a quote holds unless its maker says otherwise: that of the quote in force, else a month to choose in."""
    return asked.quote.valid_until if asked.quote else asked.deadline + USUAL_VALIDITY


def _shared(room: Room, asked: AskedRequest) -> dict[str, object]:
    return {
        "asked": asked,
        "words": asked_words(asked),
        "doors": room.doors,
        "by_link": room.by_link,
        "can_work": room.can_work,
    }
