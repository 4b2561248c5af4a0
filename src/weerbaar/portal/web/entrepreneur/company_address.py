"""Which address of an area is the company's: only the company itself says so."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weerbaar.portal.parks.errors import NoSuchEntry
from weerbaar.portal.parks.selectors import (
    FEWEST_LETTERS,
    ParkCard,
    addresses_of_company,
    addresses_to_claim,
    parks_of_company,
)
from weerbaar.portal.parks.services.claim_establishment import claim_establishment, unclaim_establishment
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page

LONGEST = 120


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def company_address(request: HttpRequest, member: Member, park_id: uuid.UUID) -> HttpResponse:
    """`zoek` in the address looks for one. `weg` says that an address is not the company's."""
    card = next((one for one in parks_of_company(member.organisation) if one.id == park_id), None)
    if card is None:
        raise Http404
    if request.method != "POST":
        return _page(request, member, card)
    try:
        establishment_id = uuid.UUID(request.POST.get("address", ""))
        deed = unclaim_establishment if "weg" in request.POST else claim_establishment
        deed(member.organisation.id, park_id, establishment_id, actor=member.person)
    except (ValueError, NoSuchEntry):
        return _page(request, member, card, _("Choose an address of the list that no company has taken."), status=422)
    return redirect("company-park-address", organisation_id=member.organisation.id, park_id=park_id)


def _page(request: HttpRequest, member: Member, card: ParkCard, fault: str = "", status: int = 200) -> HttpResponse:
    typed = " ".join(request.GET.get("zoek", "").split())[:LONGEST]
    context = {
        "card": card,
        "own": addresses_of_company(member.organisation, card.id),
        "found": addresses_to_claim(member.organisation, card.id, typed),
        "typed": typed,
        "is_short": 0 < len(typed) < FEWEST_LETTERS,
        "fault": fault,
    }
    return render(request, "entrepreneur/company_address.html", context, status=status)
