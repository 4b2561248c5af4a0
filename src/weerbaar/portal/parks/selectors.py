"""What reads areas. Every reading starts from a person with a seat, or from the company itself. None reads a result."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.selectors import OrganisationView, organisations_of
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.models import Establishment, Park, ParkInvitation, ParkMembership, ParkSeat
from weerbaar.portal.parks.policies import may_buy, may_found, may_run
from weerbaar.portal.parks.words import ParkKind, ParkRole, PartnerKind

MOST_FOUND = 20
FEWEST_LETTERS = 3  # of a search for one's own address


@dataclass(frozen=True, slots=True)
class ParkView:
    """An area as somebody with a seat sees it. `party` is whom a partner speaks for."""

    id: uuid.UUID
    name: str
    kind: ParkKind
    municipality: str
    role: ParkRole
    party: PartnerKind | None

    @property
    def can_run(self) -> bool:
        """Whether this person invites partners and leads the work."""
        return may_run(self.role)

    @property
    def can_buy(self) -> bool:
        """Whether this person opens joint purchases."""
        return may_buy(self.role)


@dataclass(frozen=True, slots=True)
class SeatView:
    """Somebody who works for an area."""

    user_id: uuid.UUID
    name: str
    role: ParkRole
    party: PartnerKind | None
    since: datetime


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """A seat that waits for somebody."""

    id: uuid.UUID
    email: str
    role: ParkRole
    party: PartnerKind | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Participant:
    """A company that joined an area by itself."""

    organisation_id: uuid.UUID
    name: str
    sector: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class ParkCard:
    """An area as a company sees it. `joined_at` is when the company joined, if it did."""

    id: uuid.UUID
    name: str
    kind: ParkKind
    municipality: str
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AddressCard:
    """An address of an area, as a company sees it."""

    id: uuid.UUID
    name: str
    address: str


def park_of(person: Person, park_id: uuid.UUID) -> ParkView:
    """The area, for somebody with a seat.

    Raises:
        NoSuchPark: there is none, or this person has no seat.
    """
    row = _seats(person).filter(park_id=park_id).first()
    if row is None:
        raise NoSuchPark
    return _view(row)


def parks_of(person: Person) -> Sequence[ParkView]:
    """All areas that a person works for, by name."""
    return [_view(row) for row in _seats(person).order_by("park__name", "park_id")]


def assert_may_run(person: Person, park_id: uuid.UUID) -> ParkView:
    """The area, for who runs it.

    Raises:
        NoSuchPark: no seat.
        ParkNotAllowed: a partner.
    """
    view = park_of(person, park_id)
    if not view.can_run:
        raise ParkNotAllowed
    return view


def assert_may_buy(person: Person, park_id: uuid.UUID) -> ParkView:
    """The area, for its manager.

    Raises:
        NoSuchPark: no seat.
        ParkNotAllowed: another role.
    """
    view = park_of(person, park_id)
    if not view.can_buy:
        raise ParkNotAllowed
    return view


def seats_of(park_id: uuid.UUID) -> list[SeatView]:
    """Who works for the area: managers, facilitators, partners; then by how long they are there."""
    order = list(ParkRole)
    rows = ParkSeat.objects.filter(park_id=park_id).select_related("user").order_by("since", "id")
    seats = [
        SeatView(row.user_id, row.user.name or row.user.email, ParkRole(row.role), _party(row.party), row.since)
        for row in rows
    ]
    return sorted(seats, key=lambda seat: order.index(seat.role))


def open_seats(park_id: uuid.UUID, now: datetime) -> list[OpenSeat]:
    """The invitations that still wait, newest first."""
    rows = ParkInvitation.objects.filter(
        park_id=park_id, accepted_at=None, withdrawn_at=None, expires_at__gt=now
    ).order_by("-invited_at", "id")
    return [OpenSeat(row.id, row.email, ParkRole(row.role), _party(row.party), row.expires_at) for row in rows]


def participants_of(park_id: uuid.UUID) -> list[Participant]:
    """The companies that joined, by name. Their names and sectors, never a result."""
    rows = ParkMembership.objects.filter(park_id=park_id, left_at=None).select_related("organisation")
    found = [
        Participant(row.organisation_id, row.organisation.name, row.organisation.sector, row.joined_at) for row in rows
    ]
    return sorted(found, key=lambda company: (company.name.casefold(), str(company.organisation_id)))


def parks_of_company(view: OrganisationView) -> list[ParkCard]:
    """The areas that a company takes part in, by name."""
    rows = ParkMembership.objects.filter(organisation_id=view.id, left_at=None).select_related("park")
    return sorted((_card(row.park, row.joined_at) for row in rows), key=lambda card: card.name.casefold())


def parks_to_join(view: OrganisationView, typed: str = "") -> list[ParkCard]:
    """The areas that a company can join: those of its municipality, or those with the typed text in their name."""
    joined = ParkMembership.objects.filter(organisation_id=view.id, left_at=None).values("park_id")
    rows = Park.objects.exclude(id__in=joined)
    municipality = Organisation.objects.values_list("municipality", flat=True).get(id=view.id)
    if typed:
        rows = rows.filter(name__icontains=typed)
    elif municipality:
        rows = rows.filter(municipality=municipality)
    else:
        return []
    return [_card(row) for row in rows.order_by("name", "id")[:MOST_FOUND]]


def founders_of(person: Person) -> list[OrganisationView]:
    """The organisations in whose name this person may enter an area."""
    return [view for view in organisations_of(person) if may_found(view.kind, view.role)]


def exported_parks(view: OrganisationView) -> list[dict[str, str | None]]:
    """Which areas a company joined, and until when."""
    rows = ParkMembership.objects.filter(organisation_id=view.id).select_related("park").order_by("joined_at", "id")
    return [
        {
            "park": row.park.name,
            "joined_at": row.joined_at.isoformat(),
            "left_at": row.left_at.isoformat() if row.left_at else None,
        }
        for row in rows
    ]


def addresses_of_company(view: OrganisationView, park_id: uuid.UUID) -> list[AddressCard]:
    """The addresses of an area that the company said are its own."""
    rows = Establishment.objects.filter(park_id=park_id, organisation_id=view.id)
    return [_address(row) for row in rows.order_by("address", "id")]


def addresses_to_claim(view: OrganisationView, park_id: uuid.UUID, typed: str) -> list[AddressCard]:
    """The addresses with all typed words in name or address that no company claimed; none unless the company takes part.

    What is typed finds them, so that the list of an area is not for the reading of who just joined.
    """
    takes_part = ParkMembership.objects.filter(park_id=park_id, organisation_id=view.id, left_at=None).exists()
    if not takes_part or len(typed) < FEWEST_LETTERS:
        return []
    rows = Establishment.objects.filter(park_id=park_id, organisation=None, is_vacant=False)
    for word in typed.split():
        rows = rows.filter(models.Q(name__icontains=word) | models.Q(address__icontains=word))
    return [_address(row) for row in rows.order_by("address", "id")[:MOST_FOUND]]


def exported_addresses(view: OrganisationView) -> list[dict[str, str]]:
    """The addresses that the company said are its own, as their area has them."""
    rows = Establishment.objects.filter(organisation_id=view.id).select_related("park").order_by("address", "id")
    return [
        {
            "park": row.park.name,
            "name": row.name,
            "address": row.address,
            "establishment_number": row.establishment_number,
            "sector": row.sector,
        }
        for row in rows
    ]


def _seats(person: Person) -> models.QuerySet[ParkSeat]:
    return ParkSeat.objects.filter(user_id=person.user_id, user__is_active=True).select_related("park")


def _view(row: ParkSeat) -> ParkView:
    park = row.park
    return ParkView(park.id, park.name, ParkKind(park.kind), park.municipality, ParkRole(row.role), _party(row.party))


def _card(park: Park, joined_at: datetime | None = None) -> ParkCard:
    return ParkCard(park.id, park.name, ParkKind(park.kind), park.municipality, joined_at)


def _address(row: Establishment) -> AddressCard:
    return AddressCard(row.id, row.name, row.address)


def _party(word: str) -> PartnerKind | None:
    return PartnerKind(word) if word else None
