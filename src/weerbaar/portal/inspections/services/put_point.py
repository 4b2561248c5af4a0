"""Takes in a point from a phone or a form, any number of times and in any order, so that nothing is ever lost."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.inspections.content import PointType, load_inspection
from weerbaar.portal.inspections.errors import NoSuchPoint, PointFault, PointRefused
from weerbaar.portal.inspections.events import InspectionEvent
from weerbaar.portal.inspections.find import area_for
from weerbaar.portal.inspections.models import Inspection, Photo, Point, PointEdit, PointPhoto
from weerbaar.portal.inspections.point_form import PointForm, checked, digest_of
from weerbaar.portal.inspections.services.begin_inspection import CLOCK_SLACK, ensure_inspection
from weerbaar.portal.inspections.words import EditFate, Light, Moment


@dataclass(frozen=True, slots=True)
class Walk:
    """The round that a point was seen on, as the phone knows it: it may have begun without a network."""

    id: uuid.UUID
    light: Light
    started_at: datetime


class Fate(StrEnum):
    """What came of it. ASIDE: somebody else changed the point meanwhile; photos were added, the rest is kept in the history."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the server has of a point from now on. `missing` are the photos that it still waits for."""

    id: uuid.UUID
    revision: int
    fate: Fate
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every photo of it is here."""
        return not self.missing


def put_point(
    park_id: uuid.UUID,
    point_id: uuid.UUID,
    form: PointForm,
    walk: Walk,
    *,
    actor: Person,
    revision: int = 1,
    base_revision: int | None = None,
    now: datetime | None = None,
) -> Receipt:
    """Keep it. `base_revision` is the revision that this was written upon: without one, the number before `revision`.

    The same thing sent again changes nothing. Who wrote upon an older revision than we have changes nothing but adds photos, and
    what was written is kept in the history. A photo is never taken off a point here.

    Raises:
        NoSuchPark, NoSuchInspection, NoSuchPoint: no seat at this area, or an id that is used elsewhere.
        PointRefused, RoundRefused: something in it cannot be taken.
    """
    now = now or timezone.now()
    kind = checked(form)
    seen_at = form.seen_at or now
    if seen_at > now + CLOCK_SLACK:
        raise PointRefused(PointFault.IN_FUTURE, "seen_at")
    content = {**form.content(), "revision": revision, "base": base_revision}
    with transaction.atomic():
        area_for(actor, park_id, lock=True)
        inspection = ensure_inspection(park_id, walk.id, walk.light, walk.started_at, actor, now)
        point = Point.objects.select_related("inspection").filter(id=point_id).first()
        if point is None:
            point = _add(inspection, point_id, form, kind, seen_at, revision, actor, now)
            fate = Fate.ADDED
        elif point.inspection.park_id != park_id:
            raise NoSuchPoint
        else:
            fate = _change(point, form, kind, content, seen_at, actor)
        if fate is not Fate.SAME:
            _remember(point, content, fate, actor, now)
        _attach(point, form.photos)
        return receipt_of(point, fate)


def receipt_of(point: Point, fate: Fate) -> Receipt:
    """What we have of it."""
    missing = missing_photos([point.id], point.inspection.park_id).get(point.id, ())
    return Receipt(point.id, point.revision, fate, missing)


def missing_photos(point_ids: Sequence[uuid.UUID], park_id: uuid.UUID) -> Mapping[uuid.UUID, tuple[str, ...]]:
    """Of each point that waits for photos, which."""
    named = PointPhoto.objects.filter(point_id__in=point_ids).values_list("point_id", "sha256")
    here = set(
        Photo.objects.filter(park_id=park_id, sha256__in={sha for _, sha in named}).values_list("sha256", flat=True)
    )
    missing: dict[uuid.UUID, tuple[str, ...]] = {}
    for point_id, sha256 in named:
        if sha256 not in here:
            missing[point_id] = (*missing.get(point_id, ()), sha256)
    return missing


def _add(
    inspection: Inspection,
    point_id: uuid.UUID,
    form: PointForm,
    kind: PointType,
    seen_at: datetime,
    revision: int,
    actor: Person,
    now: datetime,
) -> Point:
    point = Point.objects.create(
        id=point_id,
        inspection=inspection,
        owner=kind.owner,
        received_at=now,
        added_by_id=actor.user_id,
        revision=revision,
        came_late=inspection.closed_at is not None and now >= inspection.closed_at,
        **_fields(form, kind, seen_at),
    )
    record_event(InspectionEvent.POINT_ADDED, actor=actor, subject_id=point.id, type=form.type)
    return point


def _change(
    point: Point,
    form: PointForm,
    kind: PointType,
    content: Mapping[str, Any],
    seen_at: datetime,
    actor: Person,
) -> Fate:
    """What this does to a point that is here already."""
    revision, base_revision = content["revision"], content["base"]
    earlier = point.edits.filter(digest=digest_of(content)).first()
    if earlier is not None:
        return Fate.ASIDE if earlier.fate == EditFate.ASIDE.value else Fate.SAME
    fields = _fields(form, kind, seen_at if form.seen_at else point.seen_at)
    is_same = all(getattr(point, name) == value for name, value in fields.items())
    if is_same and set(form.photos) <= set(point.photos.values_list("sha256", flat=True)):
        return Fate.SAME
    # More photos and nothing else: no two people can be at odds over those.
    if not is_same and (revision - 1 if base_revision is None else base_revision) < point.revision:
        record_event(InspectionEvent.POINT_SET_ASIDE, actor=actor, subject_id=point.id)
        return Fate.ASIDE
    point.revision = max(point.revision + 1, revision)
    if kind.id != point.type and not point.steps.exists():
        fields["owner"] = kind.owner  # another thing is another party's, until a person has said whose it is
    for name, value in fields.items():
        setattr(point, name, value)
    point.save(update_fields=["revision", *fields])
    record_event(InspectionEvent.POINT_CHANGED, actor=actor, subject_id=point.id)
    return Fate.CHANGED


def _fields(form: PointForm, kind: PointType, seen_at: datetime) -> dict[str, Any]:
    severity = load_inspection().severities[form.severity or kind.severity]
    place = form.place
    return {
        "type": kind.id,
        "aspect": kind.aspect,
        "severity": severity.id,
        "text": form.text.strip(),
        "place_text": form.place_text.strip(),
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "place_accuracy_m": place.accuracy_m if place else None,
        "placed_by": place.by.value if place else "",
        "record": {name: value.strip() for name, value in form.record.items() if value.strip()},
        "seen_at": seen_at,
        "due_on": timezone.localdate(seen_at) + timedelta(days=severity.deadline_days),
    }


def _remember(point: Point, content: dict[str, Any], fate: Fate, actor: Person, now: datetime) -> None:
    kept = EditFate.ASIDE if fate is Fate.ASIDE else EditFate.TAKEN
    PointEdit.objects.get_or_create(
        point=point,
        digest=digest_of(content),
        defaults={
            "at": now,
            "by_id": actor.user_id,
            "revision": point.revision,
            "fate": kept.value,
            "content": content,
        },
    )


def _attach(point: Point, photos: Sequence[str]) -> None:
    """Add those that are not there; none is taken away."""
    here = set(point.photos.values_list("sha256", flat=True))
    for place, sha256 in enumerate(dict.fromkeys(photos), start=len(here)):
        if sha256 not in here:
            PointPhoto.objects.create(point=point, sha256=sha256, moment=Moment.SEEN.value, place=place)
