"""Where people land after signing in, and the front page of one company."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from weerbaar.portal.core.actors import Person
from weerbaar.portal.joint_purchases.common_selectors import common_causes_of
from weerbaar.portal.joint_purchases.words import TieAnswer
from weerbaar.portal.organisations.selectors import OrganisationView, organisations_of
from weerbaar.portal.organisations.words import OrganisationKind
from weerbaar.portal.parks.selectors import parks_of
from weerbaar.portal.web.entrepreneur.keep import kept_token
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page, person_page
from weerbaar.portal.web.entrepreneur.overview_view import overview_view


@require_safe
@person_page
def start(request: HttpRequest, person: Person) -> HttpResponse:
    """The only company of a person; a choice when there are more. With none: their areas (a partner of one: what that
    area asks of it), or the form for a company."""
    companies = organisations_of(person)
    if not companies and not kept_token(request) and (areas := parks_of(person)):
        if len(areas) == 1 and areas[0].party is not None:
            return redirect("park-mine", park_id=areas[0].id)
        return redirect("parks")
    if not companies or kept_token(request):
        return redirect("company-new")
    if len(companies) == 1:
        return redirect(_front_of(companies[0]), organisation_id=companies[0].id)
    return render(request, "entrepreneur/choose.html", {"companies": [(one, _front_of(one)) for one in companies]})


@require_safe
@member_page
def overview(request: HttpRequest, member: Member) -> HttpResponse:
    """How the company stands, what to do next, and its domains."""
    shared = [card for card in common_causes_of(member.organisation) if card.answer is TieAnswer.NONE]
    context = {"view": overview_view(member.organisation), "shares_causes": bool(shared)}
    return render(request, "entrepreneur/overview.html", context)


def _front_of(organisation: OrganisationView) -> str:
    """The name of the front page of an organisation."""
    return "provider-overview" if organisation.kind is OrganisationKind.PROVIDER else "overview"
