"""One point: what was seen, what its owner says, and what can be done; a new one without a phone; its photos."""

import uuid
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.errors import (
    NoSuchInspection,
    NoSuchPhoto,
    NoSuchPoint,
    PhotoRefused,
    PointFault,
    PointNotNow,
    PointRefused,
)
from weerbaar.portal.inspections.open311.selectors import report_of
from weerbaar.portal.inspections.point_form import Place, PointForm
from weerbaar.portal.inspections.point_states import PointVerb
from weerbaar.portal.inspections.selectors import PointView, Wanted, history_of, photo_of, point_of, points_of, round_of
from weerbaar.portal.inspections.services.keep_photo import erase_photo, keep_photo
from weerbaar.portal.inspections.services.move_point import give_point, move_point
from weerbaar.portal.inspections.services.put_point import Walk, put_point
from weerbaar.portal.inspections.words import Moment
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.area_selectors import boundary_of
from weerbaar.portal.web.components.maps import MapView
from weerbaar.portal.web.park.inspection_points import point_map, point_rows, point_spots
from weerbaar.portal.web.park.inspection_words import (
    photo_fault,
    point_fault,
    point_mark,
    point_name,
    step_words,
    verb_words,
)
from weerbaar.portal.web.park.kvo_words import parties_for_choice, party_name
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

_FIELDS = ("type", "text", "severity", "place_text", "latitude", "longitude")


@dataclass(frozen=True)
class TypedPoint:
    """What was filled in, as text."""

    text: dict[str, str]
    errors: dict[str, list[str]] = field(default_factory=dict)

    def read(self, photos: tuple[str, ...]) -> PointForm:
        """What it means.

        Raises:
            PointRefused: no kind was chosen, no place was told, or the place is none.
        """
        typed = self.text
        place = _place(typed["latitude"].replace(",", "."), typed["longitude"].replace(",", "."))
        if place is None and not typed["place_text"]:
            raise PointRefused(PointFault.NO_PLACE, "place_text")
        return PointForm(
            type=typed["type"],
            text=typed["text"],
            severity=typed["severity"],
            place=place,
            place_text=typed["place_text"],
            photos=photos,
        )


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def inspection_point(request: HttpRequest, member: ParkMember, point_id: uuid.UUID) -> HttpResponse:
    """One point, and the next step."""
    one = _point(member, point_id)
    if request.method != "POST":
        return _show(request, member, one, {})
    verb = request.POST.get("verb", "")
    if verb not in set(PointVerb):
        return redirect("inspection-point", park_id=member.park.id, point_id=point_id)
    try:
        if verb == PointVerb.GIVE.value:
            give_point(member.park.id, point_id, request.POST.get("owner", ""), actor=member.person)
        else:
            photos = (_uploaded(request, member) or ()) if PointVerb(verb) in one.verbs else ()
            text = request.POST.get("text", "")
            move_point(member.park.id, point_id, PointVerb(verb), text, photos=photos, actor=member.person)
    except PointRefused as error:
        return _show(request, member, one, {error.field: [point_fault(error.fault)]}, 422)
    except PhotoRefused as error:
        return _show(request, member, one, {"photo": [photo_fault(error.fault)]}, 422)
    except PointNotNow:
        pass
    return redirect("inspection-point", park_id=member.park.id, point_id=point_id)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def inspection_point_new(request: HttpRequest, member: ParkMember, inspection_id: uuid.UUID) -> HttpResponse:
    """A point by a form, for who walked with paper."""
    try:
        one = round_of(member.person, member.park.id, inspection_id)
    except NoSuchInspection as error:
        raise Http404 from error
    if request.method != "POST":
        return _form(request, member, inspection_id, TypedPoint(dict.fromkeys(_FIELDS, "")))
    typed = TypedPoint({name: request.POST.get(name, "").strip() for name in _FIELDS})
    walk = Walk(one.id, one.light, one.started_at)
    try:
        typed.read(())  # before a photo is kept for a point that cannot be
        form = typed.read(_uploaded(request, member) or ())
        put_point(member.park.id, uuid.uuid4(), form, walk, actor=member.person)
    except PointRefused as error:
        name = error.field if error.field in _FIELDS else "place_text"
        return _form(request, member, inspection_id, TypedPoint(typed.text, {name: [point_fault(error.fault)]}), 422)
    except PhotoRefused as error:
        return _form(request, member, inspection_id, TypedPoint(typed.text, {"photo": [photo_fault(error.fault)]}), 422)
    return redirect("inspection-round", park_id=member.park.id, inspection_id=inspection_id)


