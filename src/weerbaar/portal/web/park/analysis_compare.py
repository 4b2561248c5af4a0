"""Two editions of the analysis side by side: the same figures then and now."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weerbaar.portal.analyses.compare import compare
from weerbaar.portal.analyses.selectors import EditionView, editions_of
from weerbaar.portal.analyses.sentences import value_of
from weerbaar.portal.analyses.texts import load_texts
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.trajectories.errors import PaperRefused
from weerbaar.portal.web.park.analysis import edition_page, has_paper, put_into_paper
from weerbaar.portal.web.park.analysis_papers import comparison_fields
from weerbaar.portal.web.park.analysis_words import direction_word
from weerbaar.portal.web.park.kvo_words import paper_fault
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

PAPER = "comparison"


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def analysis_compare(request: HttpRequest, member: ParkMember, edition_id: uuid.UUID) -> HttpResponse:
    """The earlier edition is chosen by its number; without one it is the first that was adopted."""
    now = edition_page(member, edition_id)
    then = _earlier(request, member, now)
    if request.method != "POST":
        return _show(request, member, then, now, {})
    if not member.park.can_run:
        raise ParkNotAllowed
    fields = comparison_fields(then, now, language_of_page().value)
    if not fields:
        return _show(request, member, then, now, {"paper": [_("There is nothing to compare yet.")]}, 409)
    try:
        put_into_paper(member, PAPER, fields)
    except PaperRefused as error:
        return _show(request, member, then, now, {"paper": [paper_fault(error.fault)]}, 422)
    messages.success(request, _("The comparison is in the draft. Read it and fix the text."))
    return redirect("kvo-paper", park_id=member.park.id, kind=PAPER)


def _earlier(request: HttpRequest, member: ParkMember, now: EditionView) -> EditionView:
    older = [card for card in editions_of(member.person, member.park.id) if card.number < now.card.number]
    wanted = request.GET.get("met", "")
    chosen = [card for card in older if str(card.number) == wanted] if wanted else older[-1:]
    if not chosen:
        raise Http404
    return edition_page(member, chosen[0].id)


def _show(
    request: HttpRequest,
    member: ParkMember,
    then: EditionView,
    now: EditionView,
    errors: dict[str, list[str]],
    status: int = 200,
) -> HttpResponse:
    language, texts = language_of_page().value, load_texts()
    both = compare(then.facts, now.facts)
    groups = [
        (
            aspect.name[language],
            [
                (
                    one.now.name[language],
                    value_of(one.then.value, one.then.unit, texts, language),
                    one.then.when[language],
                    value_of(one.now.value, one.now.unit, texts, language),
                    one.now.when[language],
                    *direction_word(one.direction, one.is_better),
                )
                for one in both
                if one.now.aspect == aspect.id
            ],
        )
        for aspect in load_safety().aspects.values()
        if any(one.now.aspect == aspect.id for one in both)
    ]
    context = {
        "then": then.card,
        "now": now.card,
        "groups": groups,
        "better": sum(1 for one in both if one.is_better is True),
        "worse": sum(1 for one in both if one.is_better is False),
        "has_paper": bool(groups) and has_paper(member, PAPER),
        "errors": errors,
    }
    return render(request, "park/analysis_compare.html", context, status=status)
