"""What a provider says of itself, and the steps into and out of the directory."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.portal.knowledge.municipalities import municipalities
from weerbaar.portal.providers.errors import Fault, ProfileRefused, UnknownProviderStep, VettingRefused
from weerbaar.portal.providers.profile import Profile, missing_for_vetting
from weerbaar.portal.providers.selectors import ProviderCard
from weerbaar.portal.providers.services.change_profile import change_profile
from weerbaar.portal.providers.services.move_provider import (
    appeal,
    leave_directory,
    submit_provider,
    withdraw_submission,
)
from weerbaar.portal.providers.states import Hand, verbs_from
from weerbaar.portal.providers.vetter_selectors import appeal_standing, history_of
from weerbaar.portal.web.provider import profile_words as words
from weerbaar.portal.web.provider.profile_fields import filled_profile, read_profile
from weerbaar.portal.web.provider.provider_page import ProviderMember, provider_page


@require_http_methods(["GET", "HEAD", "POST"])
@provider_page
def profile(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """See it, and change it."""
    if request.method != "POST":
        return _page(request, member, profile_of_card(member.provider.card))
    sent = read_profile(request.POST)
    try:
        change_profile(member.organisation.id, sent, actor=member.person)
    except ProfileRefused as error:
        return _page(request, member, sent, faults=error.faults)
    messages.success(request, _("Your profile is saved."))
    return redirect("provider-profile", organisation_id=member.organisation.id)


@require_POST
@provider_page
def provider_step(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """Hand in, take back, leave, or appeal, as `doe` in the form says."""
    organisation_id, what = member.organisation.id, request.POST.get("doe", "")
    try:
        if what == "submit":
            submit_provider(organisation_id, actor=member.person)
        elif what == "withdraw":
            withdraw_submission(organisation_id, actor=member.person)
        elif what == "leave":
            leave_directory(organisation_id, actor=member.person)
        elif what == "appeal":
            appeal(organisation_id, request.POST.get("text", ""), actor=member.person)
        else:
            return HttpResponseBadRequest()
    except ProfileRefused as error:
        return _page(request, member, profile_of_card(member.provider.card), faults=error.faults)
    except (UnknownProviderStep, VettingRefused):
        messages.warning(request, _("Meanwhile this had changed. This is how it stands now."))
    return redirect("provider-profile", organisation_id=organisation_id)


def profile_of_card(card: ProviderCard) -> Profile:
    """The profile on a card."""
    return Profile(
        card.about,
        card.website,
        card.email,
        card.phone,
        card.municipality,
        card.everywhere,
        tuple(card.areas),
        tuple(card.categories),
        tuple(card.sectors),
        tuple(card.sizes),
        tuple(card.languages),
    )


def _page(
    request: HttpRequest, member: ProviderMember, shown: Profile, *, faults: Mapping[str, Fault] | None = None
) -> HttpResponse:
    provider = member.provider
    saved = profile_of_card(provider.card)
    context: dict[str, Any] = {
        "filled": filled_profile(shown),
        "errors": words.mistakes(faults or {}),
        "state": provider.state.value,
        "mark": words.state_mark(provider.state),
        "verbs": verbs_from(provider.state, Hand.PROVIDER),
        "lacks": words.mistakes(dict.fromkeys(missing_for_vetting(saved), Fault.MISSING)),
        "packages": len(provider.card.packages),
        "municipalities": [one.name for one in municipalities()],
        "categories": words.category_options(),
        "sectors": words.sector_options(),
        "sizes": words.size_options(),
        "languages": words.language_options(),
        "history": [(past, words.past_words(past)) for past in history_of(member.provider_id)],
        "appeal": appeal_standing(member.provider_id, provider.state).value,
        "text": request.POST.get("text", ""),
    }
    return render(request, "provider/profile.html", context, status=422 if faults else 200)
