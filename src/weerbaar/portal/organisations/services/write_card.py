"""Writes down whom a company calls after a hack."""

import uuid
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.card_selectors import CardContacts
from weerbaar.portal.organisations.events import OrganisationEvent
from weerbaar.portal.organisations.models import EmergencyCard
from weerbaar.portal.organisations.selectors import assert_may_work


def write_card(
    organisation_id: uuid.UUID, contacts: CardContacts, *, actor: Person, now: datetime | None = None
) -> None:
    """What stood on the card is replaced. Names and numbers never go into the log.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
    """
    now = now or timezone.now()
    with transaction.atomic():
        assert_may_work(actor, organisation_id)
        row, _ = EmergencyCard.objects.update_or_create(
            organisation_id=organisation_id, defaults={**asdict(contacts), "written_at": now}
        )
        record_event(OrganisationEvent.CARD_WRITTEN, actor=actor, subject_id=row.id, organisation_id=organisation_id)
