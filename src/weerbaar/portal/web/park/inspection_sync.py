"""What a phone sends of a walk-round, and asks. Everything may be sent any number of times; JSON both ways.

The protocol stands in `docs/recipes/inspection-sync.md`.
"""

import json
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.core.actors import Person
from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.errors import (
    NoSuchInspection,
    NoSuchPoint,
    PhotoFault,
    PhotoRefused,
    PointRefused,
    RoundRefused,
)
from weerbaar.portal.inspections.selectors import Wanted, points_of
from weerbaar.portal.inspections.services.keep_photo import MOST_BYTES, keep_photo
from weerbaar.portal.inspections.services.put_point import Fate, Receipt, put_point
from weerbaar.portal.inspections.sync_selectors import StoredPoint, held_of, stored_point
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.web.entrepreneur.member_page import person_of
from weerbaar.portal.web.park.inspection_reading import NotReadable, read_put
from weerbaar.portal.web.park.inspection_words import photo_fault, point_fault, round_fault
from weerbaar.portal.web.public.visitors import language_of_page

_PHOTO_STATUS = {PhotoFault.OTHER_HASH: 422, PhotoFault.TOO_LARGE: 413}


def sync_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view the person; what a program cannot follow (a sign-in, a page) becomes a status with a sentence."""

    @wraps(view)
    def guarded(request: HttpRequest, park_id: uuid.UUID, **names: Any) -> HttpResponse:
        person = person_of(request)
        if person is None:
            return _refused(401, "sign-in", _("Sign in again. What you saw stays on this phone."))
        try:
            response = view(request, person, park_id, **names)
        except (NoSuchPark, NoSuchInspection, NoSuchPoint):
            return _refused(404, "not-found", _("We do not know this area, or you have no seat there."))
        except ParkNotAllowed:
            return _refused(403, "not-allowed", _("Your role does not allow this."))
        response["Cache-Control"] = "private, no-store"
        return response

    return guarded


@require_http_methods(["PUT"])
@sync_door
def sync_photo(request: HttpRequest, person: Person, park_id: uuid.UUID, sha256: str) -> HttpResponse:
    """Keep a photo. 201 the first time, 200 again."""
    try:
        counted, is_new = keep_photo(park_id, request.read(MOST_BYTES + 1), actor=person, sha256=sha256)
    except UnreadablePostError:  # the network went away half-way
        return _refused(400, "not-readable", photo_fault(PhotoFault.OTHER_HASH))
    except PhotoRefused as error:
        return _refused(_PHOTO_STATUS.get(error.fault, 415), error.fault.value, photo_fault(error.fault))
    return JsonResponse({"sha256": counted}, status=201 if is_new else 200)


@require_http_methods(["PUT"])
@sync_door
def sync_point(request: HttpRequest, person: Person, park_id: uuid.UUID, point_id: uuid.UUID) -> HttpResponse:
    """Keep a point. 201 the first time, 200 when it is kept, 409 with the point as it stands when somebody was earlier."""
    try:
        asked = read_put(json.loads(request.body))
    except (ValueError, NotReadable, UnreadablePostError) as error:
        field = error.field if isinstance(error, NotReadable) else ""
        return _refused(400, "not-readable", _("This message is not as we expect it."), field)
    try:
        receipt = put_point(
            park_id,
            point_id,
            asked.form,
            asked.walk,
            actor=person,
            revision=asked.revision,
            base_revision=asked.base_revision,
        )
    except PointRefused as error:
        return _refused(422, error.fault.value, point_fault(error.fault), error.field)
    except RoundRefused as error:
        return _refused(422, error.fault.value, round_fault(error.fault), "inspection")
    told = _told(receipt)
    if receipt.fate is Fate.ASIDE:
        told["point"] = _as_sent(stored_point(person, park_id, point_id))
        return JsonResponse(told, status=409)
    return JsonResponse(told, status=201 if receipt.fate is Fate.ADDED else 200)


@require_safe
@sync_door
def sync_state(request: HttpRequest, person: Person, park_id: uuid.UUID) -> HttpResponse:
    """What the server has of a round, and a fresh token for the header `X-CSRFToken`."""
    try:
        inspection_id = uuid.UUID(request.GET.get("inspection", ""))
    except ValueError:
        return _refused(400, "not-readable", _("This message is not as we expect it."), "inspection")
    held = held_of(person, park_id, inspection_id)
    return JsonResponse(
        {
            "inspection": {
                "id": str(inspection_id),
                "known": held.is_known,
                "closed_at": held.closed_at.isoformat() if held.closed_at else None,
            },
            "points": [
                {
                    "id": str(point.id),
                    "revision": point.revision,
                    "complete": not point.missing,
                    "missing": list(point.missing),
                }
                for point in held.points
            ],
            "photos": list(held.photos),
            "csrf": get_token(request),
        }
    )


@require_safe
@sync_door
def sync_content(request: HttpRequest, person: Person, park_id: uuid.UUID) -> HttpResponse:
    """Everything that a phone needs to walk without a network, in the language of the reader."""
    language = language_of_page().value
    known, safety = load_inspection(), load_safety()
    return JsonResponse(
        {
            "rounds": [
                {"id": kind.id.value, "name": kind.name[language], "when": kind.when[language]}
                for kind in known.rounds.values()
            ],
            "severities": [
                {"id": one.id, "name": one.name[language], "guide": one.guide[language], "days": one.deadline_days}
                for one in known.severities.values()
            ],
            "types": [
                {
                    "id": kind.id,
                    "name": kind.name[language],
                    "aspect": kind.aspect,
                    "aspect_name": safety.aspects[kind.aspect].name[language],
                    "rounds": [light.value for light in kind.rounds],
                    "owner_name": safety.parties[kind.owner][language],
                    "severity": kind.severity,
                    "record": [{"id": name, "name": known.record_fields[name][language]} for name in kind.record],
                    "photo": kind.photo[language],
                }
                for kind in known.types.values()
            ],
            "record_help": known.record_help[language],
            "before": [text[language] for text in known.before],
            "do_not_photograph": [text[language] for text in known.do_not_photograph],
            "suspicion": known.suspicion[language],
            "open_points": [
                {
                    "id": str(point.id),
                    "type": point.type,
                    "text": point.text,
                    "place_text": point.place_text,
                    "lat": point.latitude,
                    "lon": point.longitude,
                    "state": point.state.value,
                    "due_on": point.due_on.isoformat(),
                }
                for point in points_of(person, park_id, Wanted(is_open=True))
            ],
        }
    )


def _told(receipt: Receipt) -> dict[str, Any]:
    return {
        "id": str(receipt.id),
        "revision": receipt.revision,
        "complete": receipt.complete,
        "missing": list(receipt.missing),
        "fate": receipt.fate.value,
    }


def _as_sent(stored: StoredPoint) -> dict[str, Any]:
    """The point as it stands, in the words in which phones send points."""
    row = stored.row
    place = None
    if row.latitude is not None and row.longitude is not None:
        place = {"lat": row.latitude, "lon": row.longitude, "accuracy_m": row.place_accuracy_m, "by": row.placed_by}
    return {
        "id": str(row.id),
        "type": row.type,
        "text": row.text,
        "place": place,
        "place_text": row.place_text,
        "record": row.record,
        "severity": row.severity,
        "seen_at": row.seen_at.isoformat(),
        "photos": list(stored.photos),
        "revision": row.revision,
    }


def _refused(status: int, fault: str, sentence: str, field: str = "") -> JsonResponse:
    return JsonResponse({"fault": fault, "field": field, "say": sentence}, status=status)
