"""Enters an area; who does so becomes its manager."""

import uuid
from dataclasses import dataclass

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import organisation_of
from weerbaar.portal.organisations.words import OrganisationKind
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.events import ParkEvent
from weerbaar.portal.parks.models import Park, ParkSeat
from weerbaar.portal.parks.policies import may_found
from weerbaar.portal.parks.words import ParkKind, ParkRole


@dataclass(frozen=True, slots=True)
class ParkDetails:
    """What is known of an area. `municipality` is a key of the list of municipalities, or empty."""

    name: str
    kind: ParkKind = ParkKind.BUSINESS
    municipality: str = ""


def found_park(details: ParkDetails, organisation_id: uuid.UUID, *, actor: Person) -> uuid.UUID:
    """The new area, in the name of an association or an adviser.

    Raises:
        NoSuchOrganisation: this person does not belong to the organisation.
        ParkNotAllowed: the person is no owner of it, or it is of another kind.
    """
    view = organisation_of(actor, organisation_id)
    if not may_found(view.kind, view.role):
        raise ParkNotAllowed
    association = view.id if view.kind is OrganisationKind.ASSOCIATION else None
    return enter_park(details, manager=actor, association=association)


def enter_park(details: ParkDetails, *, manager: Person, association: uuid.UUID | None = None) -> uuid.UUID:
    """The new area, for the command of operators, who need no seat anywhere."""
    with transaction.atomic():
        row = Park.objects.create(
            name=details.name,
            kind=details.kind.value,
            municipality=details.municipality,
            association_id=association,
        )
        ParkSeat.objects.create(park=row, user_id=manager.user_id, role=ParkRole.PARK_MANAGER.value)
        record_event(ParkEvent.FOUNDED, actor=manager, subject_id=row.id)
    return row.id
