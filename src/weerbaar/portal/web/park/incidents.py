"""What happened on the area: the list with totals and map, one report and what is done with it, and whom companies call."""

import csv
import uuid
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.incidents.contact_selectors import contacts_of
from weerbaar.portal.incidents.errors import ContactFault, ContactRefused, IncidentRefused, NoSuchIncident
from weerbaar.portal.incidents.policies import may_handle
from weerbaar.portal.incidents.read_routing import load_routing
from weerbaar.portal.incidents.selectors import IncidentView, incident_of, incident_totals, incidents_of, photo_of
from weerbaar.portal.incidents.services.handle_incident import close_incident, take_incident
from weerbaar.portal.incidents.services.write_contact import ContactForm, remove_contact, write_contact
from weerbaar.portal.incidents.words import IncidentState
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.area_selectors import boundary_of
from weerbaar.portal.web.components.csv_cells import safe_cell
from weerbaar.portal.web.components.maps import MapView, Pin, Spot, point, states_legend
from weerbaar.portal.web.entrepreneur.incident_form import photo_answer
from weerbaar.portal.web.entrepreneur.incident_words import damage_words, incident_fault, state_mark, taker_name
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

_YEAR = timedelta(days=365)
_PINS = {IncidentState.NEW: Pin.OPEN, IncidentState.TAKEN_UP: Pin.BUSY, IncidentState.CLOSED: Pin.SOLVED}


