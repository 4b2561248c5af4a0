"""Plans a meeting, changes it and cancels it. Everybody with a seat at the area is invited."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.meetings.errors import MeetingFault, MeetingRefused
from weerbaar.portal.meetings.events import MeetingEvent
from weerbaar.portal.meetings.find import planned_run_by
from weerbaar.portal.meetings.models import Invitee, Meeting
from weerbaar.portal.meetings.patterns.read_patterns import load_patterns
from weerbaar.portal.meetings.words import MeetingState
from weerbaar.portal.parks.selectors import seats_of
from weerbaar.portal.trajectories.find import run_by

LONGEST = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class MeetingForm:
    """What somebody fills in. `pattern` is an id of the patterns; there is a place, a link, or both."""

    starts_at: datetime | None
    ends_at: datetime | None
    pattern: str
    place: str = ""
    link: str = ""


def plan_meeting(
    trajectory_id: uuid.UUID, form: MeetingForm, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the meeting. Its agenda fills itself; the letters with the calendar file are sent by the caller.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
        MeetingRefused: carries why.
    """
    now = now or timezone.now()
    starts_at, ends_at = _checked(form)
    with transaction.atomic():
        trajectory, park = run_by(actor, trajectory_id)
        meeting = Meeting.objects.create(
            trajectory=trajectory,
            pattern=form.pattern,
            starts_at=starts_at,
            ends_at=ends_at,
            place=form.place.strip()[:160],
            link=form.link.strip(),
            planned_at=now,
            planned_by_id=actor.user_id,
            changed_at=now,
        )
        _invite(meeting, park.id)
        record_event(MeetingEvent.PLANNED, actor=actor, subject_id=meeting.id)
    return meeting.id


def change_meeting(meeting_id: uuid.UUID, form: MeetingForm, *, actor: Person, now: datetime | None = None) -> None:
    """Another moment, place or pattern. Who got a seat since is invited too; answers to another moment count no more.

    Raises:
        NoSuchMeeting, ParkNotAllowed: this person does not run it.
        MeetingRefused: carries why.
    """
    starts_at, ends_at = _checked(form)
    with transaction.atomic():
        meeting = planned_run_by(actor, meeting_id)
        if (meeting.starts_at, meeting.ends_at) != (starts_at, ends_at):
            meeting.invitees.update(answer="none", answered_at=None)
        meeting.starts_at, meeting.ends_at, meeting.pattern = starts_at, ends_at, form.pattern
        meeting.place, meeting.link = form.place.strip()[:160], form.link.strip()
        _next_sequence(meeting, now)
        _invite(meeting, meeting.trajectory.park_id)
        record_event(MeetingEvent.CHANGED, actor=actor, subject_id=meeting.id)


def cancel_meeting(meeting_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """It does not take place. A meeting that decided something cannot be cancelled any more: it is held.

    Raises:
        NoSuchMeeting, ParkNotAllowed: this person does not run it.
        MeetingRefused: it was held, cancelled, or decided something.
    """
    with transaction.atomic():
        meeting = planned_run_by(actor, meeting_id)
        if meeting.decisions.exists():
            raise MeetingRefused(MeetingFault.NOT_PLANNED)
        meeting.state = MeetingState.CANCELLED.value
        _next_sequence(meeting, now)
        record_event(MeetingEvent.CANCELLED, actor=actor, subject_id=meeting.id)


def _next_sequence(meeting: Meeting, now: datetime | None) -> None:
    meeting.sequence += 1
    meeting.changed_at = now or timezone.now()
    meeting.save()


def _invite(meeting: Meeting, park_id: uuid.UUID) -> None:
    invited = set(meeting.invitees.values_list("user_id", flat=True))
    for seat in seats_of(park_id):
        if seat.user_id not in invited:
            party = seat.party.value if seat.party else seat.role.value
            Invitee.objects.create(meeting=meeting, user_id=seat.user_id, name=seat.name, party=party)


def _checked(form: MeetingForm) -> tuple[datetime, datetime]:
    if form.starts_at is None or form.ends_at is None:
        raise MeetingRefused(MeetingFault.NO_MOMENT)
    if form.ends_at <= form.starts_at:
        raise MeetingRefused(MeetingFault.ENDS_BEFORE)
    if form.ends_at - form.starts_at > LONGEST:
        raise MeetingRefused(MeetingFault.TOO_LONG)
    if form.pattern not in load_patterns():
        raise MeetingRefused(MeetingFault.UNKNOWN_PATTERN)
    if not form.place.strip() and not form.link.strip():
        raise MeetingRefused(MeetingFault.NO_PLACE)
    if form.link.strip():
        try:
            URLValidator(schemes=["https"])(form.link.strip())
        except ValidationError as error:
            raise MeetingRefused(MeetingFault.BAD_LINK) from error
        if len(form.link.strip()) > 300:
            raise MeetingRefused(MeetingFault.BAD_LINK)
    return form.starts_at, form.ends_at
