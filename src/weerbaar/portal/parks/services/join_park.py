"""A company says that it lies on an area and takes part, and can end that at any moment."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.organisations.words import OrganisationKind
from weerbaar.portal.parks.errors import JoinFault, JoinRefused
from weerbaar.portal.parks.events import ParkEvent
from weerbaar.portal.parks.models import Establishment, Park, ParkMembership


def join_park(organisation_id: uuid.UUID, park_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """Take part. Does nothing when the company takes part already.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        JoinRefused: there is no such area, or the organisation is no company.
    """
    with transaction.atomic():
        view = assert_may_manage(actor, organisation_id)
        if view.kind is not OrganisationKind.COMPANY:
            raise JoinRefused(JoinFault.NOT_A_COMPANY)
        if not Park.objects.select_for_update().filter(id=park_id).exists():
            raise JoinRefused(JoinFault.NO_SUCH_PARK)
        _row, is_new = ParkMembership.objects.get_or_create(
            park_id=park_id,
            organisation_id=organisation_id,
            left_at=None,
            defaults={"joined_at": now or timezone.now()},
        )
        if is_new:
            record_event(ParkEvent.JOINED, actor=actor, subject_id=park_id, organisation_id=organisation_id)


def leave_park(organisation_id: uuid.UUID, park_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """Take part no more. The area sees the name no more, nor that an address on its list is this company's. Does nothing when
    the company did not take part.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
    """
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        taking_part = ParkMembership.objects.filter(park_id=park_id, organisation_id=organisation_id, left_at=None)
        if taking_part.update(left_at=now or timezone.now()):
            Establishment.objects.filter(park_id=park_id, organisation_id=organisation_id).update(organisation=None)
            record_event(ParkEvent.LEFT, actor=actor, subject_id=park_id, organisation_id=organisation_id)
