"""One offer: read it in full, choose what of it, see once more what that means, and order; or refuse it with a reason."""

import uuid
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weerbaar.portal.organisations.selectors import assert_may_work
from weerbaar.portal.quotes.company_errors import AlreadyOrdered, NoSuchQuote, RequestRefused
from weerbaar.portal.quotes.company_errors import RequestFault as Fault
from weerbaar.portal.quotes.company_selectors import CompanyRequest, Invited, OfferLine, request_of_company
from weerbaar.portal.quotes.errors import NotPossibleNow
from weerbaar.portal.quotes.services.accept_quote import accept_quote
from weerbaar.portal.quotes.services.answer_invited import refuse_quote
from weerbaar.portal.quotes.words import RequestState
from weerbaar.portal.web.entrepreneur.help_request_page import ids_of, request_page
from weerbaar.portal.web.entrepreneur.help_words import mark_lines, offer_mark, record_words, request_fault
from weerbaar.portal.web.entrepreneur.member_page import Member


@require_http_methods(["GET", "HEAD", "POST"])
@request_page
def help_quote(request: HttpRequest, member: Member, asked: CompanyRequest, quote_id: uuid.UUID) -> HttpResponse:
    """The offer. With `taak` in the address: what will be ordered, to be confirmed. Posted: order it, or refuse it."""
    if request.method != "POST":
        chosen = ids_of(request.GET.getlist("taak"))
        if "kies" in request.GET and not chosen:
            return _page(
                request, member, asked, quote_id, errors={"tasks": [_("Choose at least one task.")]}, status=422
            )
        return _page(request, member, asked, quote_id, chosen=chosen)
    assert_may_work(member.person, member.organisation.id)
    if request.POST.get("doe") == "weiger":
        return _refuse(request, member, asked, quote_id)
    return _accept(request, member, asked, quote_id)


def _accept(request: HttpRequest, member: Member, asked: CompanyRequest, quote_id: uuid.UUID) -> HttpResponse:
    chosen = ids_of(request.POST.getlist("taak"))
    if request.POST.get("akkoord") != "ja":
        errors = {"consent": [_("Tick this first: then it is an order.")]}
        return _page(request, member, asked, quote_id, chosen=chosen, errors=errors, status=422)
    try:
        order_id = accept_quote(member.organisation.id, quote_id, chosen, actor=member.person)
    except RequestRefused as refused:
        errors = {"tasks": [request_fault(refused)]}
        status = 422 if refused.fault in {Fault.NOTHING_CHOSEN, Fault.AS_A_WHOLE} else 409
        return _page(request, member, asked, quote_id, errors=errors, status=status)
    except (AlreadyOrdered, NotPossibleNow) as error:
        fresh = request_of_company(member.organisation, asked.id)
        return _page(request, member, fresh, quote_id, changed=_changed(error), status=409)
    messages.success(request, _("Ordered. You both find the order here, also as PDF."))
    return redirect("help-order", organisation_id=member.organisation.id, order_id=order_id)


def _refuse(request: HttpRequest, member: Member, asked: CompanyRequest, quote_id: uuid.UUID) -> HttpResponse:
    try:
        refuse_quote(member.organisation.id, quote_id, request.POST.get("reason", ""), actor=member.person)
    except RequestRefused as refused:
        return _page(request, member, asked, quote_id, errors={"reason": [request_fault(refused)]}, status=422)
    except NotPossibleNow as error:
        fresh = request_of_company(member.organisation, asked.id)
        return _page(request, member, fresh, quote_id, changed=_changed(error), status=409)
    messages.success(request, _("They read that you do not choose this quote, and why."))
    return redirect("help-request", organisation_id=member.organisation.id, request_id=asked.id)


def _changed(error: Exception) -> str:
    if isinstance(error, AlreadyOrdered):
        return _("Work was ordered already for one of these tasks. Here you see what is left.")
    return _("This quote has changed meanwhile. Here you see how it stands now.")


def _page(
    request: HttpRequest,
    member: Member,
    asked: CompanyRequest,
    quote_id: uuid.UUID,
    *,
    chosen: Sequence[uuid.UUID] = (),
    errors: Mapping[str, list[str]] | None = None,
    changed: str = "",
    status: int = 200,
) -> HttpResponse:
    who = _who(asked, quote_id)
    offer = who.offer
    assert offer is not None
    free = offer.choosable if asked.state is RequestState.OPEN and member.organisation.can_work else ()
    picked = _picked(free, chosen, as_a_whole=offer.as_a_whole)
    context = {
        "asked": asked,
        "who": who,
        "offer": offer,
        "mark": offer_mark(offer.state),
        "record": record_words(who.record),
        "marks": mark_lines(who.card),
        "free": {line.requested_id for line in free},
        "can_choose": bool(free),
        "can_refuse": bool(free) or (offer_mark(offer.state) is None and asked.state is RequestState.OPEN),
        "confirm": picked,
        "total_cents": sum(line.price_cents for line in picked),
        "total_with_vat_cents": sum(line.with_vat_cents for line in picked),
        "yearly_cents": sum(line.yearly_cents for line in picked),
        "ready_in_days": max((line.ready_in_days for line in picked), default=0),
        "errors": errors or {},
        "reason": request.POST.get("reason", ""),
        "changed": changed,
    }
    return render(request, "entrepreneur/help_quote.html", context, status=status)


def _who(asked: CompanyRequest, quote_id: uuid.UUID) -> Invited:
    """Who made this quote.

    Raises:
        NoSuchQuote: nobody who was asked, or there is a newer one.
    """
    found = next((one for one in asked.invited if one.offer and one.offer.id == quote_id), None)
    if found is None:
        raise NoSuchQuote
    return found


def _picked(free: Sequence[OfferLine], chosen: Sequence[uuid.UUID], *, as_a_whole: bool) -> list[OfferLine]:
    """What is to be confirmed: what was chosen, or all of it where there is nothing to choose."""
    if as_a_whole or len(free) == 1:
        return list(free)
    return [line for line in free if line.requested_id in chosen]
