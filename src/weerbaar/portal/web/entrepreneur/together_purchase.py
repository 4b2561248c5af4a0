"""One joint purchase, for one company: join or not, choose an offer, and the paper for the BIZ."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.joint_purchases.errors import ChoiceRefused, NoSuchPurchase, PurchaseNotPossible
from weerbaar.portal.joint_purchases.selectors import purchase_for
from weerbaar.portal.joint_purchases.services.answer_purchase import answer_purchase
from weerbaar.portal.joint_purchases.services.choose_offer import choose_offer
from weerbaar.portal.quotes.company_errors import RequestRefused
from weerbaar.portal.quotes.conflicts import conflict_of, park_ties_of
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.papers.answer import pdf_answer
from weerbaar.portal.web.papers.biz_share import biz_paper
from weerbaar.portal.web.park.purchase_words import choice_fault
from weerbaar.portal.web.park.purchases import offer_lines, purchase_context
from weerbaar.portal.web.public.visitors import language_of_page


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def together_purchase(request: HttpRequest, member: Member, purchase_id: uuid.UUID) -> HttpResponse:
    """Read it; join (`doe=mee`, with `naam` to be shown) or not (`doe=niet`)."""
    if request.method != "POST":
        return _page(request, member, purchase_id)
    deed = request.POST.get("doe", "")
    if deed not in {"mee", "niet"}:
        return _page(request, member, purchase_id, _("Choose whether your company joins."), status=422)
    try:
        answer_purchase(
            member.organisation.id,
            purchase_id,
            joins=deed == "mee",
            shows_name=request.POST.get("naam") == "ja",
            actor=member.person,
        )
    except NoSuchPurchase as error:
        raise Http404 from error
    except PurchaseNotPossible:
        return _page(request, member, purchase_id, _("The closing day has passed."), status=409)
    return redirect("together-purchase", organisation_id=member.organisation.id, purchase_id=purchase_id)


@require_POST
@member_page
def together_choose(request: HttpRequest, member: Member, purchase_id: uuid.UUID, offer_id: uuid.UUID) -> HttpResponse:
    """Order from this provider, for this company alone."""
    try:
        order_id = choose_offer(
            member.organisation.id, purchase_id, offer_id, actor=member.person, language=language_of_page()
        )
    except NoSuchPurchase as error:
        raise Http404 from error
    except ChoiceRefused as refused:
        return _page(request, member, purchase_id, choice_fault(refused.fault), status=409)
    except (PurchaseNotPossible, RequestRefused):
        return _page(request, member, purchase_id, _("You cannot choose this offer now."), status=409)
    return redirect("help-order", organisation_id=member.organisation.id, order_id=order_id)


@require_safe
@member_page
def together_paper(request: HttpRequest, member: Member, purchase_id: uuid.UUID) -> HttpResponse:
    """What the company hands to the BIZ to be paid its share."""
    try:
        view, own = purchase_for(member.organisation, purchase_id)
    except NoSuchPurchase as error:
        raise Http404 from error
    if not own.biz_cents:
        raise Http404
    now = timezone.now()
    return pdf_answer(biz_paper(member.organisation, view, own, language_of_page(), now), "biz", now.date())


def _page(
    request: HttpRequest, member: Member, purchase_id: uuid.UUID, fault: str = "", status: int = 200
) -> HttpResponse:
    try:
        view, own = purchase_for(member.organisation, purchase_id)
    except NoSuchPurchase as error:
        raise Http404 from error
    ties = park_ties_of(view.park_id)
    offers = [
        (offer, steps, offer.provider_id in ties, conflict_of(member.organisation.id, offer.provider_id) is not None)
        for offer, steps in offer_lines(view)
    ]
    context = {
        **purchase_context(view),
        "own": own,
        "offers": offers,
        "fault": fault,
        "to_pay": None if own.price_cents is None else own.price_cents - (own.biz_cents or 0),
    }
    return render(request, "entrepreneur/together_purchase.html", context, status=status)
