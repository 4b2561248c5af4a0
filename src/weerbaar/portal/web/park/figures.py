"""Figures from outside: what is known of an area per subject and year, where it comes from, and into which paper it goes."""

import csv
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from weerbaar.portal.figures.errors import CodesRefused
from weerbaar.portal.figures.kinds import ALL_CRIMES, kind_of
from weerbaar.portal.figures.selectors import AreaFigures, ImportView, figures_for, imports_for
from weerbaar.portal.figures.services.set_codes import set_codes
from weerbaar.portal.figures.totals import YearFigure, by_kind, per_hundred
from weerbaar.portal.figures.words import ImportState, Source
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.trajectories.errors import PaperRefused
from weerbaar.portal.trajectories.selectors import paper_of, trajectory_of_park
from weerbaar.portal.trajectories.services.write_paper import write_paper
from weerbaar.portal.web.components.csv_cells import safe_cell
from weerbaar.portal.web.components.maps import MapView, Pin, Spot, point
from weerbaar.portal.web.park.figure_papers import PAPERS, number_or_unknown
from weerbaar.portal.web.park.figure_words import codes_fault, source_help, source_name
from weerbaar.portal.web.park.kvo import view_of_park
from weerbaar.portal.web.park.kvo_words import paper_fault
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

_MOST_YEARS, _MOST_SPOTS = 5, 200


@require_safe
@park_page
def figures(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """What is known, by subject; and of each source what is there and how to get it."""
    return _page(request, member, {})


@require_POST
@park_page
def figures_codes(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """In which neighbourhoods the area lies."""
    try:
        set_codes(member.park.id, request.POST.get("codes", "")[:1000], actor=member.person)
    except CodesRefused as error:
        return _page(request, member, {"codes": [codes_fault(error)]}, 422)
    return redirect("figures", park_id=member.park.id)


@require_POST
@park_page
def figures_paper(request: HttpRequest, member: ParkMember, kind: str) -> HttpResponse:
    """Put what is known into a paper of the trajectory, as a draft."""
    if not member.park.can_run:
        raise ParkNotAllowed
    view = view_of_park(member)
    paper = paper_of(view, kind)
    if kind not in PAPERS or paper is None:
        raise Http404
    known = {*paper.kind.required, *paper.kind.optional}
    # Fields that people filled in and figures do not stay as they are.
    fields = PAPERS[kind](figures_for(member.person, member.park.id))
    if not fields:
        return _page(request, member, {"paper": [_("There are no figures for this paper yet.")]}, 409)
    try:
        kept = {name: text for name, text in paper.fields.items() if name in known}
        write_paper(view.id, kind, kept | {name: fields[name] for name in fields if name in known}, actor=member.person)
    except PaperRefused as error:
        return _page(request, member, {"paper": [paper_fault(error.fault)]}, 422)
    messages.success(request, _("The figures are in the draft. Read it and fix the text."))
    return redirect("kvo-paper", park_id=member.park.id, kind=kind)


@require_safe
@park_page
def figures_csv(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Every figure as a table for a spreadsheet."""
    found, language = figures_for(member.person, member.park.id), language_of_page().value
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cijfers.csv"'
    table = csv.writer(response)
    table.writerow(["aspect", "kind", "name", "year", "number", "provisional", "file", "sha256"])
    for one in found.figures:
        kind, files = kind_of(one.kind), [found.file(batch) for batch in one.batches]
        cells = [
            kind.aspect,
            one.kind,
            kind.name[language],
            str(one.year),
            "" if one.number is None else str(one.number),
            "yes" if one.is_provisional else "no",
            ", ".join(file.file_name for file in files),
            ", ".join(file.sha256 for file in files),
        ]
        table.writerow([safe_cell(cell) for cell in cells])
    return response


def _page(request: HttpRequest, member: ParkMember, errors: dict[str, list[str]], status: int = 200) -> HttpResponse:
    found, language = figures_for(member.person, member.park.id), language_of_page().value
    rows = by_kind(found.figures)
    years = sorted({one.year for one in found.figures})[-_MOST_YEARS:]
    imports = imports_for(member.person, member.park.id)
    context = {
        "sources": [_source(source, found.files) for source in Source],
        "groups": _groups(rows, years, language),
        "years": years,
        "rates": _rates(rows.get(ALL_CRIMES, {}), years, found.establishments),
        "establishments": found.establishments,
        "spots": [(spot, kind_of(spot.kind).name[language]) for spot in found.spots[:_MOST_SPOTS]],
        "map": _map(found, language) if found.spots else None,
        "imports": [(one, source_name(one.source), one.state is ImportState.TAKEN_IN) for one in imports],
        "codes": request.POST.get("codes", "\n".join(found.codes))[:1000],
        "has_codes": bool(found.codes),
        "papers": _papers(member, found, language),
        "errors": errors,
    }
    return render(request, "park/figures.html", context, status=status)


def _source(source: Source, files: Sequence[ImportView]) -> tuple[Source, str, str, str]:
    """The source, its name, which periods are in, and where to get it."""
    mine = [one for one in files if one.source is source]
    periods = f"{min(one.first_period for one in mine)} – {max(one.last_period for one in mine)}" if mine else ""
    return source, source_name(source), periods, source_help(source)


def _groups(
    rows: Mapping[str, Mapping[int, YearFigure]], years: Sequence[int], language: str
) -> list[tuple[str, list[tuple[str, list[str]]], list[tuple[str, float | None, str]], int]]:
    """Per subject its kinds with a cell a year, and the bars of the newest year."""
    groups = [(aspect.id, aspect.name[language]) for aspect in load_safety().aspects.values()]
    found = []
    for aspect, name in [*groups, ("", _("Other figures"))]:
        kinds = {kind: cells for kind, cells in rows.items() if kind_of(kind).aspect == aspect}
        if not kinds:
            continue
        newest = max(year for cells in kinds.values() for year in cells)
        table = [
            (kind_of(kind).name[language], [number_or_unknown(cells.get(year)) for year in years])
            for kind, cells in kinds.items()
        ]
        drawn = [
            (kind_of(kind).name[language], _value(cells.get(newest)), number_or_unknown(cells.get(newest)))
            for kind, cells in kinds.items()
        ]
        found.append((name, table, drawn, newest))
    return found


def _value(figure: YearFigure | None) -> float | None:
    return None if figure is None else figure.number


def _rates(crimes: Mapping[int, YearFigure], years: Sequence[int], establishments: int) -> list[tuple[int, float]]:
    """All crimes for a hundred establishments, in the years that are known."""
    rates = [
        (year, per_hundred(crimes[year].number or 0, establishments))
        for year in years
        if year in crimes and crimes[year].number is not None
    ]
    return [(year, rate) for year, rate in rates if rate is not None]


def _map(found: AreaFigures, language: str) -> MapView:
    spots = [
        Spot(f"{kind_of(spot.kind).name[language]}, {spot.year}", point(spot.longitude, spot.latitude), Pin.OPEN)
        for spot in found.spots[:_MOST_SPOTS]
    ]
    return MapView("kaart", _("Map of accidents"), spots, outline=found.outline, legend=[(Pin.OPEN, _("Accident"))])


def _papers(member: ParkMember, found: AreaFigures, language: str) -> list[tuple[str, str]]:
    """The papers that can be filled now: kind and name."""
    if not member.park.can_run or trajectory_of_park(member.person, member.park.id) is None:
        return []
    artefacts = view_of_park(member).scheme.artefacts
    return [
        (kind, artefacts[kind].name[language]) for kind, fill in PAPERS.items() if kind in artefacts and fill(found)
    ]
