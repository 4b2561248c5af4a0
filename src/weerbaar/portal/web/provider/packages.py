"""The packages of a provider: work of a fixed scope for one task, with its price."""

import uuid
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.portal.action_plans.plan.describe import title_of
from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.providers.errors import Fault, NoSuchPackage, ProfileRefused
from weerbaar.portal.providers.profile import known_causes
from weerbaar.portal.providers.services.change_packages import add_package, withdraw_package
from weerbaar.portal.web.provider.profile_fields import read_package
from weerbaar.portal.web.provider.profile_words import mistakes
from weerbaar.portal.web.provider.provider_page import ProviderMember, provider_page
from weerbaar.portal.web.provider.quote_fields import euros
from weerbaar.portal.web.public.provider_words import price_words
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.questionnaires.load_bank import load_bank

_FIELDS = ("cause", "included", "price_from", "price_to", "hours", "lead_days", "warranty_days")


@require_http_methods(["GET", "HEAD", "POST"])
@provider_page
def packages(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """All that are in force, and the form for one more. `pakket` in the address fills the form with one, to change it."""
    if request.method != "POST":
        return _page(request, member, _filled(member, request.GET.get("pakket", "")))
    try:
        add_package(member.organisation.id, read_package(request.POST), actor=member.person)
    except ProfileRefused as error:
        typed = {name: request.POST.get(name, "") for name in _FIELDS}
        return _page(request, member, typed, faults=error.faults)
    messages.success(request, _("Your package is saved."))
    return redirect("provider-packages", organisation_id=member.organisation.id)


@require_POST
@provider_page
def package_withdraw(request: HttpRequest, member: ProviderMember, package_id: uuid.UUID) -> HttpResponse:
    """Companies do not find it any more."""
    try:
        withdraw_package(member.organisation.id, package_id, actor=member.person)
    except NoSuchPackage as error:
        raise Http404 from error
    messages.success(request, _("Your package is withdrawn."))
    return redirect("provider-packages", organisation_id=member.organisation.id)


def task_titles() -> Sequence[tuple[str, str]]:
    """Every task that a package can be for, by its title."""
    bank, table, language = load_bank("basisscan"), cause_table(), language_of_page()
    found = [(cause, title_of(cause, bank, table, language)) for cause in known_causes()]
    return sorted(found, key=lambda pair: (pair[1].casefold(), pair[0]))


def _filled(member: ProviderMember, package_id: str) -> Mapping[str, str]:
    for package in member.provider.card.packages:
        if str(package.id) == package_id:
            is_band = package.price_to_cents != package.price_from_cents
            return {
                "cause": package.cause,
                "included": package.included,
                "price_from": euros(package.price_from_cents),
                "price_to": euros(package.price_to_cents) if is_band else "",
                "hours": package.hours.replace(".", ","),
                "lead_days": str(package.lead_days),
                "warranty_days": str(package.warranty_days or ""),
            }
    return {}


def _page(
    request: HttpRequest,
    member: ProviderMember,
    filled: Mapping[str, str],
    *,
    faults: Mapping[str, Fault] | None = None,
) -> HttpResponse:
    titles = task_titles()
    names = dict(titles)
    rows = [(row, names.get(row.cause, row.cause), price_words([row])) for row in member.provider.card.packages]
    context = {
        "rows": sorted(rows, key=lambda row: row[1].casefold()),
        "titles": titles,
        "filled": filled,
        "errors": mistakes(faults or {}),
    }
    return render(request, "provider/packages.html", context, status=422 if faults else 200)
