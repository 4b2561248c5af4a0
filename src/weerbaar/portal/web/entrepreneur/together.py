"""Buying and asking together, for one company: what runs on its areas, and causes that it shares with others."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from weerbaar.portal.joint_purchases.common_selectors import common_causes_of
from weerbaar.portal.joint_purchases.errors import NoSuchCommonCause
from weerbaar.portal.joint_purchases.selectors import purchases_for
from weerbaar.portal.joint_purchases.services.answer_common_cause import answer_common_cause
from weerbaar.portal.parks.selectors import parks_of_company
from weerbaar.portal.web.entrepreneur.common_words import common_view
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.park.purchases import purchase_context
from weerbaar.portal.web.public.visitors import language_of_page


@require_safe
@member_page
def together(request: HttpRequest, member: Member) -> HttpResponse:
    """All purchases of the company's areas, whether it needs them or not, and its cards."""
    language = language_of_page()
    context = {
        "parks": parks_of_company(member.organisation),
        "lines": [{**purchase_context(view), "own": own} for view, own in purchases_for(member.organisation)],
        "cards": [common_view(card, language) for card in common_causes_of(member.organisation)],
    }
    return render(request, "entrepreneur/together.html", context)


@require_POST
@member_page
def together_cause(request: HttpRequest, member: Member, common_id: uuid.UUID) -> HttpResponse:
    """Say whether the company asks together (`doe=vraag`) or not (`doe=niet`)."""
    try:
        answer_common_cause(
            member.organisation.id, common_id, asks=request.POST.get("doe") == "vraag", actor=member.person
        )
    except NoSuchCommonCause as error:
        raise Http404 from error
    return redirect("together", organisation_id=member.organisation.id)
