"""Gives one other organisation a look at a chosen part of a company's results, and ends it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models, transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.errors import GrantFault, GrantRefused
from weerbaar.portal.organisations.events import OrganisationEvent
from weerbaar.portal.organisations.models import Grant, Organisation
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.organisations.words import GIVEN_BY_HAND, GrantScope, OrganisationKind

# Nobody remembers for longer than this what was shared with whom.
LONGEST = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class GrantRequest:
    """What is shared: with whom, how much, what for, and the last day."""

    receiver_id: uuid.UUID
    scope: GrantScope
    purpose: str
    last_day: date


def give_grant(
    organisation_id: uuid.UUID, wanted: GrantRequest, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the grant. An earlier one to the same organisation ends: one agreement holds at a time.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        GrantRefused: the receiver cannot be shared with, the purpose is empty, or the day is past or too far away.
        ValueError: the scope is not one to be given by hand.
    """
    if wanted.scope not in GIVEN_BY_HAND:
        raise ValueError(wanted.scope)
    now = now or timezone.now()
    until = timezone.make_aware(datetime.combine(wanted.last_day + timedelta(days=1), time()))
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        receivers = Organisation.objects.filter(id=wanted.receiver_id).exclude(kind=OrganisationKind.COMPANY)
        if not receivers.exists():
            raise GrantRefused(GrantFault.NO_SUCH_RECEIVER)
        if not wanted.purpose.strip():
            raise GrantRefused(GrantFault.NO_PURPOSE)
        if not now < until <= now + LONGEST:
            raise GrantRefused(GrantFault.BAD_DAY)
        earlier = _in_force(organisation_id, now).filter(receiver_id=wanted.receiver_id)
        earlier.exclude(scope=GrantScope.WORK.value).update(withdrawn_at=now)
        row = Grant.objects.create(
            organisation_id=organisation_id,
            receiver_id=wanted.receiver_id,
            scope=wanted.scope.value,
            purpose=wanted.purpose.strip(),
            given_by_id=actor.user_id,
            given_at=now,
            until=until,
        )
        record_event(
            OrganisationEvent.GRANTED,
            actor=actor,
            subject_id=row.id,
            organisation_id=organisation_id,
            scope=wanted.scope.value,
        )
    return row.id


def withdraw_grant(
    organisation_id: uuid.UUID, grant_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> None:
    """From the next request on the receiver sees nothing. Does nothing when it had ended.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
    """
    now = now or timezone.now()
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        if _in_force(organisation_id, now).filter(id=grant_id).update(withdrawn_at=now):
            record_event(
                OrganisationEvent.GRANT_WITHDRAWN, actor=actor, subject_id=grant_id, organisation_id=organisation_id
            )


def grant_for_work(
    organisation_id: uuid.UUID,
    receiver_id: uuid.UUID,
    *,
    purpose: str,
    until: datetime,
    actor: Person,
    now: datetime,
) -> uuid.UUID:
    """What an order shares, in the transaction in which it is placed. It stands beside whatever else is shared with them."""
    row = Grant.objects.create(
        organisation_id=organisation_id,
        receiver_id=receiver_id,
        scope=GrantScope.WORK.value,
        purpose=purpose[:200],
        given_by_id=actor.user_id,
        given_at=now,
        until=until,
    )
    record_event(
        OrganisationEvent.GRANTED,
        actor=actor,
        subject_id=row.id,
        organisation_id=organisation_id,
        scope=GrantScope.WORK.value,
    )
    return row.id


def end_grant(grant_id: uuid.UUID, *, now: datetime) -> bool:
    """For work that has ended: what was shared for it ends in the caller's transaction. False when it had ended."""
    return bool(Grant.objects.filter(id=grant_id, withdrawn_at=None, until__gt=now).update(withdrawn_at=now))


def record_look(grant_id: uuid.UUID, *, actor: Person) -> None:
    """Write in the company's log that somebody of the receiver looked."""
    organisation_id = Grant.objects.values_list("organisation_id", flat=True).get(id=grant_id)
    with transaction.atomic():
        record_event(OrganisationEvent.LOOKED, actor=actor, subject_id=grant_id, organisation_id=organisation_id)


def _in_force(organisation_id: uuid.UUID, now: datetime) -> models.QuerySet[Grant]:
    return Grant.objects.filter(organisation_id=organisation_id, withdrawn_at=None, until__gt=now)
