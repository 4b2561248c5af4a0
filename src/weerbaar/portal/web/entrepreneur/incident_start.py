"""Something happened: whom to call now. All kinds stand on one page, so that nobody can tell which one somebody looked at."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from weerbaar.portal.incidents.own_selectors import CallNow, KindToCall, whom_to_call
from weerbaar.portal.incidents.read_routing import KeptBy, load_routing
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.public.visitors import language_of_page


@require_safe
@member_page
def incident_start(request: HttpRequest, member: Member) -> HttpResponse:
    """Every kind, folded. To open one asks nothing of us."""
    language, every = language_of_page().value, whom_to_call(member.organisation)
    groups = [
        (aspect.name[language], [_line(item, language) for item in every if item.kind.aspect == aspect.id])
        for aspect in load_safety().aspects.values()
        if any(item.kind.aspect == aspect.id for item in every)
    ]
    context = {
        "groups": groups,
        "keeps_nothing": load_routing().keeps_nothing[language],
        "stores": load_routing().stores[language],
        "exit_url": settings.QUICK_EXIT_URL,
    }
    return render(request, "entrepreneur/incident_start.html", context)


def _line(item: KindToCall, language: str) -> dict[str, object]:
    return {
        "kind": item.kind,
        "name": item.kind.name[language],
        "first": call_line(item.first, language),
        "first_if": item.kind.first_if[language],
        "then": [call_line(call, language) for call in item.then],
        "keep": [text[language] for text in item.kind.keep],
        "legal": [(term.name[language], term.explain[language], term.law) for term in item.kind.legal],
        "is_kept": item.kind.kept_by is not KeptBy.NOTHING,
        "is_of_area": item.kind.kept_by is KeptBy.AREA,
    }


def call_line(call: CallNow, language: str) -> dict[str, object]:
    """A contact as it is read; `dial` is the number as a telephone takes it."""
    dial = "".join(char for char in call.phone if char.isdigit() or char == "+")
    return {
        "call": call,
        "name": call.name[language],
        "use": call.use[language],
        "dial": dial,
        "is_danger": call.phone == "112",
    }
