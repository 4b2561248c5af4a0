"""The areas that a company takes part in: join one, leave one. Only the company does this itself."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.portal.knowledge.municipalities import municipality
from weerbaar.portal.parks.errors import JoinFault, JoinRefused
from weerbaar.portal.parks.selectors import ParkCard, parks_of_company, parks_to_join
from weerbaar.portal.parks.services.join_park import join_park, leave_park
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.park.texts import join_fault, kind_words

LONGEST = 120


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def company_parks(request: HttpRequest, member: Member) -> HttpResponse:
    """Where the company takes part, and where it could. `zoek` in the address looks for a name."""
    if request.method != "POST":
        return _page(request, member)
    try:
        join_park(member.organisation.id, uuid.UUID(request.POST.get("park", "")), actor=member.person)
    except ValueError:
        return _page(request, member, join_fault(JoinFault.NO_SUCH_PARK), status=422)
    except JoinRefused as refused:
        return _page(request, member, join_fault(refused.fault), status=422)
    return redirect("company-parks", organisation_id=member.organisation.id)


@require_POST
@member_page
def company_park_leave(request: HttpRequest, member: Member, park_id: uuid.UUID) -> HttpResponse:
    """Take part no more."""
    leave_park(member.organisation.id, park_id, actor=member.person)
    return redirect("company-parks", organisation_id=member.organisation.id)


def _page(request: HttpRequest, member: Member, fault: str = "", status: int = 200) -> HttpResponse:
    typed = " ".join(request.GET.get("zoek", "").split())[:LONGEST]
    context = {
        "joined": [_line(card) for card in parks_of_company(member.organisation)],
        "options": [_line(card) for card in parks_to_join(member.organisation, typed)],
        "typed": typed,
        "fault": fault,
    }
    return render(request, "entrepreneur/company_parks.html", context, status=status)


def _line(card: ParkCard) -> tuple[ParkCard, str, str]:
    place = municipality(card.municipality)
    return card, kind_words()[card.kind], place.name if place else ""
