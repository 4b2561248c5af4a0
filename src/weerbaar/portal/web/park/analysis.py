"""The safety analysis: its editions, what one says about each subject, and what can be done with it."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.analyses.errors import AnalysisFault, AnalysisIsFixed, AnalysisRefused, NoSuchEdition
from weerbaar.portal.analyses.evidence import Part
from weerbaar.portal.analyses.selectors import AspectView, EditionView, edition_of, editions_of
from weerbaar.portal.analyses.services.adopt_edition import adopt_edition
from weerbaar.portal.analyses.services.edit_aspect import LONGEST, edit_aspect
from weerbaar.portal.analyses.services.write_edition import begin_edition, drop_edition, renew_edition
from weerbaar.portal.core.actors import Person
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.area_selectors import boundary_of
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.trajectories.errors import PaperRefused
from weerbaar.portal.trajectories.selectors import paper_of, trajectory_of_park
from weerbaar.portal.trajectories.services.write_paper import write_paper
from weerbaar.portal.web.components.maps import MapView, Pin, Spot, point
from weerbaar.portal.web.papers.answer import pdf_answer
from weerbaar.portal.web.papers.safety_analysis import render_analysis
from weerbaar.portal.web.park.analysis_papers import analysis_fields
from weerbaar.portal.web.park.analysis_words import analysis_fault, bars_of, nothing_in, part_name, refs_of
from weerbaar.portal.web.park.kvo import view_of_park
from weerbaar.portal.web.park.kvo_words import paper_fault
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

PAPER = "safety_analysis"
_YEAR = timedelta(days=364)


def edition_page(member: ParkMember, edition_id: uuid.UUID) -> EditionView:
    """The edition behind an address.

    Raises:
        Http404: there is none.
    """
    try:
        return edition_of(member.person, member.park.id, edition_id)
    except NoSuchEdition as error:
        raise Http404 from error


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def analysis(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """All editions; who runs the area begins a new one."""
    if request.method != "POST":
        return _list(request, member, {})
    try:
        since, until = (date.fromisoformat(request.POST.get(name, "")) for name in ("since", "until"))
    except ValueError:
        return _list(request, member, {"since": [analysis_fault(AnalysisFault.NO_PERIOD)]}, 422)
    try:
        found = begin_edition(member.park.id, since, until, actor=member.person)
    except AnalysisRefused as error:
        return _list(request, member, {"since": [analysis_fault(error.fault)]}, 422)
    return redirect("analysis-edition", park_id=member.park.id, edition_id=found)


@require_safe
@park_page
def analysis_edition(request: HttpRequest, member: ParkMember, edition_id: uuid.UUID) -> HttpResponse:
    """One edition, subject by subject."""
    return _show(request, member, edition_page(member, edition_id), {})


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def analysis_aspect(request: HttpRequest, member: ParkMember, edition_id: uuid.UUID, aspect: str) -> HttpResponse:
    """One subject: figures, map, and one's own words about it."""
    view = edition_page(member, edition_id)
    one = next((found for found in view.aspects if found.aspect == aspect), None)
    if one is None:
        raise Http404
    if request.method != "POST":
        return _aspect(request, member, view, one, {})
    parts = {part: request.POST.get(part.value, "") for part in Part}
    if "terug" in request.POST:
        parts = {}
    try:
        edit_aspect(member.park.id, edition_id, aspect, parts, actor=member.person)
    except AnalysisRefused as error:
        return _aspect(request, member, view, one, {Part.SEEN.value: [analysis_fault(error.fault)]}, 422)
    except AnalysisIsFixed:
        return redirect("analysis-edition", park_id=member.park.id, edition_id=edition_id)
    messages.success(request, _("Your text about this subject is kept."))
    return redirect("analysis-edition", park_id=member.park.id, edition_id=edition_id)


@require_POST
@park_page
def analysis_deed(request: HttpRequest, member: ParkMember, edition_id: uuid.UUID) -> HttpResponse:
    """Ask the sources again, adopt the text, or remove the draft."""
    view, deed = edition_page(member, edition_id), request.POST.get("doe", "")
    try:
        _do(member.person, view, deed, request.POST.get("hash", ""))
    except AnalysisRefused as error:
        return _show(request, member, view, {"adopt": [analysis_fault(error.fault)]}, 409)
    except AnalysisIsFixed:
        messages.info(request, _("This edition was adopted. Its text stays as it is."))
    if deed == "weg":
        return redirect("analysis", park_id=member.park.id)
    return redirect("analysis-edition", park_id=member.park.id, edition_id=edition_id)


@require_POST
@park_page
def analysis_paper(request: HttpRequest, member: ParkMember, edition_id: uuid.UUID) -> HttpResponse:
    """Put an edition into the paper of the trajectory, as a draft."""
    if not member.park.can_run:
        raise ParkNotAllowed
    view = edition_page(member, edition_id)
    try:
        put_into_paper(member, PAPER, analysis_fields(view, language_of_page().value))
    except PaperRefused as error:
        return _show(request, member, view, {"paper": [paper_fault(error.fault)]}, 422)
    messages.success(request, _("The analysis is in the draft. Read it and fix the text."))
    return redirect("kvo-paper", park_id=member.park.id, kind=PAPER)


