"""Water and fire on an area: depths of all plots, a file with depths, facts for the fire brigade, and lists of goods."""

import uuid
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.incidents.depth_files.depth_map import DepthUnit
from weerbaar.portal.incidents.errors import DepthFault, DepthsRefused, FactFault, FactRefused, NoSuchDepths
from weerbaar.portal.incidents.plot_selectors import (
    PlotView,
    depth_import_of,
    depth_imports_of,
    fire_facts_for,
    plot_of,
    plots_of,
)
from weerbaar.portal.incidents.policies import may_see_goods
from weerbaar.portal.incidents.read_plot_pack import load_plot_pack
from weerbaar.portal.incidents.services.import_depths import DepthFile, propose_depths, take_depths, undo_depths
from weerbaar.portal.incidents.services.keep_goods import look_at_goods
from weerbaar.portal.incidents.services.note_fire_fact import FactForm, note_fact, remove_fact
from weerbaar.portal.incidents.words import Chance, FactKind, FactState
from weerbaar.portal.web.entrepreneur.plot_words import (
    depth_fault,
    depth_lines,
    depth_text,
    fact_fault,
    fact_kinds,
    fact_states,
    plot_name,
)
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

_FACT_FIELDS = {FactFault.NO_KIND: "kind", FactFault.NO_PLACE: "place", FactFault.NO_STATE: "state"}
_DEPTH_FIELDS = {
    DepthFault.NO_SOURCE: "source",
    DepthFault.NO_DAY: "dated_on",
    DepthFault.NO_UNIT: "unit",
    DepthFault.NO_CHANCE: "chance",
}


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def park_plots(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """All plots with their depths, and the facts about fire; who runs the area and the fire brigade write facts."""
    errors: dict[str, list[str]] = {}
    posted = request.POST
    if request.method == "POST":
        try:
            if "weg" in posted:
                remove_fact(member.park.id, _id(posted["weg"]), actor=member.person)
            else:
                note_fact(member.park.id, _fact(posted), actor=member.person)
            return redirect("park-plots", park_id=member.park.id)
        except FactRefused as refused:
            errors = {_FACT_FIELDS.get(refused.fault, "checked_on"): [fact_fault(refused.fault)]}
    language, pack = language_of_page().value, load_plot_pack()
    _park, facts = fire_facts_for(member.person, member.park.id)
    plots = plots_of(member.person, member.park.id)
    is_fire_brigade = may_see_goods(member.role, member.park.party)
    context = {
        "chances": [chance.name[language] for chance in pack.chances],
        "rows": [(item, plot_name(item), _cells(item, language)) for item in plots],
        "known": sum(1 for item in plots if item.depths),
        "caution": pack.caution[language],
        "facts": [(fact_kinds()[fact.kind], fact, *fact_states()[fact.state]) for fact in facts],
        "kinds": [(kind.value, text) for kind, text in fact_kinds().items()],
        "states": [(state.value, word) for state, (_mark, word) in fact_states().items()],
        "can_write": member.park.can_run or is_fire_brigade,
        "sees_goods": is_fire_brigade,
        "typed": posted,
        "errors": errors,
    }
    return render(request, "park/plots.html", context, status=422 if errors else 200)


@require_safe
@park_page
def park_plot(request: HttpRequest, member: ParkMember, establishment_id: uuid.UUID) -> HttpResponse:
    """One plot: how deep, what that means, what to do."""
    item = plot_of(member.person, member.park.id, establishment_id)
    if item is None:
        raise Http404
    language, pack = language_of_page().value, load_plot_pack()
    context = {
        "name": plot_name(item),
        "item": item,
        "lines": depth_lines(item, language),
        "matrix_rule": pack.matrix_rule[language],
        "caution": pack.caution[language],
    }
    return render(request, "park/plot.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def park_depths(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Hand a file in, and the files that were read before. Nothing is told before somebody saw what it says."""
    errors: dict[str, list[str]] = {}
    wrong: list[tuple[int, str]] = []
    if request.method == "POST":
        try:
            made = propose_depths(member.park.id, _file(request), actor=member.person)
            return redirect("park-depth", park_id=member.park.id, import_id=made)
        except DepthsRefused as refused:
            errors = {_DEPTH_FIELDS.get(refused.fault, "file"): [depth_fault(refused.fault)]}
            wrong = [(number, depth_fault(fault)) for number, fault in refused.rows[:50]]
    language = language_of_page().value
    context = {
        "imports": depth_imports_of(member.person, member.park.id),
        "chances": [(chance.id.value, f"{chance.name[language]} ({chance.id})") for chance in load_plot_pack().chances],
        "typed": request.POST,
        "errors": errors,
        "wrong": wrong,
    }
    return render(request, "park/depths.html", context, status=422 if errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def park_depth(request: HttpRequest, member: ParkMember, import_id: uuid.UUID) -> HttpResponse:
    """What one file says of each plot: take it, or undo that it was taken."""
    try:
        if request.method == "POST":
            act = undo_depths if request.POST.get("doe") == "terug" else take_depths
            act(member.park.id, import_id, actor=member.person)
            return redirect("park-depths" if act is undo_depths else "park-plots", park_id=member.park.id)
        item, plots = depth_import_of(member.person, member.park.id, import_id)
    except NoSuchDepths as error:
        raise Http404 from error
    language = language_of_page().value
    context = {
        "item": item,
        "chances": [chance.name[language] for chance in load_plot_pack().chances],
        "rows": [(plot_name(plot), _cells(plot, language)) for plot in plots],
    }
    return render(request, "park/depth.html", context)


@require_safe
@park_page
def park_goods(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The lists of hazardous goods, for the fire brigade; to be printed. Each look stands in the log of the companies."""
    lists = look_at_goods(member.park.id, actor=member.person)
    return render(request, "park/goods.html", {"lists": lists})


def _cells(plot: PlotView, language: str) -> list[tuple[str, str]]:
    """The name of each chance and the depth; empty where nothing is known."""
    return [
        (band.name[language], depth_text(plot.depths[band.id].depth_cm) if band.id in plot.depths else "")
        for band in load_plot_pack().chances
    ]


def _file(request: HttpRequest) -> DepthFile:
    posted, file = request.POST, request.FILES.get("file")
    unit, chance = posted.get("unit", ""), posted.get("chance", "")
    return DepthFile(
        name=str(file.name) if file else "",
        data=file.read() if file else b"",
        size=(file.size or 0) if file else 0,
        source=posted.get("source", ""),
        dated_on=_day(posted.get("dated_on", "")),
        unit=DepthUnit(unit) if unit in set(DepthUnit) else None,
        chance=Chance(chance) if chance in set(Chance) else None,
    )


def _fact(posted: QueryDict) -> FactForm:
    kind, state = posted.get("kind", ""), posted.get("state", "")
    return FactForm(
        FactKind(kind) if kind in set(FactKind) else None,
        str(posted.get("place", "")),
        FactState(state) if state in set(FactState) else None,
        _day(str(posted.get("checked_on", ""))),
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None


def _id(typed: str) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError as error:
        raise FactRefused(FactFault.NO_SUCH_FACT) from error
