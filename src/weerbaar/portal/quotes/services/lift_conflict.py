"""The owner of a company lets a provider quote although it assessed or advised the company, and says why."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.quotes.conflicts import conflict_of
from weerbaar.portal.quotes.line_errors import LiftFault, LiftRefused
from weerbaar.portal.quotes.line_events import OrderEvent
from weerbaar.portal.quotes.models import ConflictLift


def lift_conflict(
    organisation_id: uuid.UUID, provider_id: uuid.UUID, reason: str, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the lift, which stays in the company's log.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        LiftRefused: no reason, or there is nothing to lift (any more).
    """
    now, reason = now or timezone.now(), " ".join(reason.split())[:400]
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        if conflict_of(organisation_id, provider_id, now=now) is None:
            raise LiftRefused(LiftFault.NO_CONFLICT)
        if not reason:
            raise LiftRefused(LiftFault.NO_REASON)
        row, is_new = ConflictLift.objects.get_or_create(
            organisation_id=organisation_id,
            provider_id=provider_id,
            defaults={"reason": reason, "by_id": actor.user_id, "at": now},
        )
        if is_new:
            record_event(
                OrderEvent.CONFLICT_LIFTED, actor=actor, subject_id=provider_id, organisation_id=organisation_id
            )
    return row.id