@require_safe
@park_page
def analysis_pdf(request: HttpRequest, member: ParkMember, edition_id: uuid.UUID) -> HttpResponse:
    """An edition on paper."""
    view = edition_page(member, edition_id)
    paper = render_analysis(view, language_of_page())
    return pdf_answer(paper, "veiligheidsanalyse", view.card.until)


def put_into_paper(member: ParkMember, kind: str, fields: dict[str, str]) -> None:
    """What is known goes into the draft; what people wrote in other fields stays.

    Raises:
        Http404: the area has no trajectory, or its scheme no such paper.
        PaperRefused, ParkNotAllowed: as `write_paper`.
    """
    view = view_of_park(member)
    paper = paper_of(view, kind)
    if paper is None:
        raise Http404
    known = (*paper.kind.required, *paper.kind.optional)
    kept = {name: text for name, text in paper.fields.items() if name in known}
    write_paper(view.id, kind, kept | {name: fields[name] for name in known if name in fields}, actor=member.person)


def has_paper(member: ParkMember, kind: str) -> bool:
    """Whether this person can put something into a paper of this kind."""
    if not member.park.can_run or trajectory_of_park(member.person, member.park.id) is None:
        return False
    return kind in view_of_park(member).scheme.artefacts


def _do(person: Person, view: EditionView, deed: str, text_hash: str) -> None:
    if deed == "vernieuw":
        renew_edition(view.park.id, view.card.id, actor=person)
    elif deed == "stel-vast":
        adopt_edition(view.park.id, view.card.id, text_hash, actor=person)
    elif deed == "weg":
        drop_edition(view.park.id, view.card.id, actor=person)


def _list(request: HttpRequest, member: ParkMember, errors: dict[str, list[str]], status: int = 200) -> HttpResponse:
    editions, today = editions_of(member.person, member.park.id), timezone.localdate()
    adopted = [card for card in editions if card.is_adopted]
    context = {
        "editions": editions,
        "has_draft": len(adopted) < len(editions),
        "compared": (adopted[0], adopted[-1]) if len(adopted) > 1 else None,
        "since": request.POST.get("since", (today - _YEAR).isoformat()),
        "until": request.POST.get("until", today.isoformat()),
        "errors": errors,
    }
    return render(request, "park/analyses.html", context, status=status)


def _show(
    request: HttpRequest, member: ParkMember, view: EditionView, errors: dict[str, list[str]], status: int = 200
) -> HttpResponse:
    language, aspects = language_of_page().value, load_safety().aspects
    context = {
        "view": view,
        "card": view.card,
        "aspects": [
            {
                "id": one.aspect,
                "name": aspects[one.aspect].name[language],
                "question": aspects[one.aspect].question[language],
                "parts": _parts(one, language),
                "bars": bars_of(one.facts, language),
                "edited": one.edited_at,
                "edited_by": one.edited_by_name,
            }
            for one in view.aspects
        ],
        "refs": refs_of(view.refs, language),
        "can_write": member.park.can_run and not view.card.is_adopted,
        "has_paper": view.card.is_adopted and has_paper(member, PAPER),
        "errors": errors,
    }
    return render(request, "park/analysis.html", context, status=status)


def _aspect(
    request: HttpRequest,
    member: ParkMember,
    view: EditionView,
    one: AspectView,
    errors: dict[str, list[str]],
    status: int = 200,
) -> HttpResponse:
    language, aspect = language_of_page().value, load_safety().aspects[one.aspect]
    context: dict[str, Any] = {
        "view": view,
        "card": view.card,
        "name": aspect.name[language],
        "question": aspect.question[language],
        "covers": aspect.covers[language],
        "guard": aspect.guard.get(language, ""),
        "parts": _parts(one, language),
        "bars": bars_of(one.facts, language),
        "places": [place.name[language] for place in one.places],
        "map": _map(member, one, language) if one.places else None,
        "fields": [
            (
                part.value,
                part_name(part),
                request.POST.get(part.value, "\n".join(one.part(part, language))),
                (errors.get(part.value) or [""])[0],
            )
            for part in Part
        ],
        "longest": LONGEST,
        "is_edited": bool(one.edited),
        "can_write": member.park.can_run and not view.card.is_adopted,
        "errors": errors,
    }
    return render(request, "park/analysis_aspect.html", context, status=status)


def _parts(one: AspectView, language: str) -> list[tuple[str, list[str], str]]:
    """What companies say is left out when it is empty: then that stands in what we do not know."""
    found = [(part, one.part(part, language)) for part in Part]
    return [(part_name(part), told, nothing_in(part)) for part, told in found if told or part is not Part.COMPANIES]


def _map(member: ParkMember, one: AspectView, language: str) -> MapView:
    spots = [Spot(place.name[language], point(place.longitude, place.latitude), Pin.OPEN) for place in one.places]
    boundary = boundary_of(member.person, member.park.id)
    outline = boundary.geometry if boundary else None
    return MapView("kaart", _("Map of this subject"), spots, outline, [(Pin.OPEN, _("Seen here"))])
