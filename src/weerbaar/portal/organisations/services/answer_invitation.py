"""Reads, takes and withdraws seats."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.accounts.models import User
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import fingerprint
from weerbaar.portal.organisations.errors import InvitationFault, NoSuchInvitation
from weerbaar.portal.organisations.events import OrganisationEvent
from weerbaar.portal.organisations.models import Invitation, Membership
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.organisations.words import Role


@dataclass(frozen=True, slots=True)
class InvitationView:
    """What the holder of the link may know before taking the seat."""

    organisation_id: uuid.UUID
    organisation_name: str
    email: str
    role: Role
    expires_at: datetime


def read_invitation(token: str, now: datetime | None = None) -> InvitationView:
    """The seat that this link belongs to.

    Raises:
        NoSuchInvitation: it cannot be taken; carries why.
    """
    row = _open(token, now or timezone.now())
    return InvitationView(row.organisation_id, row.organisation.name, row.email, Role(row.role), row.expires_at)


def accept_invitation(token: str, *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """Join; the id of the organisation. Only the person whom the mail went to can: a forwarded link opens nothing.

    Raises:
        NoSuchInvitation: it cannot be taken; carries why.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row = _open(token, now)
        user = User.objects.get(id=actor.user_id)
        if user.email.lower() != row.email:
            raise NoSuchInvitation(InvitationFault.OTHER_ADDRESS)
        Membership.objects.get_or_create(
            organisation_id=row.organisation_id, user_id=actor.user_id, defaults={"role": row.role}
        )
        Invitation.objects.filter(id=row.id).update(accepted_at=now)
        record_event(
            OrganisationEvent.JOINED,
            actor=actor,
            subject_id=row.id,
            organisation_id=row.organisation_id,
            role=row.role,
        )
    return row.organisation_id


def withdraw_invitation(
    organisation_id: uuid.UUID, invitation_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> None:
    """The link opens nothing any more. Does nothing when it was used or withdrawn already.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of it.
    """
    now = now or timezone.now()
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        waiting = Invitation.objects.filter(
            id=invitation_id, organisation_id=organisation_id, accepted_at=None, withdrawn_at=None
        )
        if waiting.update(withdrawn_at=now):
            record_event(
                OrganisationEvent.INVITATION_WITHDRAWN,
                actor=actor,
                subject_id=invitation_id,
                organisation_id=organisation_id,
            )


def _open(token: str, now: datetime) -> Invitation:
    row = Invitation.objects.filter(token_hash=fingerprint(token)).select_related("organisation").first()
    if row is None:
        raise NoSuchInvitation(InvitationFault.UNKNOWN)
    if row.withdrawn_at:
        raise NoSuchInvitation(InvitationFault.WITHDRAWN, row.withdrawn_at)
    if row.accepted_at:
        raise NoSuchInvitation(InvitationFault.USED, row.accepted_at)
    if row.expires_at <= now:
        raise NoSuchInvitation(InvitationFault.EXPIRED, row.expires_at)
    return row
