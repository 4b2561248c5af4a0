"""Says whether one comes."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.meetings.errors import MeetingFault, MeetingRefused
from weerbaar.portal.meetings.events import MeetingEvent
from weerbaar.portal.meetings.find import meeting_for
from weerbaar.portal.meetings.words import Answer, MeetingState


def answer_meeting(meeting_id: uuid.UUID, answer: Answer, *, actor: Person, now: datetime | None = None) -> None:
    """Keep what this person says. The last answer counts.

    Raises:
        NoSuchMeeting: there is none for this person.
        MeetingRefused: it was held or cancelled, or the person was not invited.
    """
    with transaction.atomic():
        meeting, _ = meeting_for(actor, meeting_id, lock=True)
        if meeting.state != MeetingState.PLANNED.value:
            raise MeetingRefused(MeetingFault.NOT_PLANNED)
        rows = meeting.invitees.filter(user_id=actor.user_id)
        if not rows.update(answer=answer.value, answered_at=now or timezone.now()):
            raise MeetingRefused(MeetingFault.NOT_INVITED)
        record_event(MeetingEvent.ANSWERED, actor=actor, subject_id=meeting.id, answer=answer.value)
