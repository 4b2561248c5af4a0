"""The marks that a provider says it holds."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.portal.knowledge.marks import mark_name
from weerbaar.portal.providers.errors import Fault, NoSuchMark, ProfileRefused
from weerbaar.portal.providers.mark_selectors import offered_marks
from weerbaar.portal.providers.services.claim_mark import claim_mark, remove_mark
from weerbaar.portal.web.provider.profile_fields import read_claim
from weerbaar.portal.web.provider.profile_words import mistakes
from weerbaar.portal.web.provider.provider_page import ProviderMember, provider_page
from weerbaar.portal.web.public.provider_words import mark_line
from weerbaar.portal.web.public.visitors import language_of_page

_FIELDS = ("mark", "holder", "scope", "number", "valid_until", "register_url")


@dataclass(frozen=True, slots=True)
class MarkChoice:
    """A mark to choose, with what it covers and what it does not say."""

    id: str
    name: str
    covers: str
    says_not: str


@require_http_methods(["GET", "HEAD", "POST"])
@provider_page
def marks(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """All of them, and the form for one more."""
    if request.method != "POST":
        return _page(request, member, {"holder": member.organisation.name})
    try:
        claim_mark(member.organisation.id, read_claim(request.POST), actor=member.person)
    except ProfileRefused as error:
        typed = {name: request.POST.get(name, "") for name in _FIELDS}
        return _page(request, member, typed, faults=error.faults)
    messages.success(request, _("Your mark is saved. Somebody will look in the register."))
    return redirect("provider-marks", organisation_id=member.organisation.id)


@require_POST
@provider_page
def mark_remove(request: HttpRequest, member: ProviderMember, mark_id: uuid.UUID) -> HttpResponse:
    """It is gone from the profile."""
    try:
        remove_mark(member.organisation.id, mark_id, actor=member.person)
    except NoSuchMark as error:
        raise Http404 from error
    messages.success(request, _("The mark is removed."))
    return redirect("provider-marks", organisation_id=member.organisation.id)


def _choices() -> Sequence[MarkChoice]:
    language = language_of_page()
    return [
        MarkChoice(mark.id, mark.name[language], mark.covers[language], mark.says_not[language])
        for mark in offered_marks().values()
    ]


def _page(
    request: HttpRequest,
    member: ProviderMember,
    filled: Mapping[str, str],
    *,
    faults: Mapping[str, Fault] | None = None,
) -> HttpResponse:
    language = language_of_page()
    context = {
        "rows": [(row, mark_name(row.mark, language), mark_line(row)) for row in member.provider.card.marks],
        "choices": _choices(),
        "options": [(choice.id, choice.name) for choice in _choices()],
        "filled": filled,
        "errors": mistakes(faults or {}),
    }
    return render(request, "provider/marks.html", context, status=422 if faults else 200)
