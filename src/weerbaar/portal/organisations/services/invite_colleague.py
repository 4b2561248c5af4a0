"""Keeps a seat for a colleague and gives the secret of the link to it."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.organisations.errors import MembershipFault, MembershipRefused
from weerbaar.portal.organisations.events import OrganisationEvent
from weerbaar.portal.organisations.models import Invitation, Membership
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.organisations.words import Role

KEPT_FOR = timedelta(days=14)
# More than any company needs in a day; few enough that nobody uses us to bother strangers.
MOST_A_DAY = 20


@dataclass(frozen=True, slots=True)
class Seat:
    """What the invited person gets by mail. The secret exists there only."""

    invitation_id: uuid.UUID
    token: str
    email: str
    organisation_name: str
    expires_at: datetime


def invite_colleague(
    organisation_id: uuid.UUID, email: str, role: Role, *, actor: Person, now: datetime | None = None
) -> Seat:
    """A seat for two weeks.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of it.
        MembershipRefused: the person is a member or invited already, or there were too many invitations today.
    """
    now, token, email = now or timezone.now(), new_token(), email.strip().lower()
    with transaction.atomic():
        view = assert_may_manage(actor, organisation_id)
        if Membership.objects.filter(organisation_id=organisation_id, user__email=email).exists():
            raise MembershipRefused(MembershipFault.ALREADY_MEMBER)
        of_us = Invitation.objects.filter(organisation_id=organisation_id)
        if of_us.filter(email=email, accepted_at=None, withdrawn_at=None, expires_at__gt=now).exists():
            raise MembershipRefused(MembershipFault.ALREADY_INVITED)
        if of_us.filter(invited_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
            raise MembershipRefused(MembershipFault.TOO_MANY_INVITATIONS)
        row = Invitation.objects.create(
            organisation_id=organisation_id,
            email=email,
            role=role.value,
            token_hash=fingerprint(token),
            invited_by_id=actor.user_id,
            invited_at=now,
            expires_at=now + KEPT_FOR,
        )
        record_event(
            OrganisationEvent.INVITED, actor=actor, subject_id=row.id, organisation_id=organisation_id, role=role.value
        )
    return Seat(row.id, token, email, view.name, row.expires_at)
