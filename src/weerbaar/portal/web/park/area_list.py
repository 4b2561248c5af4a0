"""The establishments of an area: search, filter, on the map, as a table for a spreadsheet; and the newest change taken back."""

import contextlib
import csv
import uuid
from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from weerbaar.portal.parks.area_selectors import (
    EstablishmentView,
    ListFilter,
    boundary_of,
    establishments_of,
    figures_of,
    undoable_change,
)
from weerbaar.portal.parks.errors import NothingToUndo
from weerbaar.portal.parks.services.undo_list_change import undo_list_change
from weerbaar.portal.web.components.csv_cells import safe_cell
from weerbaar.portal.web.components.maps import MapView, Pin, Spot, point
from weerbaar.portal.web.entrepreneur.texts import sector_words
from weerbaar.portal.web.park.area_words import change_words
from weerbaar.portal.web.park.park_page import ParkMember, park_page

A_PAGE = 50
_SHOWS = ("member", "no-member", "vacant")


@require_safe
@park_page
def area_list(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """`zoek`, `toon` and `branche` in the address choose; `blad` is the page."""
    person, park_id = member.person, member.park.id
    asked = _asked(request)
    found = establishments_of(person, park_id, asked)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("blad"))
    rows = list(enumerate(page.object_list, start=page.start_index()))
    words = {str(word): text for word, text in sector_words().items()}
    change = undoable_change(person, park_id) if member.park.can_run else None
    context = {
        "figures": figures_of(person, park_id),
        "asked": asked,
        "found": len(found),
        "page": page,
        "rows": [(number, view, words.get(view.form.sector, "")) for number, view in rows],
        "map": _map(member, rows),
        "shows": [("", _("All")), ("member", _("Members")), ("no-member", _("No members")), ("vacant", _("Empty"))],
        "sectors": sorted(words.items(), key=lambda pair: pair[1]),
        "change": change,
        "change_text": change_words()[change.kind] if change else "",
    }
    return render(request, "park/area_list.html", context)


@require_safe
@park_page
def area_list_csv(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The whole list, with the column names that the import knows. No cell can run as a formula."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bedrijven.csv"'
    table = csv.writer(response)
    names = list(establishment_columns())
    table.writerow(names)
    for view in establishments_of(member.person, member.park.id):
        fields = view.form.fields()
        table.writerow([_cell(fields[name]) for name in names])
    return response


@require_POST
@park_page
def area_list_undo(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Only the change that the page showed: when another came after it, nothing happens."""
    with contextlib.suppress(ValueError, NothingToUndo):
        undo_list_change(member.park.id, uuid.UUID(request.POST.get("change", "")), actor=member.person)
    return redirect("area-list", park_id=member.park.id)


def establishment_columns() -> tuple[str, ...]:
    """The columns of the exported table, in order."""
    return (
        "name",
        "establishment_number",
        "address",
        "sector",
        "association_member",
        "is_vacant",
        "latitude",
        "longitude",
    )


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6f}"
    text = str(value or "")
    return safe_cell(text)


def _asked(request: HttpRequest) -> ListFilter:
    show = request.GET.get("toon", "")
    return ListFilter(
        typed=" ".join(request.GET.get("zoek", "").split())[:120],
        show=show if show in _SHOWS else "",
        sector=request.GET.get("branche", "")[:16],
    )


def _map(member: ParkMember, rows: Sequence[tuple[int, EstablishmentView]]) -> MapView | None:
    boundary = boundary_of(member.person, member.park.id)
    spots = [
        Spot(
            view.form.name or view.form.address,
            point(view.form.longitude, view.form.latitude),
            Pin.EMPTY if view.form.is_vacant else Pin.PLACE,
            number,
        )
        for number, view in rows
        if view.form.latitude is not None and view.form.longitude is not None
    ]
    if not spots:
        return None
    legend = [(Pin.PLACE, _("Company")), (Pin.EMPTY, _("Empty building"))]
    outline = boundary.geometry if boundary else None
    return MapView("kaart", _("Map of the companies in the table"), spots, outline, legend)
