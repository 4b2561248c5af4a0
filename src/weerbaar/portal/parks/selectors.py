"""What reads areas. Every reading starts from a person: whoever has no seat finds nothing."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.models import Park, ParkSeat
from weerbaar.portal.parks.policies import may_run
from weerbaar.portal.parks.words import ParkKind, ParkRole, PartnerKind


@dataclass(frozen=True, slots=True)
class ParkView:
    """An area as somebody with a seat there sees it. `party` is for whom a partner speaks."""

    id: uuid.UUID
    kind: ParkKind
    name: str
    municipality: str
    role: ParkRole
    party: PartnerKind | None

    @property
    def can_run(self) -> bool:
        """Whether this person runs the area."""
        return may_run(self.role)


@dataclass(frozen=True, slots=True)
class SeatView:
    """Somebody who works for an area."""

    user_id: uuid.UUID
    name: str
    role: ParkRole
    party: PartnerKind | None
    since: datetime


def park_of(person: Person, park_id: uuid.UUID) -> ParkView:
    """The area, for somebody with a seat there.

    Raises:
        NoSuchPark: there is none, or this person has no seat there.
    """
    seat = ParkSeat.objects.select_related("park").filter(park_id=park_id, user_id=person.user_id).first()
    if seat is None:
        raise NoSuchPark
    return _view(seat)


def parks_of(person: Person) -> list[ParkView]:
    """The areas where this person has a seat, by name."""
    seats = ParkSeat.objects.select_related("park").filter(user_id=person.user_id).order_by("park__name", "park_id")
    return [_view(seat) for seat in seats]


def assert_may_run(person: Person, park_id: uuid.UUID) -> ParkView:
    """The area, for somebody who runs it.

    Raises:
        NoSuchPark: there is none, or this person has no seat there.
        ParkNotAllowed: this person has a seat and does not run it.
    """
    view = park_of(person, park_id)
    if not view.can_run:
        raise ParkNotAllowed
    return view


def seats_of(park_id: uuid.UUID) -> list[SeatView]:
    """Everybody who works for the area, in the order in which they came."""
    seats = list(ParkSeat.objects.filter(park_id=park_id).order_by("since", "id"))
    names = names_of(seat.user_id for seat in seats)
    return [
        SeatView(seat.user_id, names.get(seat.user_id, ""), ParkRole(seat.role), _party(seat), seat.since)
        for seat in seats
    ]


def _view(seat: ParkSeat) -> ParkView:
    park: Park = seat.park
    return ParkView(park.id, ParkKind(park.kind), park.name, park.municipality, ParkRole(seat.role), _party(seat))


def _party(seat: ParkSeat) -> PartnerKind | None:
    return PartnerKind(seat.party) if seat.party else None