@require_safe
@park_page
def inspection_photo(request: HttpRequest, member: ParkMember, photo_id: uuid.UUID) -> HttpResponse:
    """A photo, for who has a seat here."""
    try:
        data, media_type = photo_of(member.person, member.park.id, photo_id)
    except NoSuchPhoto as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    return response


@require_POST
@park_page
def inspection_photo_erase(request: HttpRequest, member: ParkMember, photo_id: uuid.UUID) -> HttpResponse:
    """Erase a photo, such as one with a face, and go back to its point."""
    try:
        erase_photo(member.park.id, photo_id, actor=member.person)
        point_id = uuid.UUID(request.POST.get("point", ""))
    except NoSuchPhoto as error:
        raise Http404 from error
    except ValueError:
        return redirect("inspection-points", park_id=member.park.id)
    return redirect("inspection-point", park_id=member.park.id, point_id=point_id)


def _point(member: ParkMember, point_id: uuid.UUID) -> PointView:
    try:
        return point_of(member.person, member.park.id, point_id)
    except NoSuchPoint as error:
        raise Http404 from error


def _uploaded(request: HttpRequest, member: ParkMember) -> tuple[str, ...] | None:
    file = request.FILES.get("photo")
    if file is None:
        return None
    number, _is_new = keep_photo(member.park.id, file.read(), actor=member.person)
    return (number,)


def _place(latitude: str, longitude: str) -> Place | None:
    if not latitude and not longitude:
        return None
    try:
        return Place(float(latitude), float(longitude))
    except ValueError as error:
        raise PointRefused(PointFault.NOT_ON_EARTH, "latitude") from error


def _show(
    request: HttpRequest, member: ParkMember, one: PointView, errors: dict[str, list[str]], status: int = 200
) -> HttpResponse:
    language, known, words = language_of_page().value, load_inspection(), verb_words()
    context = {
        "point": one,
        "name": point_name(one, language),
        "aspect": load_safety().aspects[one.aspect].name[language],
        "owner": party_name(one.owner, language),
        "severity": known.severities[one.severity].name[language],
        "record": [(known.record_fields[name][language], value) for name, value in one.record.items()],
        "mark": point_mark(one),
        "seen": [photo for photo in one.photos if photo.moment is Moment.SEEN],
        "solved": [photo for photo in one.photos if photo.moment is Moment.SOLVED],
        "solved_by": party_name(one.solved_by_party, language) if one.solved_by_party else "",
        "verified_by": party_name(one.verified_by_party, language) if one.verified_by_party else "",
        "deeds": [(verb.value, *words[verb]) for verb in words if verb in one.verbs],
        "can_give": PointVerb.GIVE in one.verbs,
        "parties": [pair for pair in parties_for_choice(language) if pair[0] != one.owner],
        "history": [
            (step, step_words()[step.verb], _told(step.verb, step.text, language))
            for step in history_of(member.person, member.park.id, one.id)
        ],
        "report": report_of(member.person, member.park.id, one.id),
        "map": point_map(member, [one], language),
        "measure": known.types[one.type].measure,
        "text": request.POST.get("text", ""),
        "chosen": request.POST.get("verb", ""),
        "errors": errors,
    }
    return render(request, "park/inspection_point.html", context, status=status)


def _told(verb: str, text: str, language: str) -> str:
    """The text of a step; where a point was given to a party, its name."""
    return party_name(text, language) if verb == PointVerb.GIVE.value else text


def _form(
    request: HttpRequest, member: ParkMember, inspection_id: uuid.UUID, typed: TypedPoint, status: int = 200
) -> HttpResponse:
    language, known, safety = language_of_page().value, load_inspection(), load_safety()
    boundary = boundary_of(member.person, member.park.id)
    seen = points_of(member.person, member.park.id, Wanted(inspection_id=inspection_id))
    context = {
        "form": typed.text,
        "map": MapView(
            "kaart",
            _("Map of the area. Choose the place of the point."),
            point_spots(point_rows(seen, language, member.park.id)),
            boundary.geometry if boundary else None,
            pick=("latitude", "longitude"),
        ),
        "errors": typed.errors,
        "kinds": [
            (aspect.name[language], [(kind.id, kind.name[language]) for kind in kinds])
            for key, aspect in safety.aspects.items()
            if (kinds := [kind for kind in known.types.values() if kind.aspect == key])
        ],
        "severities": [(one.id, f"{one.name[language]}: {one.guide[language]}") for one in known.severities.values()],
    }
    return render(request, "park/inspection_point_new.html", context, status=status)
