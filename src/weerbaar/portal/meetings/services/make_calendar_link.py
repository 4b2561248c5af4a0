"""Makes and withdraws the private address of one's own calendar of an area."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.meetings.events import MeetingEvent
from weerbaar.portal.meetings.models import CalendarLink
from weerbaar.portal.parks.selectors import park_of


def make_calendar_link(park_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> str:
    """The secret of a fresh address. The one before works no more.

    Raises:
        NoSuchPark: this person has no seat there.
    """
    token = new_token()
    with transaction.atomic():
        park_of(actor, park_id)
        CalendarLink.objects.update_or_create(
            park_id=park_id,
            user_id=actor.user_id,
            defaults={"token_hash": fingerprint(token), "made_at": now or timezone.now()},
        )
        record_event(MeetingEvent.CALENDAR_MADE, actor=actor, subject_id=park_id)
    return token


def withdraw_calendar_link(park_id: uuid.UUID, *, actor: Person) -> None:
    """The address shows nothing any more. Does nothing when there is none.

    Raises:
        NoSuchPark: this person has no seat there.
    """
    with transaction.atomic():
        park_of(actor, park_id)
        deleted, _ = CalendarLink.objects.filter(park_id=park_id, user_id=actor.user_id).delete()
        if deleted:
            record_event(MeetingEvent.CALENDAR_WITHDRAWN, actor=actor, subject_id=park_id)
