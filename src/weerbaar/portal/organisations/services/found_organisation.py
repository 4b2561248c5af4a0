"""Enters a company; who does so becomes its owner."""

import uuid
from dataclasses import dataclass

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.events import OrganisationEvent
from weerbaar.portal.organisations.models import Membership, Organisation
from weerbaar.portal.organisations.words import OrganisationKind, Role, SizeBand


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """What is known of an organisation. Only the name is needed; `size` decides which questions it gets."""

    name: str
    kvk_number: str = ""
    sector: str = ""
    size: SizeBand = SizeBand.TO_NINE
    place: str = ""
    park: str = ""
    municipality: str = ""


def found_organisation(
    details: OrganisationDetails, *, actor: Person, kind: OrganisationKind = OrganisationKind.COMPANY
) -> uuid.UUID:
    """The id of the new organisation."""
    with transaction.atomic():
        row = Organisation.objects.create(
            kind=kind.value,
            name=details.name,
            kvk_number=details.kvk_number,
            sector=details.sector,
            size=details.size.value,
            place=details.place,
            park=details.park,
            municipality=details.municipality,
        )
        Membership.objects.create(organisation=row, user_id=actor.user_id, role=Role.OWNER.value)
        record_event(OrganisationEvent.FOUNDED, actor=actor, subject_id=row.id, organisation_id=row.id)
    return row.id
