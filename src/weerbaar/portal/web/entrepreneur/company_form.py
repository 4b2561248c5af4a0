"""The form about a company: its name is enough to begin with."""

import contextlib
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weerbaar.portal.core.actors import LinkHolder, Person
from weerbaar.portal.knowledge.municipalities import find_municipality, municipalities, municipality
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.organisations.services.change_organisation import change_organisation
from weerbaar.portal.organisations.services.found_organisation import OrganisationDetails, found_organisation
from weerbaar.portal.organisations.words import SizeBand
from weerbaar.portal.scans.errors import NoSuchRun
from weerbaar.portal.scans.services.keep_result import keep_result
from weerbaar.portal.web.entrepreneur.keep import forget_kept, kept_domain, kept_token
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page, person_page
from weerbaar.portal.web.entrepreneur.texts import sector_words, size_words

KVK_DIGITS = 8


class CompanyForm(forms.Form):
    """What we want to know of a company, and why it may stay empty."""

    name = forms.CharField(max_length=120, required=False)
    kvk_number = forms.CharField(max_length=20, required=False)
    sector = forms.CharField(max_length=16, required=False)
    size = forms.CharField(max_length=8, required=False)
    place = forms.CharField(max_length=80, required=False)
    park = forms.CharField(max_length=120, required=False)
    municipality = forms.CharField(max_length=80, required=False)

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not name:
            raise forms.ValidationError(_("Fill in the name of your company."))
        return name

    def clean_kvk_number(self) -> str:
        digits = "".join(self.cleaned_data["kvk_number"].split()).replace(".", "")
        if digits and not (digits.isascii() and digits.isdigit() and len(digits) == KVK_DIGITS):
            raise forms.ValidationError(_("A KVK number has 8 digits. You may also leave it empty."))
        return digits

    def clean_sector(self) -> str:
        sector: str = self.cleaned_data["sector"]
        if sector and sector not in sector_words():
            raise forms.ValidationError(_("Choose one of the sectors in the list."))
        return sector

    def clean_size(self) -> SizeBand:
        try:
            return SizeBand(self.cleaned_data["size"] or SizeBand.TO_NINE)
        except ValueError as error:
            raise forms.ValidationError(_("Choose how many people work for you.")) from error

    def clean_municipality(self) -> str:
        text: str = self.cleaned_data["municipality"]
        found = find_municipality(text)
        if text.strip() and found is None:
            raise forms.ValidationError(_("We do not know this municipality. Look at a letter of your municipality."))
        return found.key if found else ""

    def clean(self) -> dict[str, Any]:
        """A place that is called as its municipality says both; what was chosen itself goes first."""
        filled: dict[str, Any] = self.cleaned_data
        named = find_municipality(filled.get("place", ""))
        if named and not filled.get("municipality") and "municipality" not in self.errors:
            filled["municipality"] = named.key
        return filled

    def details(self) -> OrganisationDetails:
        """What was filled in."""
        return OrganisationDetails(**self.cleaned_data)


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def new_company(request: HttpRequest, person: Person) -> HttpResponse:
    """Enter a company; a result that waits to be kept goes with it."""
    if request.method != "POST":
        return _page(request, CompanyForm(), "entrepreneur/company_new.html")
    form = CompanyForm(request.POST)
    if not form.is_valid():
        return _page(request, form, "entrepreneur/company_new.html", status=422)
    organisation_id = found_organisation(form.details(), actor=person)
    token = kept_token(request)
    if token:
        with contextlib.suppress(NoSuchRun):  # deleted or expired meanwhile: the company starts without it
            keep_result(organisation_id, LinkHolder(token), actor=person)
        forget_kept(request)
    return redirect("overview", organisation_id=organisation_id)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def company(request: HttpRequest, member: Member) -> HttpResponse:
    """See the details of the company; its owner changes them."""
    template = "entrepreneur/company.html"
    if request.method != "POST":
        return _page(request, CompanyForm(_filled_in(member.organisation)), template, bound=False)
    form = CompanyForm(request.POST)
    if not form.is_valid():
        return _page(request, form, template, status=422)
    change_organisation(member.organisation.id, form.details(), actor=member.person)
    return redirect("company", organisation_id=member.organisation.id)


def _filled_in(organisation: OrganisationView) -> dict[str, str]:
    known = municipality(organisation.municipality)
    return {
        "name": organisation.name,
        "kvk_number": organisation.kvk_number,
        "sector": organisation.sector,
        "size": organisation.size.value,
        "place": organisation.place,
        "park": organisation.park,
        "municipality": known.name if known else "",
    }


def _page(
    request: HttpRequest, form: CompanyForm, template: str, *, status: int = 200, bound: bool = True
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "sectors": [(word.value, text) for word, text in sector_words().items()],  # type: ignore[attr-defined]
        "sizes": [(band.value, text) for band, text in size_words().items()],
        "municipalities": [one.name for one in municipalities()],
        "kept_domain": kept_domain(request),
        "errors": form.errors if bound else {},
    }
    return render(request, template, context, status=status)
