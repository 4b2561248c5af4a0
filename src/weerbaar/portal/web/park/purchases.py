"""Buying together, for who works for the area: what runs, a new purchase, one of them. Never who was asked, nor who joined."""

import uuid
from decimal import Decimal, InvalidOperation

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.joint_purchases.errors import NoSuchPurchase, PurchaseNotPossible, PurchaseRefused
from weerbaar.portal.joint_purchases.selectors import (
    OfferView,
    PurchaseView,
    offers_in,
    purchase_of_park,
    purchases_of_park,
)
from weerbaar.portal.joint_purchases.services.open_purchase import PurchaseOrder, cancel_purchase, open_purchase
from weerbaar.portal.joint_purchases.suggestions import suggestions
from weerbaar.portal.parks.selectors import assert_may_buy, participants_of
from weerbaar.portal.quotes.conflicts import park_ties_of
from weerbaar.portal.web.entrepreneur.texts import sector_words
from weerbaar.portal.web.letters.supplier_said import action_title
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.park.purchase_words import biz_words, number_words, purchase_fault, state_mark, step_lines
from weerbaar.portal.web.public.visitors import language_of_page


class PurchaseForm(forms.Form):
    """What is bought, until when, and what the BIZ pays."""

    cause = forms.CharField(max_length=64, required=False)
    message = forms.CharField(max_length=2000, required=False)
    closes_on = forms.DateField(required=False)
    biz_percent = forms.CharField(max_length=6, required=False)
    biz_cap = forms.CharField(max_length=16, required=False)

    def clean_closes_on(self) -> object:
        if self.cleaned_data["closes_on"] is None:
            raise forms.ValidationError(_("Choose a day between one week and four months from now."))
        return self.cleaned_data["closes_on"]

    def clean_biz_percent(self) -> int:
        typed = self.cleaned_data["biz_percent"].strip().rstrip("%").strip() or "0"
        if not (typed.isascii() and typed.isdigit()):
            raise forms.ValidationError(_("Fill in a whole number from 0 to 100."))
        return int(typed)

    def clean_biz_cap(self) -> int | None:
        typed = self.cleaned_data["biz_cap"]
        cents = cents_of(typed)
        if typed.strip() and cents is None:
            raise forms.ValidationError(_("Fill in an amount, or leave it empty."))
        return cents

    def order(self) -> PurchaseOrder:
        """What was filled in."""
        filled = self.cleaned_data
        return PurchaseOrder(
            filled["cause"], filled["message"], filled["closes_on"], filled["biz_percent"], filled["biz_cap"]
        )


def cents_of(typed: str) -> int | None:
    """An amount in euros as people type it, in cents: `350`, `350,50`, `1.250,00`, `€ 12`. None when it is none."""
    plain = typed.replace("€", "").replace("\u00a0", "").replace(" ", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        cents = Decimal(plain) * 100
    except InvalidOperation:
        return None
    return int(cents) if cents.is_finite() and cents == int(cents) and 0 <= cents < 10**9 else None


@require_safe
@park_page
def purchases(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """All purchases of the area, and for its manager what could be next."""
    language = language_of_page()
    lines = [purchase_context(view) for view in purchases_of_park(member.park.id)]
    next_ones = []
    if member.park.can_buy:
        sectors = {word.value: text for word, text in sector_words().items()}  # type: ignore[attr-defined]
        mix = [company.sector for company in participants_of(member.park.id)]
        next_ones = [
            (one.cause, action_title(one.cause, language.value), [sectors[word] for word in one.sectors])
            for one in suggestions(mix)
        ]
    return render(request, "park/purchases.html", {"lines": lines, "suggestions": next_ones})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def new_purchase(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Open a purchase. `voor` in the address chooses the action beforehand."""
    assert_may_buy(member.person, member.park.id)
    if request.method != "POST":
        return _new_page(request, PurchaseForm({"cause": request.GET.get("voor", "")[:64]}), bound=False)
    form = PurchaseForm(request.POST)
    if not form.is_valid():
        return _new_page(request, form, status=422)
    try:
        purchase_id = open_purchase(member.park.id, form.order(), actor=member.person)
    except PurchaseRefused as refused:
        form.add_error(*purchase_fault(refused.fault))
        return _new_page(request, form, status=422)
    return redirect("park-purchase", park_id=member.park.id, purchase_id=purchase_id)


@require_safe
@park_page
def purchase(request: HttpRequest, member: ParkMember, purchase_id: uuid.UUID) -> HttpResponse:
    """One purchase with its offers."""
    try:
        view = purchase_of_park(member.park.id, purchase_id)
    except NoSuchPurchase as error:
        raise Http404 from error
    context = purchase_context(view)
    ties = park_ties_of(member.park.id)
    context["offers"] = [(offer, steps, offer.provider_id in ties) for offer, steps in offer_lines(view)]
    return render(request, "park/purchase.html", context)


@require_POST
@park_page
def purchase_cancel(request: HttpRequest, member: ParkMember, purchase_id: uuid.UUID) -> HttpResponse:
    """The purchase does not go on. After the closing day nothing changes any more."""
    try:
        cancel_purchase(member.park.id, purchase_id, actor=member.person)
    except NoSuchPurchase as error:
        raise Http404 from error
    except PurchaseNotPossible:
        return redirect("park-purchase", park_id=member.park.id, purchase_id=purchase_id)
    return redirect("park-purchases", park_id=member.park.id)


def purchase_context(view: PurchaseView) -> dict[str, object]:
    """What every page about a purchase says of it, whoever reads."""
    mark, word = state_mark(view.state)
    return {
        "purchase": view,
        "title": action_title(view.cause, language_of_page().value),
        "mark": mark,
        "word": word,
        "number": number_words(view.sign_ups),
        "biz": biz_words(view.biz_percent, view.biz_cap_cents),
    }


def offer_lines(view: PurchaseView) -> list[tuple[OfferView, list[tuple[str, str]]]]:
    """The offers with their price steps in words."""
    return [(offer, step_lines(offer.steps)) for offer in offers_in(view)]


def _new_page(request: HttpRequest, form: PurchaseForm, *, status: int = 200, bound: bool = True) -> HttpResponse:
    language = language_of_page()
    titles = sorted((action_title(key, language.value), key) for key in cause_table().rows)
    context = {
        "form": form,
        "errors": form.errors if bound else {},
        "causes": [(key, title) for title, key in titles],
    }
    return render(request, "park/purchase_new.html", context, status=status)
