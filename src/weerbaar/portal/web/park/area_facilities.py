"""What an area has together: cameras, fences, defibrillators and the like. Where, and who keeps it; never an image."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weerbaar.portal.parks.area_selectors import FacilityView, boundary_of, facilities_of
from weerbaar.portal.parks.errors import EntryRefused, NoSuchEntry
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.parks.services.keep_facility import FacilityForm, add_facility, change_facility, remove_facility
from weerbaar.portal.parks.words import FacilityKind
from weerbaar.portal.web.components.maps import MapView, Pin
from weerbaar.portal.web.park.area import area_map, numbered
from weerbaar.portal.web.park.area_numbers import degrees
from weerbaar.portal.web.park.area_words import entry_faults, facility_words
from weerbaar.portal.web.park.park_page import ParkMember, park_page

_FIELDS = ("kind", "place", "keeper", "contact_function", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class _Typed:
    """The form as it was filled in."""

    text: dict[str, str]
    errors: dict[str, list[str]]


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def area_facilities(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """All of them, and a form for one more."""
    if request.method != "POST":
        return _list(request, member, _Typed(dict.fromkeys(_FIELDS, ""), {}))
    assert_may_run(member.person, member.park.id)
    typed = _posted(request)
    try:
        add_facility(member.park.id, _form(typed), actor=member.person)
    except EntryRefused as refused:
        return _list(request, member, _Typed(typed, entry_faults(refused.faults)), 422)
    return redirect("area-facilities", park_id=member.park.id)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def area_facility(request: HttpRequest, member: ParkMember, facility_id: uuid.UUID) -> HttpResponse:
    """Change one, or remove it: `doe` says which."""
    assert_may_run(member.person, member.park.id)
    view = next((one for one in facilities_of(member.person, member.park.id) if one.id == facility_id), None)
    if view is None:
        raise Http404
    if request.method != "POST":
        return _one(request, member, _Typed(_text(view), {}))
    typed = _posted(request)
    try:
        if request.POST.get("doe") == "weg":
            remove_facility(member.park.id, view.id, actor=member.person)
        else:
            change_facility(member.park.id, view.id, _form(typed), actor=member.person)
    except NoSuchEntry as error:
        raise Http404 from error
    except EntryRefused as refused:
        return _one(request, member, _Typed(typed, entry_faults(refused.faults)), 422)
    return redirect("area-facilities", park_id=member.park.id)


def _posted(request: HttpRequest) -> dict[str, str]:
    return {name: " ".join(request.POST.get(name, "").split()) for name in _FIELDS}


def _form(typed: dict[str, str]) -> FacilityForm:
    kind = typed["kind"] if typed["kind"] in set(FacilityKind) else FacilityKind.OTHER
    latitude, longitude = degrees(typed["latitude"]), degrees(typed["longitude"])
    return FacilityForm(
        FacilityKind(kind), typed["place"], typed["keeper"], typed["contact_function"], latitude, longitude
    )


def _text(view: FacilityView) -> dict[str, str]:
    place = {
        name: "" if number is None else f"{number:.6f}"
        for name, number in (("latitude", view.latitude), ("longitude", view.longitude))
    }
    return {
        "kind": view.kind.value,
        "place": view.place,
        "keeper": view.keeper,
        "contact_function": view.contact_function,
        **place,
    }


def _list(request: HttpRequest, member: ParkMember, typed: _Typed, status: int = 200) -> HttpResponse:
    facilities, words = facilities_of(member.person, member.park.id), facility_words()
    context = {
        **_shared(member, typed),
        "facilities": [(number, view, words[view.kind]) for number, view in numbered(facilities)],
        "overview": area_map(boundary_of(member.person, member.park.id), facilities) if facilities else None,
    }
    return render(request, "park/area_facilities.html", context, status=status)


def _one(request: HttpRequest, member: ParkMember, typed: _Typed, status: int = 200) -> HttpResponse:
    return render(request, "park/area_facility.html", _shared(member, typed), status=status)


def _shared(member: ParkMember, typed: _Typed) -> dict[str, object]:
    boundary = boundary_of(member.person, member.park.id)
    outline = boundary.geometry if boundary else None
    legend = [(Pin.OPEN, _("The place"))]
    return {
        "text": typed.text,
        "errors": typed.errors,
        "kinds": [(kind.value, text) for kind, text in facility_words().items()],
        "map": MapView(
            "kies", _("Map to choose the place on"), outline=outline, legend=legend, pick=("latitude", "longitude")
        ),
    }
