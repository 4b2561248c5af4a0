"""The outline of an area: draw it, type its corners, or take it from a file; and take the newest back."""

import contextlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.portal.core.geo.shapes import BadShape
from weerbaar.portal.parks.area_selectors import boundary_of
from weerbaar.portal.parks.boundary_file import MOST_BYTES, corners_text, read_boundary, read_corners
from weerbaar.portal.parks.errors import BoundaryFault, BoundaryRefused, NothingToUndo
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.parks.services.set_boundary import set_boundary, undo_boundary
from weerbaar.portal.web.components.maps import MapView
from weerbaar.portal.web.park.area_words import boundary_fault, file_shape_fault, shape_fault
from weerbaar.portal.web.park.park_page import ParkMember, park_page


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def area_boundary(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The outline as a list of corners that the map writes along with, or a file."""
    assert_may_run(member.person, member.park.id)
    if request.method != "POST":
        return _page(request, member, {})
    try:
        if "bestand" in request.POST:
            _from_file(request, member)
        else:
            shape = read_corners(request.POST.get("corners", ""))
            set_boundary(member.park.id, shape, actor=member.person)
    except BoundaryRefused as refused:
        return _page(request, member, {"file": [boundary_fault(refused.fault)]}, 422)
    except BadShape as bad:
        if "bestand" in request.POST:
            return _page(request, member, {"file": [file_shape_fault(bad)]}, 422)
        return _page(request, member, {"corners": [shape_fault(bad)]}, 422)
    return redirect("area", park_id=member.park.id)


@require_POST
@park_page
def area_boundary_undo(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The outline before holds again."""
    with contextlib.suppress(NothingToUndo):
        undo_boundary(member.park.id, actor=member.person)
    return redirect("area", park_id=member.park.id)


def _from_file(request: HttpRequest, member: ParkMember) -> None:
    file = request.FILES.get("file")
    if file is None:
        raise BoundaryRefused(BoundaryFault.NO_OUTLINE)
    if (file.size or 0) > MOST_BYTES:
        raise BoundaryRefused(BoundaryFault.TOO_LARGE)
    shape, source = read_boundary(file.read(), file.name or "")
    set_boundary(member.park.id, shape, source, actor=member.person)


def _page(request: HttpRequest, member: ParkMember, errors: dict[str, list[str]], status: int = 200) -> HttpResponse:
    boundary = boundary_of(member.person, member.park.id)
    there = corners_text(boundary.geometry) if boundary else ""
    # An outline of several rings cannot be a list of corners: it is shown below what is drawn anew.
    behind = boundary.geometry if boundary and not there else None
    context = {
        "boundary": boundary,
        "corners": request.POST.get("corners", there),
        "is_complex": behind is not None,
        "map": MapView("kaart", _("Map to draw the outline on"), outline=behind, draws="corners"),
        "errors": errors,
    }
    return render(request, "park/area_boundary.html", context, status=status)
