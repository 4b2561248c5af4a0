"""Reads and takes the seat behind a link."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.accounts.models import User
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import fingerprint
from weerbaar.portal.parks.errors import NoSuchSeat, SeatLinkFault
from weerbaar.portal.parks.events import ParkEvent
from weerbaar.portal.parks.models import ParkInvitation, ParkSeat
from weerbaar.portal.parks.words import ParkRole, PartnerKind


@dataclass(frozen=True, slots=True)
class SeatOffer:
    """What the holder of the link may know before taking the seat."""

    park_name: str
    email: str
    role: ParkRole
    party: PartnerKind | None
    expires_at: datetime


def read_seat(token: str, now: datetime | None = None) -> SeatOffer:
    """The seat that this link belongs to.

    Raises:
        NoSuchSeat: it cannot be taken; carries why.
    """
    row = _open(token, now or timezone.now())
    party = PartnerKind(row.party) if row.party else None
    return SeatOffer(row.park.name, row.email, ParkRole(row.role), party, row.expires_at)


def take_seat(token: str, *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """Sit down; the id of the area. Only the person whom the mail went to can: a forwarded link opens nothing.

    Raises:
        NoSuchSeat: it cannot be taken; carries why.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row = _open(token, now)
        if User.objects.values_list("email", flat=True).get(id=actor.user_id).lower() != row.email:
            raise NoSuchSeat(SeatLinkFault.OTHER_ADDRESS)
        ParkSeat.objects.get_or_create(
            park_id=row.park_id, user_id=actor.user_id, defaults={"role": row.role, "party": row.party}
        )
        ParkInvitation.objects.filter(id=row.id).update(accepted_at=now)
        record_event(ParkEvent.SEATED, actor=actor, subject_id=row.park_id, role=row.role)
    return row.park_id


def _open(token: str, now: datetime) -> ParkInvitation:
    row = ParkInvitation.objects.filter(token_hash=fingerprint(token)).select_related("park").first()
    if row is None:
        raise NoSuchSeat(SeatLinkFault.UNKNOWN)
    if row.withdrawn_at:
        raise NoSuchSeat(SeatLinkFault.WITHDRAWN, row.withdrawn_at)
    if row.accepted_at:
        raise NoSuchSeat(SeatLinkFault.USED, row.accepted_at)
    if row.expires_at <= now:
        raise NoSuchSeat(SeatLinkFault.EXPIRED, row.expires_at)
    return row
