"""Answering a survey, without an account. Every page carries the answers on in hidden fields: until they are sent they are
nowhere but in the browser, and then they are added up and forgotten. No session, no cookie but the one that guards forms.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.surveys.banks import the_survey
from weerbaar.portal.surveys.errors import BoxStaysShut, NoSuchWave, ReplyRefused
from weerbaar.portal.surveys.selectors import WaveView, wave_with_link
from weerbaar.portal.surveys.services.cast_reply import assert_may_reply, cast_reply
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.questionnaires.survey_bank import AnswerKind, Step, SurveyQuestion

_Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Which survey, by which link, of which area."""

    wave: WaveView
    park_name: str
    code: str


@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, token: str, code: str = "") -> HttpResponse:
    """The first page, a page of questions, or the page before sending."""
    try:
        wave, park_name = wave_with_link(token)
        assert_may_reply(token, code)
        response = _page(request, _Place(wave, park_name, code))
    except NoSuchWave as error:
        raise Http404 from error
    except ReplyRefused as refused:
        context = {"fault": refused.fault, "wave": wave, "park_name": park_name}
        response = render(request, "public/survey_gone.html", context, status=410)
    except BoxStaysShut:
        response = render(request, "public/survey_gone.html", {"fault": "shut"}, status=503)
    return _for_nobody_else(response)


@require_safe
def survey_thanks(request: HttpRequest, token: str) -> HttpResponse:
    """The same page for everybody who answered, also when it is loaded again."""
    try:
        wave, park_name = wave_with_link(token)
    except NoSuchWave as error:
        raise Http404 from error
    return _for_nobody_else(render(request, "public/survey_thanks.html", {"wave": wave, "park_name": park_name}))


def _page(request: HttpRequest, place: _Place) -> HttpResponse:
    if request.method != "POST":
        return _first(request, place)
    given = {question.id: request.POST.getlist(question.id) for question in the_survey().questions}
    steps, here, deed = the_survey().steps(), _at(request), request.POST.get("doe", "")
    if deed == "verstuur":
        cast_reply(place.wave.link_token, place.code, given)
        return redirect("survey-thanks", token=place.wave.link_token)
    if deed == "verder" and 0 <= here < len(steps):
        errors = _mistakes(steps[here], given)
        if errors:
            return _questions(request, place, here, given, errors)
    target = _next(steps, here, given, -1 if deed == "terug" else 1)
    if target < 0:
        return _first(request, place, given)
    if target >= len(steps):
        return _before_sending(request, place, given)
    return _questions(request, place, target, given, {})


def _at(request: HttpRequest) -> int:
    """The page that was filled in: -1 for the first one."""
    text = request.POST.get("stap", "")
    return int(text) if text.isdecimal() and len(text) < 4 else -1


def _next(steps: Sequence[Step], here: int, given: _Given, way: int) -> int:
    """The next page, in either direction, with a question for somebody with these answers."""
    accepted = the_survey().accepted(given)
    target = min(here, len(steps)) + way
    while 0 <= target < len(steps) and not any(question.is_asked(accepted) for question in steps[target].questions):
        target += way
    return target


def _mistakes(step: Step, given: _Given) -> dict[str, list[str]]:
    errors = {}
    for question in step.questions:
        if question.most and len(set(given[question.id])) > question.most:
            errors[question.id] = [_no_more_than(question.most)]
    return errors


def _no_more_than(most: int) -> str:
    return ngettext("Choose no more than %(most)d.", "Choose no more than %(most)d.", most) % {"most": most}


def _first(request: HttpRequest, place: _Place, given: _Given | None = None) -> HttpResponse:
    bank, language = the_survey(), language_of_page().value
    context = _context(place) | {
        "intro": bank.intro[language],
        "carried": _carried(given or {}, ()),
        "fewest": bank.min_group,
    }
    return render(request, "public/survey_start.html", context)


def _questions(
    request: HttpRequest, place: _Place, at: int, given: _Given, errors: dict[str, list[str]]
) -> HttpResponse:
    bank, language = the_survey(), language_of_page().value
    step, accepted = bank.steps()[at], bank.accepted(given)
    asked = [question for question in step.questions if question.is_asked(accepted)]
    context = _context(place) | {
        "at": at,
        "section": bank.sections[step.section][language],
        "part": step.part,
        "parts": len(bank.sections),
        "questions": [_shown(question, given, language) for question in asked],
        "carried": _carried(accepted, [question.id for question in asked]),
        "errors": errors,
        "exit_url": settings.QUICK_EXIT_URL,
        "is_sensitive": any(question.is_sensitive for question in asked),
    }
    return render(request, "public/survey_questions.html", context, status=422 if errors else 200)


def _before_sending(request: HttpRequest, place: _Place, given: _Given) -> HttpResponse:
    bank = the_survey()
    accepted = bank.accepted(given)
    context = _context(place) | {
        "at": len(bank.steps()),
        "answered": len(accepted),
        "asked": sum(question.is_asked(accepted) for question in bank.questions),
        "carried": _carried(accepted, ()),
    }
    return render(request, "public/survey_send.html", context)


def _context(place: _Place) -> dict[str, object]:
    return {"wave": place.wave, "park_name": place.park_name, "title": the_survey().title[language_of_page().value]}


def _carried(given: _Given, shown: Sequence[str]) -> list[tuple[str, str]]:
    """The answers to other pages, as hidden fields."""
    return [
        (question, choice)
        for question, choices in the_survey().accepted(given).items()
        if question not in shown
        for choice in choices
    ]


def _shown(question: SurveyQuestion, given: _Given, language: str) -> dict[str, object]:
    bank, chosen = the_survey(), set(given[question.id])
    contact = bank.contacts.get(question.contact)
    return {
        "id": question.id,
        "text": question.texts[language],
        "help": question.help[language] if question.help else "",
        "input": "radio" if question.kind is AnswerKind.ONE else "checkbox",
        "is_many": question.kind is AnswerKind.ANY,
        "how_many": _how_many(question),
        "contact": (contact.name[language], contact.phone) if contact else None,
        "choices": [(choice.id, choice.texts[language], choice.id in chosen) for choice in question.choices],
        "is_short": len(question.choices) > 8 and all(len(choice.texts[language]) < 12 for choice in question.choices),
    }


def _how_many(question: SurveyQuestion) -> str:
    if question.kind is AnswerKind.ONE:
        return ""
    return _no_more_than(question.most) if question.most else _("You may choose more than one.")


def _for_nobody_else(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
