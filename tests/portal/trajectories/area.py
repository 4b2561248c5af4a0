"""An area of the tests: Chaima manages it, Pim guides the process, and each partner has somebody at the table."""

import uuid
from dataclasses import dataclass

from tests.portal.people import Somebody, somebody
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.models import Park, ParkSeat
from weerbaar.portal.parks.words import ParkRole, PartnerKind
from weerbaar.portal.trajectories.services.begin_trajectory import begin_trajectory

PARTNERS = (PartnerKind.ASSOCIATION, PartnerKind.MUNICIPALITY, PartnerKind.POLICE, PartnerKind.FIRE_BRIGADE)


@dataclass(frozen=True)
class Area:
    """All of them, and the trajectory that was begun."""

    park: Park
    chaima: Somebody
    pim: Somebody
    partners: dict[PartnerKind, Somebody]
    outsider: Somebody
    trajectory: uuid.UUID

    @property
    def manager(self) -> Person:
        """Who runs it."""
        return self.chaima.person

    def at(self, party: PartnerKind) -> Person:
        """Who speaks for this party."""
        return self.partners[party].person


def seat(park: Park, who: Somebody, role: ParkRole, party: PartnerKind | None = None) -> None:
    """Somebody takes a seat."""
    ParkSeat.objects.create(park=park, user=who.user, role=role.value, party=party.value if party else "")


def area(scheme: str = "kvo-classic", *, partners: tuple[PartnerKind, ...] = PARTNERS) -> Area:
    """All of it."""
    park = Park.objects.create(name="Meeuwenwaard", municipality="lindebrug")
    chaima, pim, outsider = somebody("chaima"), somebody("pim"), somebody("oscar")
    seat(park, chaima, ParkRole.PARK_MANAGER)
    seat(park, pim, ParkRole.PROCESS_FACILITATOR)
    people = {party: somebody(f"{party.value.replace('_', '')}") for party in partners}
    for party, who in people.items():
        seat(park, who, ParkRole.PARTNER, party)
    return Area(park, chaima, pim, people, outsider, begin_trajectory(park.id, scheme, actor=chaima.person))
