"""Walk-rounds: all of them, how to prepare one, and one with its points, its end and its paper."""

import uuid
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.errors import NoSuchInspection, RoundFault, RoundRefused
from weerbaar.portal.inspections.selectors import (
    OwnerFigures,
    RoundView,
    Wanted,
    figures_of,
    points_of,
    round_of,
    rounds_of,
)
from weerbaar.portal.inspections.services.begin_inspection import begin_inspection
from weerbaar.portal.inspections.services.close_inspection import RoundForm, close_inspection
from weerbaar.portal.inspections.services.report_inspection import PAPERS, report_inspection
from weerbaar.portal.inspections.words import Light
from weerbaar.portal.trajectories.errors import PaperRefused
from weerbaar.portal.web.papers.answer import pdf_answer
from weerbaar.portal.web.papers.round_report import round_paper
from weerbaar.portal.web.park.inspection_points import point_map, point_rows
from weerbaar.portal.web.park.inspection_words import round_fault
from weerbaar.portal.web.park.kvo_words import party_name
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.scanner.vocabulary.language import Language

# Which field of the form a fault is about.
_FIELDS = {
    RoundFault.NO_PARTICIPANTS: "participants",
    RoundFault.UNKNOWN_PARTY: "participants",
    RoundFault.NO_TRAJECTORY: "paper",
    RoundFault.NOT_CLOSED: "paper",
}


@require_safe
@park_page
def inspection_rounds(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """All rounds, what is still open, and how fast each party repairs."""
    language, today = language_of_page().value, timezone.localdate()
    rounds = rounds_of(member.person, member.park.id)
    points = points_of(member.person, member.park.id)
    this_year = {one.light for one in rounds if one.closed_at and one.walked_on.year == today.year}
    context = {
        "rounds": [(one, light_names(language)[one.light]) for one in rounds],
        "unsolved": sum(one.unsolved for one in rounds),
        "late": sum(1 for point in points if point.days_late),
        "figures": owner_rows(figures_of(points), language),
        "still_to_walk": [light_names(language)[light] for light in Light if light not in this_year],
    }
    return render(request, "park/inspection_rounds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def inspection_before(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """What to do before a round, and what to leave alone; then begin one."""
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        chosen = request.POST.get("round", "")
        if chosen in set(Light):
            begun = begin_inspection(member.park.id, Light(chosen), actor=member.person)
            return redirect("inspection-round", park_id=member.park.id, inspection_id=begun)
        errors = {"round": [round_fault(RoundFault.UNKNOWN_ROUND)]}
    language, known = language_of_page().value, load_inspection()
    context = {
        "before": [text[language] for text in known.before],
        "after": [text[language] for text in known.after],
        "left_alone": [text[language] for text in known.do_not_photograph],
        "suspicion": known.suspicion[language],
        "kinds": [(kind.id.value, kind.name[language], kind.when[language]) for kind in known.rounds.values()],
        "open_points": point_rows(
            points_of(member.person, member.park.id, Wanted(is_open=True)), language, member.park.id
        ),
        "errors": errors,
    }
    return render(request, "park/inspection_before.html", context, status=422 if errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def inspection_round(request: HttpRequest, member: ParkMember, inspection_id: uuid.UUID) -> HttpResponse:
    """One round: its points on the map and in a table, its end, and its paper."""
    one = _round(member, inspection_id)
    if request.method != "POST":
        return _show(request, member, one, {})
    try:
        if request.POST.get("doe") == "stuk":
            language = language_of_page().value
            report_inspection(member.park.id, inspection_id, actor=member.person, language=language)
            return redirect("kvo-paper", park_id=member.park.id, kind=PAPERS[one.light])
        form = RoundForm(
            request.POST.get("route", ""),
            tuple(request.POST.getlist("participants")),
            request.POST.get("weather", ""),
        )
        close_inspection(member.park.id, inspection_id, form, actor=member.person)
    except RoundRefused as error:
        if error.fault is RoundFault.CLOSED:
            return redirect("inspection-round", park_id=member.park.id, inspection_id=inspection_id)
        field = _FIELDS.get(error.fault, "route")
        return _show(request, member, one, {field: [round_fault(error.fault)]}, 422)
    except PaperRefused:
        return _show(request, member, one, {"paper": [_("The scheme of this area has no paper for this round.")]}, 422)
    return redirect("inspection-round", park_id=member.park.id, inspection_id=inspection_id)


@require_safe
@park_page
def inspection_round_paper(request: HttpRequest, member: ParkMember, inspection_id: uuid.UUID) -> HttpResponse:
    """The report of a round, to print."""
    one, now = _round(member, inspection_id), timezone.now()
    points = points_of(member.person, member.park.id, Wanted(inspection_id=inspection_id))
    paper = round_paper(member.park, one, points, Language(language_of_page().value), now)
    return pdf_answer(paper, "schouw", one.walked_on)


def light_names(language: str) -> dict[Light, str]:
    """What a round by day and one in the dark are called."""
    return {light: kind.name[language] for light, kind in load_inspection().rounds.items()}


def owner_rows(figures: Sequence[OwnerFigures], language: str) -> list[tuple[str, OwnerFigures, str]]:
    """Each party with its figures and its days to repair in words."""
    return [(party_name(one.party, language), one, days_in_words(one.median_days)) for one in figures]


def days_in_words(days: float | None) -> str:
    """Half of the points were solved within so many days; a dash when none was."""
    return "–" if days is None else f"{days:g}".replace(".", ",")


def _round(member: ParkMember, inspection_id: uuid.UUID) -> RoundView:
    try:
        return round_of(member.person, member.park.id, inspection_id)
    except NoSuchInspection as error:
        raise Http404 from error


def _show(
    request: HttpRequest, member: ParkMember, one: RoundView, errors: dict[str, list[str]], status: int = 200
) -> HttpResponse:
    language, known = language_of_page().value, load_inspection()
    points = points_of(member.person, member.park.id, Wanted(inspection_id=one.id))
    context = {
        "one": one,
        "name": light_names(language)[one.light],
        "participants": [party_name(party, language) for party in one.participants],
        "rows": point_rows(points, language, member.park.id),
        "map": point_map(member, points, language),
        "figures": owner_rows(figures_of(points), language),
        "late": sum(1 for point in points if point.came_late),
        "parties": [(party, party_name(party, language)) for party in known.participants],
        "chosen": request.POST.getlist("participants"),
        "route": request.POST.get("route", ""),
        "weather": request.POST.get("weather", ""),
        "paper": PAPERS[one.light],
        "errors": errors,
    }
    return render(request, "park/inspection_round.html", context, status=status)
