"""Joint purchases, for a provider: those that fit, and its own offer. It never reads who joined, nor another's offer."""

import uuid
from collections.abc import Iterator

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.joint_purchases.errors import NoSuchPurchase, OfferRefused, PurchaseNotPossible
from weerbaar.portal.joint_purchases.prices import Step
from weerbaar.portal.joint_purchases.provider_selectors import (
    OpenPurchase,
    OwnOffer,
    purchase_for_provider,
    purchases_for_provider,
)
from weerbaar.portal.joint_purchases.services.submit_offer import OfferForm, submit_offer, withdraw_offer
from weerbaar.portal.knowledge.municipalities import municipality
from weerbaar.portal.web.letters.supplier_said import action_title
from weerbaar.portal.web.park.purchase_words import number_words, offer_fault, state_mark, step_lines
from weerbaar.portal.web.park.purchases import cents_of
from weerbaar.portal.web.provider.provider_page import ProviderMember, provider_page
from weerbaar.portal.web.public.visitors import language_of_page

_ROWS = (1, 2, 3, 4)


class StepsForm(forms.Form):
    """What is done, when, and the price steps: `price_1` from one company, and up to three more."""

    scope = forms.CharField(max_length=2000, required=False)
    conditions = forms.CharField(max_length=3000, required=False)
    ready_in_days = forms.CharField(max_length=6, required=False)
    vat_percent = forms.CharField(max_length=4, required=False)
    price_1 = forms.CharField(max_length=16, required=False)
    from_2 = forms.CharField(max_length=6, required=False)
    price_2 = forms.CharField(max_length=16, required=False)
    from_3 = forms.CharField(max_length=6, required=False)
    price_3 = forms.CharField(max_length=16, required=False)
    from_4 = forms.CharField(max_length=6, required=False)
    price_4 = forms.CharField(max_length=16, required=False)

    def offer(self) -> OfferForm:
        """What was filled in; what cannot be read becomes what the service refuses."""
        filled = self.cleaned_data
        return OfferForm(
            filled["scope"],
            tuple(self._steps()),
            _whole(filled["ready_in_days"]),
            filled["conditions"],
            _whole(filled["vat_percent"] or "21"),
        )

    def _steps(self) -> Iterator[Step]:
        for row in _ROWS:
            begin = "1" if row == 1 else self.cleaned_data[f"from_{row}"]
            price = self.cleaned_data[f"price_{row}"]
            if row == 1 or begin.strip() or price.strip():
                yield Step(_whole(begin), cents_of(price) or 0)


@require_safe
@provider_page
def provider_purchases(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """The purchases that fit this provider."""
    lines = [_context(view) for view in purchases_for_provider(member.provider_id)]
    return render(request, "provider/purchases.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@provider_page
def provider_purchase(request: HttpRequest, member: ProviderMember, purchase_id: uuid.UUID) -> HttpResponse:
    """One purchase, and the form for the offer."""
    try:
        view = purchase_for_provider(member.provider_id, purchase_id)
        if request.method != "POST":
            return _page(request, view, StepsForm(_filled(view.own)), bound=False)
        form = StepsForm(request.POST)
        if not form.is_valid():
            return _page(request, view, form, status=422)
        submit_offer(purchase_id, form.offer(), actor=member.actor)
    except NoSuchPurchase as error:
        raise Http404 from error
    except OfferRefused as refused:
        form.add_error(*offer_fault(refused.fault))
        return _page(request, view, form, status=422)
    except PurchaseNotPossible:
        form.add_error("scope", _("The closing day has passed."))
        return _page(request, view, form, status=409)
    return redirect("provider-purchase", organisation_id=member.organisation.id, purchase_id=purchase_id)


@require_POST
@provider_page
def provider_offer_withdraw(request: HttpRequest, member: ProviderMember, purchase_id: uuid.UUID) -> HttpResponse:
    """Take the offer back; after the closing day it stands."""
    try:
        withdraw_offer(purchase_id, actor=member.actor)
    except NoSuchPurchase as error:
        raise Http404 from error
    except PurchaseNotPossible:
        return redirect("provider-purchase", organisation_id=member.organisation.id, purchase_id=purchase_id)
    return redirect("provider-purchases", organisation_id=member.organisation.id)


def _page(
    request: HttpRequest, view: OpenPurchase, form: StepsForm, *, status: int = 200, bound: bool = True
) -> HttpResponse:
    rows = [
        {
            "row": row,
            "begin": form[f"from_{row}"].value() if row > 1 else "1",
            "price": form[f"price_{row}"].value(),
        }
        for row in _ROWS
    ]
    context = {**_context(view), "form": form, "rows": rows, "errors": form.errors if bound else {}}
    return render(request, "provider/purchase.html", context, status=status)


def _context(view: OpenPurchase) -> dict[str, object]:
    mark, word = state_mark(view.state)
    place = municipality(view.municipality)
    return {
        "purchase": view,
        "title": action_title(view.cause, language_of_page().value),
        "place": place.name if place else "",
        "mark": mark,
        "word": word,
        "number": number_words(view.sign_ups),
        "steps": step_lines(view.own.steps) if view.own else [],
    }


def _filled(own: OwnOffer | None) -> dict[str, str]:
    if own is None:
        return {"vat_percent": "21"}
    filled = {
        "scope": own.scope,
        "conditions": own.conditions,
        "ready_in_days": str(own.ready_in_days),
        "vat_percent": str(own.vat_percent),
    }
    for row, step in zip(_ROWS, own.steps, strict=False):
        filled[f"from_{row}"] = str(step.from_participants)
        filled[f"price_{row}"] = f"{step.price_cents / 100:.2f}".replace(".", ",")
    return filled


def _whole(typed: str) -> int:
    plain = typed.strip()
    return int(plain) if plain.isascii() and plain.isdigit() else 0
