"""What the server has, for a phone that wants to know what it still has to send."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from weerbaar.portal.core.actors import Person
from weerbaar.portal.inspections.find import area_for, point_in
from weerbaar.portal.inspections.models import Inspection, Photo, Point, PointPhoto
from weerbaar.portal.inspections.services.put_point import missing_photos


@dataclass(frozen=True, slots=True)
class HeldPoint:
    """A point and what it waits for."""

    id: uuid.UUID
    revision: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """What the server has of one round. `photos` are those of its points, and those of this person that no point names yet."""

    is_known: bool
    closed_at: datetime | None
    points: Sequence[HeldPoint]
    photos: Sequence[str]


def held_of(person: Person, park_id: uuid.UUID, inspection_id: uuid.UUID) -> Held:
    """What we have of a round; of one that never arrived, only the photos without a point.

    Raises:
        NoSuchPark: no seat at this area.
    """
    area_for(person, park_id)
    inspection = Inspection.objects.filter(id=inspection_id, park_id=park_id).first()
    points = list(Point.objects.filter(inspection=inspection)) if inspection else []
    ids = [point.id for point in points]
    missing = missing_photos(ids, park_id)
    here = Photo.objects.filter(park_id=park_id)
    named = PointPhoto.objects.filter(point__inspection__park_id=park_id)
    of_points = here.filter(sha256__in=named.filter(point_id__in=ids).values("sha256"))
    loose = here.filter(sent_by_id=person.user_id).exclude(sha256__in=named.values("sha256"))
    return Held(
        is_known=inspection is not None,
        closed_at=inspection.closed_at if inspection else None,
        points=[HeldPoint(point.id, point.revision, missing.get(point.id, ())) for point in points],
        photos=sorted({*of_points.values_list("sha256", flat=True), *loose.values_list("sha256", flat=True)}),
    )


@dataclass(frozen=True)
class StoredPoint:
    """A point as it stands, in the words of the protocol."""

    row: Point
    photos: tuple[str, ...]


def stored_point(person: Person, park_id: uuid.UUID, point_id: uuid.UUID) -> StoredPoint:
    """The point as it stands, for a phone whose own version is older.

    Raises:
        NoSuchPark, NoSuchPoint: no seat at this area, or there is none.
    """
    area_for(person, park_id)
    row = point_in(park_id, point_id)
    return StoredPoint(row, tuple(row.photos.values_list("sha256", flat=True)))
