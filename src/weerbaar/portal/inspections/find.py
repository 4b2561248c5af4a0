"""Finds rounds, points and photos of one area, for somebody with a seat there."""

import uuid

from django.db.models import QuerySet

from weerbaar.portal.core.actors import Person
from weerbaar.portal.inspections.errors import NoSuchInspection, NoSuchPoint
from weerbaar.portal.inspections.models import Inspection, Point
from weerbaar.portal.inspections.point_states import Who
from weerbaar.portal.inspections.policies import may_run
from weerbaar.portal.parks.models import Park
from weerbaar.portal.parks.selectors import ParkView, park_of


def area_for(person: Person, park_id: uuid.UUID, *, lock: bool = False) -> ParkView:
    """The area; with `lock` nobody else writes there until the transaction ends.

    Raises:
        NoSuchPark: there is none, or the person has no seat there.
    """
    view = park_of(person, park_id)
    if lock:
        Park.objects.select_for_update().get(id=park_id)
    return view


def inspection_in(park_id: uuid.UUID, inspection_id: uuid.UUID) -> Inspection:
    """A round of this area.

    Raises:
        NoSuchInspection: there is none.
    """
    row = Inspection.objects.filter(id=inspection_id, park_id=park_id).first()
    if row is None:
        raise NoSuchInspection
    return row


def points_in(park_id: uuid.UUID) -> QuerySet[Point]:
    """All points of this area."""
    return Point.objects.filter(inspection__park_id=park_id).select_related("inspection")


def point_in(park_id: uuid.UUID, point_id: uuid.UUID) -> Point:
    """A point of this area.

    Raises:
        NoSuchPoint: there is none.
    """
    row = points_in(park_id).filter(id=point_id).first()
    if row is None:
        raise NoSuchPoint
    return row


def stands_as(park: ParkView, owner: str) -> Who:
    """As whom this person stands before a point of this owner."""
    if may_run(park.role):
        return Who.RUNNER
    return Who.OWNER if park.party is not None and park.party.value == owner else Who.OTHER
