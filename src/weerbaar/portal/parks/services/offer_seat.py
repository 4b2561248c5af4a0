"""Keeps a seat at an area for somebody, gives the secret of the link to it, and withdraws it."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.parks.errors import SeatFault, SeatRefused
from weerbaar.portal.parks.events import ParkEvent
from weerbaar.portal.parks.models import ParkInvitation, ParkSeat
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.parks.words import ParkRole, PartnerKind

KEPT_FOR = timedelta(days=14)
# As for colleagues of a company: enough for any meeting, too few to bother strangers with.
MOST_A_DAY = 20


@dataclass(frozen=True, slots=True)
class OfferedSeat:
    """What the invited person gets by mail. The secret exists there only."""

    invitation_id: uuid.UUID
    token: str
    email: str
    park_name: str
    expires_at: datetime


def offer_seat(
    park_id: uuid.UUID,
    email: str,
    role: ParkRole,
    party: PartnerKind | None = None,
    *,
    actor: Person,
    now: datetime | None = None,
) -> OfferedSeat:
    """A seat for two weeks. A partner speaks for one party; the other roles for none.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        SeatRefused: carries why.
    """
    now, token, email = now or timezone.now(), new_token(), email.strip().lower()
    with transaction.atomic():
        view = assert_may_run(actor, park_id)
        _assert_can_be_offered(park_id, email, role, party, now)
        row = ParkInvitation.objects.create(
            park_id=park_id,
            email=email,
            role=role.value,
            party=party.value if party and role is ParkRole.PARTNER else "",
            token_hash=fingerprint(token),
            invited_by_id=actor.user_id,
            invited_at=now,
            expires_at=now + KEPT_FOR,
        )
        record_event(ParkEvent.INVITED, actor=actor, subject_id=park_id, role=role.value)
    return OfferedSeat(row.id, token, email, view.name, row.expires_at)


def withdraw_seat_offer(
    park_id: uuid.UUID, invitation_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> None:
    """The link opens nothing any more. Does nothing when it was used or withdrawn already.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        waiting = ParkInvitation.objects.filter(id=invitation_id, park_id=park_id, accepted_at=None, withdrawn_at=None)
        if waiting.update(withdrawn_at=now or timezone.now()):
            record_event(ParkEvent.INVITATION_WITHDRAWN, actor=actor, subject_id=park_id)


def _assert_can_be_offered(
    park_id: uuid.UUID, email: str, role: ParkRole, party: PartnerKind | None, now: datetime
) -> None:
    if role is ParkRole.PARTNER and party is None:
        raise SeatRefused(SeatFault.NO_PARTY)
    if ParkSeat.objects.filter(park_id=park_id, user__email=email).exists():
        raise SeatRefused(SeatFault.ALREADY_SEATED)
    offered = ParkInvitation.objects.filter(park_id=park_id)
    if offered.filter(email=email, accepted_at=None, withdrawn_at=None, expires_at__gt=now).exists():
        raise SeatRefused(SeatFault.ALREADY_INVITED)
    if offered.filter(invited_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise SeatRefused(SeatFault.TOO_MANY_INVITATIONS)
