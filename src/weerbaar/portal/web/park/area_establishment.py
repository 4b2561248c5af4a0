"""One establishment: add it, change it, take it off the list."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weerbaar.portal.parks.area_selectors import EstablishmentView, boundary_of, establishment_of
from weerbaar.portal.parks.errors import EntryRefused, NoSuchEntry
from weerbaar.portal.parks.establishment_form import EstablishmentForm
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.parks.services.keep_establishment import (
    add_establishment,
    change_establishment,
    remove_establishment,
)
from weerbaar.portal.web.components.maps import MapView, Pin
from weerbaar.portal.web.entrepreneur.texts import sector_words
from weerbaar.portal.web.park.area_numbers import degrees
from weerbaar.portal.web.park.area_words import entry_faults
from weerbaar.portal.web.park.park_page import ParkMember, park_page


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def area_establishment_new(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Add an address to the list."""
    assert_may_run(member.person, member.park.id)
    if request.method != "POST":
        return _page(request, member, EstablishmentForm(), {})
    form = _posted(request)
    try:
        add_establishment(member.park.id, form, actor=member.person)
    except EntryRefused as refused:
        return _page(request, member, form, entry_faults(refused.faults), status=422)
    return redirect("area-list", park_id=member.park.id)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def area_establishment(request: HttpRequest, member: ParkMember, establishment_id: uuid.UUID) -> HttpResponse:
    """Change one, or take it off the list: `doe` says which."""
    assert_may_run(member.person, member.park.id)
    view = establishment_of(member.person, member.park.id, establishment_id)
    if view is None:
        raise Http404
    if request.method != "POST":
        return _page(request, member, view.form, {}, view)
    form = _posted(request)
    try:
        if request.POST.get("doe") == "weg":
            remove_establishment(member.park.id, view.id, actor=member.person)
        else:
            change_establishment(member.park.id, view.id, form, actor=member.person)
    except NoSuchEntry as error:
        raise Http404 from error
    except EntryRefused as refused:
        return _page(request, member, form, entry_faults(refused.faults), view, 422)
    return redirect("area-list", park_id=member.park.id)


def _posted(request: HttpRequest) -> EstablishmentForm:
    text = {name: " ".join(request.POST.get(name, "").split()) for name in ("name", "address", "sector")}
    return EstablishmentForm(
        name=text["name"],
        establishment_number=request.POST.get("establishment_number", "").replace(" ", ""),
        address=text["address"],
        sector=text["sector"],
        association_member="association_member" in request.POST,
        is_vacant="is_vacant" in request.POST,
        latitude=degrees(request.POST.get("latitude", "")),
        longitude=degrees(request.POST.get("longitude", "")),
    )


def _page(
    request: HttpRequest,
    member: ParkMember,
    form: EstablishmentForm,
    errors: dict[str, list[str]],
    view: EstablishmentView | None = None,
    status: int = 200,
) -> HttpResponse:
    boundary = boundary_of(member.person, member.park.id)
    words = sorted(((str(word), text) for word, text in sector_words().items()), key=lambda pair: pair[1])
    context = {
        "form": form,
        "view": view,
        "errors": errors,
        "sectors": words,
        "latitude": request.POST.get("latitude", _text(form.latitude)),
        "longitude": request.POST.get("longitude", _text(form.longitude)),
        "map": MapView(
            "kaart",
            _("Map to choose the place on"),
            outline=boundary.geometry if boundary else None,
            legend=[(Pin.OPEN, _("The place"))],
            pick=("latitude", "longitude"),
        ),
    }
    return render(request, "park/area_establishment.html", context, status=status)


def _text(number: float | None) -> str:
    return "" if number is None else f"{number:.6f}"
