"""The area: where it lies, who is there, and what it shares; and the same for the paper of the trajectory."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from weerbaar.portal.core.geo.shapes import read_shape
from weerbaar.portal.parks.area_selectors import BoundaryView, FacilityView, boundary_of, facilities_of, figures_of
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.trajectories.selectors import trajectory_of_park
from weerbaar.portal.web.components.maps import MapView, Pin, Spot, point
from weerbaar.portal.web.entrepreneur.texts import sector_words
from weerbaar.portal.web.park.area_paper import KIND, put_into_paper
from weerbaar.portal.web.park.area_words import facility_words
from weerbaar.portal.web.park.kvo import view_of_park
from weerbaar.portal.web.park.park_page import ParkMember, park_page


@require_safe
@park_page
def area(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """All of it at a glance."""
    person, park_id = member.person, member.park.id
    boundary, facilities = boundary_of(person, park_id), facilities_of(person, park_id)
    figures, words = figures_of(person, park_id), {str(word): text for word, text in sector_words().items()}
    context = {
        "boundary": boundary,
        "source": source_lines(boundary),
        "corners": read_shape(boundary.geometry).corners if boundary else 0,
        "figures": figures,
        "sectors": [(words[sector], number) for sector, number in figures.sectors],
        "facilities": [(number, view, facility_words()[view.kind]) for number, view in numbered(facilities)],
        "map": area_map(boundary, facilities),
        "has_paper": member.park.can_run and _has_paper(member),
    }
    return render(request, "park/area.html", context)


@require_POST
@park_page
def area_sheet(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Put what is known here into the paper about the area, as a draft that somebody reads and fixes."""
    assert_may_run(member.person, member.park.id)
    view = view_of_park(member)
    if KIND not in view.scheme.artefacts:
        raise Http404
    put_into_paper(view, member.person)
    return redirect("kvo-paper", park_id=member.park.id, kind=KIND)


def area_map(boundary: BoundaryView | None, facilities: Sequence[FacilityView]) -> MapView | None:
    """The outline and what is shared; nothing when there is neither."""
    words = facility_words()
    spots = [
        Spot(f"{words[view.kind]}, {view.place}", point(view.longitude, view.latitude), Pin.FACILITY, number)
        for number, view in numbered(facilities)
        if number and view.latitude is not None and view.longitude is not None
    ]
    if boundary is None and not spots:
        return None
    legend = [(Pin.FACILITY, _("Something you share"))] if spots else []
    return MapView("kaart", _("Map of the area"), spots, boundary.geometry if boundary else None, legend)


def numbered(facilities: Sequence[FacilityView]) -> list[tuple[int, FacilityView]]:
    """Those with a place get the number of their pin; the others none (0)."""
    found, number = [], 0
    for view in facilities:
        has_place = view.latitude is not None
        number += has_place
        found.append((number if has_place else 0, view))
    return found


def source_lines(boundary: BoundaryView | None) -> list[tuple[str, str]]:
    """Where the outline comes from, as the file said it."""
    names = {
        "file": _("File"),
        "PLAN_NAAM": _("Name in the register (IBIS)"),
        "RIN_NUMMER": _("Number in the register (IBIS)"),
        "JAAR": _("Year of the register (IBIS)"),
    }
    return [(text, boundary.source[name]) for name, text in names.items() if boundary and name in boundary.source]


def _has_paper(member: ParkMember) -> bool:
    if trajectory_of_park(member.person, member.park.id) is None:
        return False
    return KIND in view_of_park(member).scheme.artefacts