@require_safe
@park_page
def park_incidents(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The reports that this person sees, and totals of a year; `aspect` and `maand` in the address choose."""
    language, today = language_of_page().value, timezone.localdate()
    sight, every = incidents_of(member.person, member.park.id)
    aspect, month = request.GET.get("aspect", ""), request.GET.get("maand", "")
    chosen = [
        item
        for item in every
        if (not aspect or item.aspect == aspect) and (not month or f"{item.happened_on:%Y-%m}" == month)
    ]
    spots = {item.id: number for number, item in enumerate(_placed(chosen), 1)}
    totals = incident_totals(member.park.id, today - _YEAR, today)
    aspects = load_safety().aspects
    context: dict[str, Any] = {
        "totals": totals,
        "by_kind": [(kind_name(kind, language), number) for kind, number in totals.by_kind.items()],
        "by_aspect": [(aspects[key].name[language], number) for key, number in totals.by_aspect.items()],
        "by_month": [(_first_of(key), number) for key, number in totals.by_month.items()],
        "by_street": list(totals.by_street.items())[:10],
        "sees_reports": may_handle(sight),
        "rows": [
            (item, kind_name(item.kind, language), spots.get(item.id), *state_mark(item.state)) for item in chosen
        ],
        "number": len(every),
        "aspects": [(key, aspects[key].name[language]) for key in aspects if any(i.aspect == key for i in every)],
        "months": sorted({f"{item.happened_on:%Y-%m}" for item in every}, reverse=True)[:24],
        "aspect": aspect,
        "month": month,
        "map": _map(member, chosen, language),
    }
    return render(request, "park/incidents.html", context)


@require_safe
@park_page
def park_incidents_csv(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The same reports as a table for a spreadsheet."""
    _sight, every = incidents_of(member.person, member.park.id)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meldingen.csv"'
    table = csv.writer(response)
    table.writerow(["kind", "aspect", "happened_on", "street", "state", "taken_up_by", "done", "damage", "police_told"])
    for item in every:
        told = "" if item.police_told is None else "yes" if item.police_told else "no"
        cells = [
            item.kind,
            item.aspect,
            item.happened_on.isoformat(),
            item.street,
            item.state.value,
            item.taken_up_by,
            item.done,
            item.damage.value if item.damage else "",
            told,
        ]
        table.writerow([safe_cell(cell) for cell in cells])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def park_incident(request: HttpRequest, member: ParkMember, incident_id: uuid.UUID) -> HttpResponse:
    """One report: take it up, or close it with what was done."""
    fault, status = "", 200
    try:
        if request.method == "POST" and request.POST.get("doe") == "neem":
            take_incident(member.park.id, incident_id, actor=member.person)
        elif request.method == "POST":
            close_incident(member.park.id, incident_id, request.POST.get("done", ""), actor=member.person)
    except NoSuchIncident as error:
        raise Http404 from error
    except IncidentRefused as refused:
        fault, status = incident_fault(refused.fault), 422
    if request.method == "POST" and not fault:
        return redirect("park-incident", park_id=member.park.id, incident_id=incident_id)
    try:
        item = incident_of(member.person, member.park.id, incident_id)
    except NoSuchIncident as error:
        raise Http404 from error
    language = language_of_page().value
    context = {
        "item": item,
        "name": kind_name(item.kind, language),
        "aspect": load_safety().aspects[item.aspect].name[language],
        "state": state_mark(item.state),
        "taker": taker_name(item.taken_up_by),
        "damage": damage_words()[item.damage] if item.damage else "",
        "done": request.POST.get("done", ""),
        "fault": fault,
    }
    return render(request, "park/incident.html", context, status=status)


@require_safe
@park_page
def park_incident_photo(request: HttpRequest, member: ParkMember, incident_id: uuid.UUID) -> HttpResponse:
    """The picture of a report."""
    try:
        return photo_answer(photo_of(member.person, member.park.id, incident_id))
    except NoSuchIncident as error:
        raise Http404 from error


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def park_contacts(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Whom the companies of the area call; who runs the area fills it in."""
    errors: dict[str, list[str]] = {}
    contact = request.POST.get("contact", "")
    if request.method == "POST" and "weg" in request.POST:
        remove_contact(member.park.id, contact, actor=member.person)
        return redirect("park-incident-contacts", park_id=member.park.id)
    if request.method == "POST":
        form = ContactForm(request.POST.get("phone", ""), _day(request.POST.get("checked_on", "")))
        try:
            write_contact(member.park.id, contact, form, actor=member.person)
            return redirect("park-incident-contacts", park_id=member.park.id)
        except ContactRefused as refused:
            field = {ContactFault.NO_SUCH_CONTACT: "contact", ContactFault.NO_PHONE: "phone"}
            errors = {field.get(refused.fault, "checked_on"): [_contact_fault(refused.fault)]}
    language = language_of_page().value
    contacts = contacts_of(member.person, member.park.id)
    context = {
        "contacts": [(item, item.name[language], item.use[language]) for item in contacts],
        "options": [(item.id, item.name[language]) for item in contacts],
        "typed": request.POST,
        "today": timezone.localdate(),
        "errors": errors,
    }
    return render(request, "park/incident_contacts.html", context, status=422 if errors else 200)


def kind_name(kind: str, language: str) -> str:
    """What a kind of incident is called."""
    known = load_routing().kinds.get(kind)
    return known.name[language] if known else kind


def _map(member: ParkMember, items: list[IncidentView], language: str) -> MapView | None:
    placed, boundary = _placed(items), boundary_of(member.person, member.park.id)
    if not placed:
        return None
    spots = [
        Spot(
            f"{kind_name(item.kind, language)}, {item.street}",
            point(item.longitude or 0.0, item.latitude or 0.0),
            _PINS[item.state],
            number=number,
            href=f"{item.id}/",
        )
        for number, item in enumerate(placed, 1)
    ]
    outline = boundary.geometry if boundary else None
    return MapView("kaart", _("Map of what happened"), spots, outline=outline, legend=states_legend())


def _placed(items: list[IncidentView]) -> list[IncidentView]:
    return [item for item in items if item.latitude is not None and item.longitude is not None]


def _first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None


def _contact_fault(fault: ContactFault) -> str:
    return {
        ContactFault.NO_SUCH_CONTACT: _("Choose whom it is about."),
        ContactFault.NO_PHONE: _("Fill in a phone number, with digits and spaces."),
        ContactFault.NO_DAY: _("Fill in on which day you called this number."),
        ContactFault.DAY_AHEAD: _("That day is still to come. Call first."),
    }[fault]
