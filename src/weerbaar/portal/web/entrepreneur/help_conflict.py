"""Why a provider may not quote at this company, and the owner who lets it all the same."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weerbaar.portal.providers.errors import NoSuchProvider
from weerbaar.portal.providers.selectors import listed_provider
from weerbaar.portal.quotes.conflicts import ConflictReason, conflicts_of
from weerbaar.portal.quotes.line_errors import LiftFault, LiftRefused
from weerbaar.portal.quotes.services.lift_conflict import lift_conflict
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def help_conflict(request: HttpRequest, member: Member, provider_id: uuid.UUID) -> HttpResponse:
    """See the rule and what it rests on; lift it, with a reason."""
    if request.method != "POST":
        return _page(request, member, provider_id)
    try:
        lift_conflict(member.organisation.id, provider_id, request.POST.get("reason", ""), actor=member.person)
    except LiftRefused as refused:
        if refused.fault is LiftFault.NO_CONFLICT:
            return _page(request, member, provider_id, status=409)
        return _page(request, member, provider_id, errors={"reason": [_("Write in a few words why.")]}, status=422)
    messages.success(request, _("Lifted. This provider may quote. It is in your log."))
    return redirect("help-conflict", organisation_id=member.organisation.id, provider_id=provider_id)


def _page(
    request: HttpRequest,
    member: Member,
    provider_id: uuid.UUID,
    *,
    errors: dict[str, list[str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    try:
        card = listed_provider(provider_id)
    except NoSuchProvider as error:
        raise Http404 from error
    found = conflicts_of(member.organisation.id, provider_id=provider_id).get(provider_id)
    context = {
        "card": card,
        "conflict": found,
        "reasons": [_reason(reason) for reason in sorted(found.reasons)] if found else [],
        "errors": errors or {},
        "typed": request.POST.get("reason", "") if errors else "",
    }
    return render(request, "entrepreneur/help_conflict.html", context, status=status)


def _reason(reason: ConflictReason) -> str:
    return {
        ConflictReason.ADVISED: _("It could read your plan, or an organisation with the same people could."),
        ConflictReason.ASSESSED: _("Somebody who works there answered questions for your company."),
        ConflictReason.SAME_PEOPLE: _("Somebody belongs to your company and to this provider."),
    }[reason]
