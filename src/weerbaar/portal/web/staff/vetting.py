"""The pages of vetters: what waits, one provider with all that was decided about it, and deciding."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from weerbaar.portal.core.actors import Person
from weerbaar.portal.knowledge.marks import mark_name
from weerbaar.portal.knowledge.municipalities import municipality
from weerbaar.portal.providers.checklist import checklists
from weerbaar.portal.providers.errors import UnknownProviderStep, VettingRefused
from weerbaar.portal.providers.services.vet_mark import decide_mark
from weerbaar.portal.providers.services.vet_provider import (
    Judgement,
    decide_application,
    judge_appeal,
    lift_suspension,
    suspend_provider,
)
from weerbaar.portal.providers.states import Hand, verbs_from
from weerbaar.portal.providers.vetter_selectors import VettingCase, Waiting, case_of, is_operator, waiting_for
from weerbaar.portal.providers.words import Decision, MarkState, ProviderState, VettingKind
from weerbaar.portal.web.provider.packages import task_titles
from weerbaar.portal.web.provider.profile_words import category_options, past_words, state_mark
from weerbaar.portal.web.public.provider_words import mark_line, price_words
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.portal.web.staff.vetter_page import vetter_page
from weerbaar.portal.web.staff.vetting_words import field_of, refused_sentence


@require_safe
@vetter_page
def vetting(request: HttpRequest, person: Person) -> HttpResponse:
    """What waits first, and the providers that were looked at."""
    found = waiting_for(person)
    waits = [one for one in found if _waits(one)]
    context = {
        "waits": [(one, *state_mark(one.state)) for one in waits],
        "rest": [(one, *state_mark(one.state)) for one in found if not _waits(one)],
        "operates": is_operator(person),
    }
    return render(request, "staff/vetting.html", context)


@require_safe
@vetter_page
def vetting_case(request: HttpRequest, person: Person, vetted_id: uuid.UUID) -> HttpResponse:
    """One provider."""
    return _page(request, person, vetted_id)


@require_POST
@vetter_page
def vetting_decide(request: HttpRequest, person: Person, vetted_id: uuid.UUID) -> HttpResponse:
    """List, refuse, suspend, lift, or answer an appeal, as `doe` in the form says."""
    what, reason = request.POST.get("doe", ""), request.POST.get("reason", "").strip()
    judged = Judgement(what in {"list", "uphold"}, tuple(request.POST.getlist("application")), reason)
    try:
        if what in {"list", "refuse"}:
            _say(request, decide_application(vetted_id, judged, actor=person))
        elif what == "suspend":
            suspend_provider(vetted_id, reason, actor=person)
        elif what == "lift":
            lift_suspension(vetted_id, reason, actor=person)
        elif what in {"uphold", "reject"}:
            judge_appeal(vetted_id, judged, actor=person)
        else:
            return HttpResponseBadRequest()
    except VettingRefused as error:
        return _page(request, person, vetted_id, refused=error)
    except UnknownProviderStep:
        messages.warning(request, _("Meanwhile this had changed. This is how it stands now."))
    return redirect("vetting-case", vetted_id=vetted_id)


@require_POST
@vetter_page
def vetting_mark(request: HttpRequest, person: Person, vetted_id: uuid.UUID, mark_id: uuid.UUID) -> HttpResponse:
    """Say what the register says of one mark."""
    case_of(person, vetted_id)
    judged = Judgement(
        request.POST.get("doe") == "verify",
        tuple(request.POST.getlist(f"mark-{mark_id}")),
        request.POST.get(f"reason-{mark_id}", ""),
    )
    try:
        _say(request, decide_mark(vetted_id, mark_id, judged, actor=person))
    except VettingRefused as error:
        return _page(request, person, vetted_id, refused=error, mark_id=mark_id)
    except UnknownProviderStep:
        messages.warning(request, _("Meanwhile this had changed. This is how it stands now."))
    return redirect("vetting-case", vetted_id=vetted_id)


def _say(request: HttpRequest, decision: Decision) -> None:
    if decision is Decision.SECONDED:
        messages.info(request, _("Your yes is kept. Somebody of another organisation has to look too."))


def _waits(one: Waiting) -> bool:
    return one.state is ProviderState.SUBMITTED or one.has_appeal or bool(one.marks)


def _page(
    request: HttpRequest,
    person: Person,
    vetted_id: uuid.UUID,
    *,
    refused: VettingRefused | None = None,
    mark_id: uuid.UUID | None = None,
) -> HttpResponse:
    case, language = case_of(person, vetted_id), language_of_page()
    errors = {field_of(refused.fault, mark_id): [refused_sentence(refused.fault)]} if refused else {}
    titles, kinds = dict(task_titles()), dict(category_options())
    seat = municipality(case.card.municipality)
    context: dict[str, Any] = {
        "case": case,
        "card": case.card,
        "mark": state_mark(case.state),
        "seat": seat.name if seat else "",
        "areas": [known.name for known in map(municipality, case.card.areas) if known],
        "kinds": [kinds.get(word, word) for word in case.card.categories],
        "packages": [(one, titles.get(one.cause, one.cause), price_words([one])) for one in case.card.packages],
        "verbs": verbs_from(case.state, Hand.VETTER),
        "points": [(point.id, point.text[language]) for point in checklists()[VettingKind.APPLICATION]],
        "ticked": request.POST.getlist("application"),
        "reason": request.POST.get("reason", ""),
        "marks": _marks(request, case, errors),
        "mark_points": [(point.id, point.text[language]) for point in checklists()[VettingKind.MARK]],
        "history": [(past, past_words(past), mark_name(past.mark, language)) for past in case.history],
        "errors": errors,
    }
    return render(request, "staff/vetting_case.html", context, status=422 if errors else 200)


def _marks(request: HttpRequest, case: VettingCase, errors: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    return [
        {
            "row": mark,
            "line": mark_line(mark),
            "can": not mark.is_expired and mark.state is not MarkState.WITHDRAWN,
            "ticked": request.POST.getlist(f"mark-{mark.id}"),
            "ticks_id": f"mark-{mark.id}",
            "ticks_error": "".join(errors.get(f"mark-{mark.id}", ())),
            "reason_id": f"reason-{mark.id}",
            "reason": request.POST.get(f"reason-{mark.id}", ""),
            "reason_error": "".join(errors.get(f"reason-{mark.id}", ())),
        }
        for mark in case.card.marks
    ]
