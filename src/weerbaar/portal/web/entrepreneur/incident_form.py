"""The form of a report: for the area, or for the company alone; one's own reports, and one of them."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.incidents.errors import IncidentRefused, NoSuchIncident
from weerbaar.portal.incidents.own_selectors import (
    OwnIncident,
    outline_of,
    own_incident,
    own_incidents,
    own_photo,
    own_security_incidents,
    parties_at,
)
from weerbaar.portal.incidents.read_routing import IncidentKind, KeptBy, load_routing
from weerbaar.portal.incidents.services.report_incident import (
    IncidentForm,
    Photo,
    correct_incident,
    erase_security_incident,
    note_security_incident,
    report_incident,
    withdraw_incident,
)
from weerbaar.portal.incidents.words import Damage
from weerbaar.portal.parks.selectors import ParkCard, parks_of_company
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.web.components.maps import MapView
from weerbaar.portal.web.entrepreneur.incident_words import (
    damage_words,
    incident_fault,
    state_mark,
    taker_name,
    who_sees,
)
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.letters.incident_news import tell_area
from weerbaar.portal.web.public.visitors import language_of_page

_TEXTS = ("happened_on", "street", "damage", "lesson", "park", "latitude", "longitude")
_TICKS = ("police_told", "says_who", "nobody_in_it")
MEDIA = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def incident_new(request: HttpRequest, member: Member, incident_kind: str) -> HttpResponse:
    """Fill it in. A kind that nobody keeps has no such page."""
    kind = load_routing().kinds.get(incident_kind)
    if kind is None or kind.kept_by is KeptBy.NOTHING:
        raise Http404
    if request.method != "POST":
        return _fill_in(request, member, kind, {"happened_on": timezone.localdate().isoformat()})
    organisation_id, person = member.organisation.id, member.person
    try:
        if kind.kept_by is KeptBy.COMPANY:
            note_security_incident(organisation_id, kind.id, _read(request), actor=person)
            return redirect("incident-own", organisation_id=organisation_id)
        made = report_incident(organisation_id, _park(request, member), kind.id, _read(request), actor=person)
    except IncidentRefused as refused:
        errors = {refused.field or "happened_on": [incident_fault(refused.fault)]}
        return _fill_in(request, member, kind, request.POST.dict(), errors, status=422)
    tell_area(made)
    return redirect("incident-own-one", organisation_id=organisation_id, incident_id=made)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def incident_own(request: HttpRequest, member: Member) -> HttpResponse:
    """What the company reported, and what it keeps for itself alone."""
    if request.method == "POST":
        try:
            wanted = uuid.UUID(request.POST.get("incident", ""))
            erase_security_incident(member.organisation.id, wanted, actor=member.person)
        except (ValueError, NoSuchIncident) as error:
            raise Http404 from error
        return redirect("incident-own", organisation_id=member.organisation.id)
    reports = own_incidents(member.organisation, timezone.now())
    context = {
        "reports": [(item, _kind_name(item.kind), *state_mark(item.state)) for item in reports],
        "notes": [
            (item, _kind_name(item.kind), damage_words()[item.damage])
            for item in own_security_incidents(member.organisation)
        ],
    }
    return render(request, "entrepreneur/incident_own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def incident_own_one(request: HttpRequest, member: Member, incident_id: uuid.UUID) -> HttpResponse:
    """One report: how it stands, correct it, withdraw it within the hour."""
    organisation_id = member.organisation.id
    try:
        item = own_incident(member.organisation, incident_id, timezone.now())
        if request.method == "POST" and request.POST.get("doe") == "terug":
            withdraw_incident(organisation_id, incident_id, actor=member.person)
            return redirect("incident-own", organisation_id=organisation_id)
        if request.method == "POST":
            correct_incident(organisation_id, incident_id, _read(request), actor=member.person)
            return redirect("incident-own-one", organisation_id=organisation_id, incident_id=incident_id)
    except NoSuchIncident as error:
        raise Http404 from error
    except IncidentRefused as refused:
        errors = {refused.field or "withdraw": [incident_fault(refused.fault)]}
        return _one(request, member, item, request.POST.dict(), errors, status=422)
    return _one(request, member, item, _typed(item))


@require_safe
@member_page
def incident_photo(request: HttpRequest, member: Member, incident_id: uuid.UUID) -> HttpResponse:
    """The picture of one's own report."""
    return photo_answer(own_photo(member.organisation, incident_id))


