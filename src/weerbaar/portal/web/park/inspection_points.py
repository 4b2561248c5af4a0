"""All points of an area: filtered, on the map and in a table with the same content, and as a file for a spreadsheet."""

import csv
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.point_states import UNSOLVED
from weerbaar.portal.inspections.policies import speaks_for
from weerbaar.portal.inspections.selectors import PointView, Wanted, points_of, rounds_of
from weerbaar.portal.inspections.words import PointState
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.area_selectors import boundary_of
from weerbaar.portal.web.components.csv_cells import safe_cell
from weerbaar.portal.web.components.maps import MapView, Pin, Spot, point, states_legend
from weerbaar.portal.web.components.moments import plain_day
from weerbaar.portal.web.park.inspection_words import point_mark, point_name, point_pin, state_words
from weerbaar.portal.web.park.kvo_words import party_name
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

A_PAGE = 40


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point in a table. `number` is the one on the map beside it."""

    number: int
    point: PointView
    name: str
    owner: str
    mark: tuple[str, str]
    href: str


@require_safe
@park_page
def inspection_points(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The points that were asked for, first those that are late."""
    language, wanted, shown = language_of_page().value, wanted_of(request, member), request.GET.get("toon", "")
    every = points_of(member.person, member.park.id)
    # Map and table show the same points: those of this page.
    page = Paginator(points_of(member.person, member.park.id, wanted), A_PAGE).get_page(request.GET.get("blad"))
    points = list(page.object_list)
    mine, safety = speaks_for(member.park.role, member.park.party), load_safety()
    context = {
        "rows": point_rows(points, language, member.park.id),
        "map": point_map(member, points, language),
        "page": page,
        "shown": shown,
        "number": len(every),
        "unsolved": sum(1 for one in every if one.state in UNSOLVED),
        "late": sum(1 for one in every if one.days_late),
        "mine": sum(1 for one in every if one.owner == mine and one.state in UNSOLVED),
        "chosen": {name: request.GET.get(name, "") for name in ("staat", "partij", "onderwerp", "schouw")},
        "states": [(state.value, word) for state, (_mark, word) in state_words().items()],
        "parties": sorted({(one.owner, party_name(one.owner, language)) for one in every}, key=lambda pair: pair[1]),
        "aspects": [
            (key, aspect.name[language])
            for key, aspect in safety.aspects.items()
            if any(one.aspect == key for one in every)
        ],
        "rounds": [
            (str(one.id), f"{load_inspection().rounds[one.light].name[language]}, {plain_day(one.walked_on)}")
            for one in rounds_of(member.person, member.park.id)
        ],
        "query": request.GET.urlencode(),
    }
    return render(request, "park/inspection_points.html", context)


@require_safe
@park_page
def inspection_points_csv(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The points that were asked for, as a table for a spreadsheet."""
    language = language_of_page().value
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="punten.csv"'
    table = csv.writer(response)
    table.writerow(
        ["type", "aspect", "severity", "owner", "state", "walked_on", "seen_at", "due_on", "days_late", "solved_on",
         "days_to_repair", "place", "latitude", "longitude", "text", "answer", "photos"]
    )  # fmt: skip
    for one in points_of(member.person, member.park.id, wanted_of(request, member)):
        cells = [
            point_name(one, language),
            one.aspect,
            one.severity,
            party_name(one.owner, language),
            one.state.value,
            one.walked_on.isoformat(),
            one.seen_at.isoformat(timespec="minutes"),
            one.due_on.isoformat(),
            str(one.days_late),
            one.solved_on.isoformat() if one.solved_on else "",
            "" if one.days_to_repair is None else str(one.days_to_repair),
            one.place_text,
            "" if one.latitude is None else f"{one.latitude:.6f}",
            "" if one.longitude is None else f"{one.longitude:.6f}",
            one.text,
            one.answer,
            str(len(one.photos)),
        ]
        table.writerow([safe_cell(cell) for cell in cells])
    return response


def wanted_of(request: HttpRequest, member: ParkMember) -> Wanted:
    """What the address asks for; a word that we do not know asks for nothing."""
    state, shown = request.GET.get("staat", ""), request.GET.get("toon", "")
    try:
        inspection_id = uuid.UUID(request.GET.get("schouw", ""))
    except ValueError:
        inspection_id = None
    party = request.GET.get("partij", "")
    if shown == "van-mij":
        party = speaks_for(member.park.role, member.park.party)
    return Wanted(
        state=PointState(state) if state in set(PointState) else None,
        party=party if party in load_safety().parties else "",
        aspect=request.GET.get("onderwerp", "") if request.GET.get("onderwerp") in load_safety().aspects else "",
        inspection_id=inspection_id,
        is_open=shown in {"open", "van-mij"},
        is_late=shown == "late",
    )


def point_rows(points: Sequence[PointView], language: str, park_id: uuid.UUID) -> list[PointRow]:
    """The points as rows, numbered from 1."""
    return [
        PointRow(
            number=number,
            point=one,
            name=point_name(one, language),
            owner=party_name(one.owner, language),
            mark=point_mark(one),
            href=reverse("inspection-point", kwargs={"park_id": park_id, "point_id": one.id}),
        )
        for number, one in enumerate(points, start=1)
    ]


def point_map(member: ParkMember, points: Sequence[PointView], language: str) -> MapView | None:
    """The same points on a map, with the same numbers; None when none has a place."""
    spots = point_spots(point_rows(points, language, member.park.id))
    if not spots:
        return None
    boundary = boundary_of(member.person, member.park.id)
    legend = states_legend()
    if any(spot.pin is Pin.PLACE for spot in spots):
        legend = [*legend, (Pin.PLACE, state_words()[PointState.NOT_ACCEPTED][1])]
    label = _("Map with the points. The table has the same points.")
    return MapView("kaart", label, spots, boundary.geometry if boundary else None, legend)


def point_spots(rows: Sequence[PointRow]) -> list[Spot]:
    """Those of the rows that have a place, as they are drawn."""
    return [
        Spot(row.name, point(one.longitude, one.latitude), point_pin(one), row.number, row.href)
        for row in rows
        if (one := row.point).latitude is not None and one.longitude is not None
    ]
