"""Closes a meeting that took place: who was there, which agenda it had, and the minutes that follow from its decisions."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.meetings.agenda.collect import agenda_of
from weerbaar.portal.meetings.errors import MeetingFault, MeetingRefused
from weerbaar.portal.meetings.events import MeetingEvent
from weerbaar.portal.meetings.find import planned_run_by
from weerbaar.portal.meetings.models import AgendaItem
from weerbaar.portal.meetings.services.keep_agenda import keep_points
from weerbaar.portal.meetings.services.keep_minutes import make_minutes
from weerbaar.portal.meetings.words import MeetingState

# One person does not meet.
FEWEST = 2


def hold_meeting(
    meeting_id: uuid.UUID, present: Collection[uuid.UUID], *, actor: Person, now: datetime | None = None
) -> None:
    """`present` are the ids of the people who were there. From now on agenda and decisions stay as they are.

    Raises:
        NoSuchMeeting, ParkNotAllowed: this person does not run it.
        MeetingRefused: it is over already, has not begun, or too few of those invited were there.
    """
    now = now or timezone.now()
    with transaction.atomic():
        meeting = planned_run_by(actor, meeting_id)
        if now < meeting.starts_at:
            raise MeetingRefused(MeetingFault.NOT_YET)
        if meeting.invitees.filter(user_id__in=present).update(present=True) < FEWEST:
            raise MeetingRefused(MeetingFault.TOO_FEW)
        points = agenda_of(meeting, now)
        keep_points(meeting, points)
        kept = {(point.source.value, point.subject) for point in points}
        for row in AgendaItem.objects.filter(meeting=meeting, is_off=False):
            if (row.source, row.subject) not in kept:
                row.is_off = True  # it was solved before the meeting came to it
                row.save(update_fields=["is_off"])
        meeting.state, meeting.changed_at = MeetingState.HELD.value, now
        meeting.save(update_fields=["state", "changed_at"])
        make_minutes(meeting, now)
        record_event(MeetingEvent.HELD, actor=actor, subject_id=meeting.id)