def photo_answer(photo: tuple[bytes, str] | None) -> HttpResponse:
    """A picture that we wrote ourselves, as a picture and as nothing else.

    Raises:
        Http404: there is none.
    """
    if photo is None:
        raise Http404
    response = HttpResponse(photo[0], content_type=MEDIA[photo[1]])
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _read(request: HttpRequest) -> IncidentForm:
    posted, file = request.POST, request.FILES.get("photo")
    photo = Photo(file.read(), file.size or 0, "nobody_in_it" in posted) if file else None
    latitude, longitude = _number(posted.get("latitude", ""), 90), _number(posted.get("longitude", ""), 180)
    is_placed = latitude is not None and longitude is not None
    damage = posted.get("damage", "")
    return IncidentForm(
        happened_on=_day(posted.get("happened_on", "")),
        damage=Damage(damage) if damage in set(Damage) else None,
        police_told="police_told" in posted,
        lesson=posted.get("lesson", ""),
        street=posted.get("street", ""),
        says_who="says_who" in posted,
        photo=photo,
        latitude=latitude if is_placed else None,
        longitude=longitude if is_placed else None,
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None


def _number(typed: str, most: int) -> float | None:
    try:
        value = float(typed)
    except ValueError:
        return None
    return value if -most <= value <= most else None


def _park(request: HttpRequest, member: Member) -> uuid.UUID | None:
    """The one that was chosen; the only one when there is no choice."""
    joined = [card.id for card in parks_of_company(member.organisation)]
    if len(joined) == 1:
        return joined[0]
    try:
        return uuid.UUID(request.POST.get("park", ""))
    except ValueError:
        return None


def _kind_name(kind: str) -> str:
    known = load_routing().kinds.get(kind)
    return known.name[language_of_page().value] if known else kind


def _fill_in(
    request: HttpRequest,
    member: Member,
    kind: IncidentKind,
    typed: dict[str, Any],
    errors: dict[str, list[str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    joined = parks_of_company(member.organisation)
    is_of_area = kind.kept_by is KeptBy.AREA
    context = {
        **_fields(typed, errors),
        "kind": kind,
        "name": _kind_name(kind.id),
        "is_of_area": is_of_area,
        "parks": [(str(card.id), card.name) for card in joined],
        "map": _map(member, joined[0].id) if is_of_area and len(joined) == 1 else None,
        "can_send": member.organisation.can_work and (not is_of_area or bool(joined)),
        "stores": load_routing().stores[language_of_page().value],
        "seen_by": who_sees(kind, _seated(joined)),
        "exit_url": settings.QUICK_EXIT_URL,
    }
    return render(request, "entrepreneur/incident_new.html", context, status=status)


def _one(
    request: HttpRequest,
    member: Member,
    item: OwnIncident,
    typed: dict[str, Any],
    errors: dict[str, list[str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    kind = load_routing().kinds[item.kind]
    context = {
        **_fields(typed, errors),
        "item": item,
        "name": _kind_name(item.kind),
        "state": state_mark(item.state),
        "taker": taker_name(item.taken_up_by),
        "is_of_area": True,
        "map": _map(member, item.park_id),
        "can_change": member.organisation.can_work and item.can_correct,
        "seen_by": who_sees(kind, parties_at(item.park_id), item.says_who),
    }
    return render(request, "entrepreneur/incident_own_one.html", context, status=status)


def _fields(typed: dict[str, Any], errors: dict[str, list[str]] | None) -> dict[str, Any]:
    return {
        "typed": {name: typed.get(name, "") for name in _TEXTS} | {name: bool(typed.get(name)) for name in _TICKS},
        "damages": [(word.value, text) for word, text in damage_words().items()],
        "today": timezone.localdate(),
        "errors": errors or {},
    }


def _typed(item: OwnIncident) -> dict[str, Any]:
    return {
        "happened_on": item.happened_on.isoformat(),
        "street": item.street,
        "damage": item.damage.value,
        "lesson": item.lesson,
        "police_told": item.police_told,
        "says_who": item.says_who,
    }


def _map(member: Member, park_id: uuid.UUID) -> MapView | None:
    """To point the place out on; only where the area has an outline, else the map would begin with the whole country."""
    outline = outline_of(member.organisation, park_id)
    label = _("Map to choose the place on")
    return MapView("kies", label, outline=outline, pick=("latitude", "longitude")) if outline else None


def _seated(joined: Sequence[ParkCard]) -> frozenset[PartnerKind]:
    return parties_at(joined[0].id) if joined else frozenset()
