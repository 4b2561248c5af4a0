"""Takes seats away, and lets people give theirs back. An area always keeps a manager."""

import uuid

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.errors import SeatFault, SeatRefused
from weerbaar.portal.parks.events import ParkEvent
from weerbaar.portal.parks.models import Park, ParkSeat
from weerbaar.portal.parks.selectors import assert_may_run, park_of
from weerbaar.portal.parks.words import ParkRole


def remove_seat(park_id: uuid.UUID, user_id: uuid.UUID, *, actor: Person) -> None:
    """From the next request on the person sees nothing of the area.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        SeatRefused: there is no such seat, or no manager would be left.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        _take_away(park_id, user_id, ParkEvent.SEAT_TAKEN_AWAY, actor)


def leave_seat(park_id: uuid.UUID, *, actor: Person) -> None:
    """Give one's own seat back.

    Raises:
        NoSuchPark: this person has no seat.
        SeatRefused: no manager would be left.
    """
    with transaction.atomic():
        park_of(actor, park_id)
        _take_away(park_id, actor.user_id, ParkEvent.SEAT_GIVEN_BACK, actor)


def _take_away(park_id: uuid.UUID, user_id: uuid.UUID, word: ParkEvent, actor: Person) -> None:
    # Two managers who remove each other at once would leave none: the area is locked first.
    Park.objects.select_for_update().get(id=park_id)
    row = ParkSeat.objects.filter(park_id=park_id, user_id=user_id).first()
    if row is None:
        raise SeatRefused(SeatFault.NO_SUCH_SEAT)
    managers = ParkSeat.objects.filter(park_id=park_id, role=ParkRole.PARK_MANAGER.value)
    if row.role == ParkRole.PARK_MANAGER and not managers.exclude(id=row.id).exists():
        raise SeatRefused(SeatFault.LAST_MANAGER)
    row.delete()
    record_event(word, actor=actor, subject_id=park_id, role=row.role)
