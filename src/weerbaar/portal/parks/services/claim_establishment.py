"""A company says which address of an area is its own, and takes that back. Nobody else can say so for it."""

import uuid

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.parks.errors import NoSuchEntry
from weerbaar.portal.parks.events import ParkEvent
from weerbaar.portal.parks.models import Establishment, ParkMembership


def claim_establishment(
    organisation_id: uuid.UUID, park_id: uuid.UUID, establishment_id: uuid.UUID, *, actor: Person
) -> None:
    """The area sees that the company at this address said so itself; which account that is, it does not see.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        NoSuchEntry: the company does not take part in the area, or the address is not there, empty, or another company's.
    """
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        row = (
            Establishment.objects.select_for_update()
            .filter(id=establishment_id, park_id=park_id, is_vacant=False)
            .first()
        )
        if (
            row is None
            or row.organisation_id not in {None, organisation_id}
            or not _takes_part(organisation_id, park_id)
        ):
            raise NoSuchEntry
        if row.organisation_id is None:
            row.organisation_id = organisation_id
            row.save(update_fields=["organisation"])
            record_event(ParkEvent.CLAIMED, actor=actor, subject_id=row.id, organisation_id=organisation_id)


def unclaim_establishment(
    organisation_id: uuid.UUID, park_id: uuid.UUID, establishment_id: uuid.UUID, *, actor: Person
) -> None:
    """It is not this company's address, or not any more. Does nothing when the company never said so.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
    """
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        own = Establishment.objects.filter(id=establishment_id, park_id=park_id, organisation_id=organisation_id)
        if own.update(organisation=None):
            record_event(ParkEvent.UNCLAIMED, actor=actor, subject_id=establishment_id, organisation_id=organisation_id)


def _takes_part(organisation_id: uuid.UUID, park_id: uuid.UUID) -> bool:
    return ParkMembership.objects.filter(organisation_id=organisation_id, park_id=park_id, left_at=None).exists()
