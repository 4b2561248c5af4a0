"""Finds an investment zone for somebody with a seat at its area, and locks it for whoever changes it."""

import uuid

from weerbaar.portal.biz.errors import NoSuchZone
from weerbaar.portal.biz.models import Zone
from weerbaar.portal.biz.words import ALIVE
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.selectors import assert_may_run, park_of


def zone_for(person: Person, park_id: uuid.UUID) -> Zone:
    """The zone of the area that is alive, else the newest.

    Raises:
        NoSuchPark: no seat.
        NoSuchZone: the area has none.
    """
    park_of(person, park_id)
    return _zone(park_id)


def zone_run_by(person: Person, park_id: uuid.UUID) -> Zone:
    """The same, locked, for who runs the area; to be called inside a transaction.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchZone: the area has none.
    """
    assert_may_run(person, park_id)
    return _zone(park_id, lock=True)


def _zone(park_id: uuid.UUID, *, lock: bool = False) -> Zone:
    rows = Zone.objects.select_for_update() if lock else Zone.objects.all()
    alive = [state.value for state in ALIVE]
    row = rows.filter(park_id=park_id, state__in=alive).first()
    row = row or rows.filter(park_id=park_id).order_by("-planned_at", "-id").first()
    if row is None:
        raise NoSuchZone
    return row
