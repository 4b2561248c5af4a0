"""The emergency card of a company: fill in whom to call, print it, hang it up."""

import re
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.action_plans.services.hang_card import QUESTION, hang_card
from weerbaar.portal.assessments.selectors import answers_of
from weerbaar.portal.organisations.card_selectors import CardContacts, card_of
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.organisations.services.write_card import write_card
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.papers.answer import pdf_answer
from weerbaar.portal.web.papers.emergency_card import call_lines, render_card, replace_before
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.questionnaires.answers import Provenance, newest_by_provenance

_PHONE = re.compile(r"\+?[0-9][0-9 ().\-]*\Z")
_FEWEST_DIGITS = 3
_TEMPLATE = "entrepreneur/emergency_card.html"


def _name() -> forms.CharField:
    return forms.CharField(max_length=40, required=False)


def _phone() -> forms.CharField:
    return forms.CharField(max_length=20, required=False)


class CardForm(forms.Form):
    """Whom to call. Everything may stay empty: on paper there is room for a pen."""

    decider_name = _name()
    decider_phone = _phone()
    deputy_name = _name()
    deputy_phone = _phone()
    it_name = _name()
    it_phone = _phone()
    it_number = forms.CharField(max_length=24, required=False)
    bank_name = _name()
    bank_phone = _phone()
    insurer_name = _name()
    insurer_phone = _phone()
    policy_number = forms.CharField(max_length=24, required=False)
    backup_place = forms.CharField(max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        for name, value in list(self.cleaned_data.items()):
            tidy = " ".join(value.split())
            self.cleaned_data[name] = tidy
            if name.endswith("_phone") and tidy and not _is_phone(tidy):
                self.add_error(name, _("Fill in a phone number, with digits and spaces."))
        return self.cleaned_data

    def contacts(self) -> CardContacts:
        """What was filled in."""
        return CardContacts(**self.cleaned_data)


def _is_phone(text: str) -> bool:
    return bool(_PHONE.match(text)) and sum(char.isdigit() for char in text) >= _FEWEST_DIGITS


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def emergency_card(request: HttpRequest, member: Member) -> HttpResponse:
    """See what is on the card. Owners and colleagues fill it in, and say that it hangs."""
    if request.method != "POST":
        filled = asdict(card_of(member.organisation).contacts)
        return _page(request, member.organisation, CardForm(filled), bound=False)
    if request.POST.get("doe") == "hangt":
        hang_card(member.organisation.id, actor=member.person)
        return redirect("emergency-card", organisation_id=member.organisation.id)
    form = CardForm(request.POST)
    if not form.is_valid():
        return _page(request, member.organisation, form, status=422)
    write_card(member.organisation.id, form.contacts(), actor=member.person)
    return redirect("emergency-card", organisation_id=member.organisation.id)


@require_safe
@member_page
def emergency_card_pdf(request: HttpRequest, member: Member) -> HttpResponse:
    """The card to print, in the language of the page."""
    card, today = card_of(member.organisation), timezone.localdate()
    company = ", ".join(part for part in (member.organisation.name, member.organisation.place) if part)
    return pdf_answer(render_card(company, card, language_of_page(), today), _("emergency-card"), today)


def _page(
    request: HttpRequest, organisation: OrganisationView, form: CardForm, *, status: int = 200, bound: bool = True
) -> HttpResponse:
    card = card_of(organisation)
    context: dict[str, Any] = {
        "form": form,
        "errors": form.errors if bound else {},
        "written_at": card.written_at,
        "hangs_since": _hangs_since(organisation),
        "replace_before": replace_before(timezone.localdate()),
        "calls": call_lines(card.contacts, language_of_page()),
    }
    return render(request, _TEMPLATE, context, status=status)


def _hangs_since(organisation: OrganisationView) -> datetime | None:
    answer = newest_by_provenance(answers_of(organisation), QUESTION).get(Provenance.DOCUMENT)
    return answer.at if answer else None
