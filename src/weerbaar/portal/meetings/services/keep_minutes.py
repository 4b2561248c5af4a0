"""Minutes: made from decisions, corrected, sent round, and approved by a later meeting."""

import hashlib
import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.meetings.errors import MinutesFault, MinutesRefused
from weerbaar.portal.meetings.events import MeetingEvent
from weerbaar.portal.meetings.find import meeting_for, meeting_run_by
from weerbaar.portal.meetings.minutes_text import minutes_text
from weerbaar.portal.meetings.models import Decision, Meeting, Minutes, MinutesRemark
from weerbaar.portal.meetings.services.record_decision import assert_open, item_of, write_down
from weerbaar.portal.meetings.words import DecisionKind, Source


def make_minutes(meeting: Meeting, now: datetime) -> Minutes:
    """The first edition, when a meeting is closed."""
    text = minutes_text(meeting, "")
    return Minutes.objects.create(meeting=meeting, text=text, text_hash=hash_of(text), made_at=now)


def correct_minutes(meeting_id: uuid.UUID, correction: str, *, actor: Person, now: datetime | None = None) -> int:
    """The number of the new edition. Decisions stay what they are: the correction is said under them.

    Raises:
        NoSuchMeeting, ParkNotAllowed: this person does not run it.
        MinutesRefused: the meeting was not held, nothing is said, or the minutes were approved.
    """
    correction = correction.strip()[:1000]
    with transaction.atomic():
        meeting = meeting_run_by(actor, meeting_id)
        minutes = _open_minutes(meeting)
        if not correction:
            raise MinutesRefused(MinutesFault.NO_TEXT)
        minutes.correction = correction
        minutes.edition += 1
        minutes.text = minutes_text(meeting, correction)
        minutes.text_hash = hash_of(minutes.text)
        minutes.made_at, minutes.sent_at = now or timezone.now(), None
        minutes.save()
        record_event(MeetingEvent.MINUTES_CORRECTED, actor=actor, subject_id=meeting.id)
    return minutes.edition


def send_minutes(meeting_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """From now on the next meeting can approve them. The letters are sent by the caller.

    Raises:
        NoSuchMeeting, ParkNotAllowed: this person does not run it.
        MinutesRefused: the meeting was not held, or the minutes were approved.
    """
    with transaction.atomic():
        meeting = meeting_run_by(actor, meeting_id)
        minutes = _open_minutes(meeting)
        minutes.sent_at = now or timezone.now()
        minutes.save(update_fields=["sent_at"])
        record_event(MeetingEvent.MINUTES_SENT, actor=actor, subject_id=meeting.id)


def remark_on_minutes(meeting_id: uuid.UUID, text: str, *, actor: Person, now: datetime | None = None) -> None:
    """What should be corrected, by anybody with a seat.

    Raises:
        NoSuchMeeting: there is none for this person.
        MinutesRefused: nothing is said, the minutes were not sent, or they were approved.
    """
    text = text.strip()[:1000]
    with transaction.atomic():
        meeting, _ = meeting_for(actor, meeting_id, lock=True)
        minutes = _open_minutes(meeting)
        if not text:
            raise MinutesRefused(MinutesFault.NO_TEXT)
        if minutes.sent_at is None:
            raise MinutesRefused(MinutesFault.NOT_SENT)
        MinutesRemark.objects.create(
            minutes=minutes,
            edition=minutes.edition,
            text=text,
            at=now or timezone.now(),
            by_id=actor.user_id,
            by_name=names_of([actor.user_id]).get(actor.user_id, ""),
        )
        record_event(MeetingEvent.MINUTES_REMARKED, actor=actor, subject_id=meeting.id)


def approve_minutes(
    meeting_id: uuid.UUID, in_meeting_id: uuid.UUID, text_hash: str, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the decision by which a later meeting approves exactly this text; from then on it stays as it is.

    Raises:
        NoSuchMeeting, ParkNotAllowed: this person does not run one of the two.
        MinutesRefused: they were not sent, approved before, changed since, or the other meeting is not later.
        DecisionRefused: the other meeting does not decide now.
    """
    now = now or timezone.now()
    with transaction.atomic():
        meeting, later = meeting_run_by(actor, meeting_id), meeting_run_by(actor, in_meeting_id)
        minutes = _open_minutes(meeting)
        if minutes.sent_at is None:
            raise MinutesRefused(MinutesFault.NOT_SENT)
        if minutes.text_hash != text_hash:
            raise MinutesRefused(MinutesFault.OTHER_TEXT)
        if later.trajectory_id != meeting.trajectory_id or later.starts_at <= meeting.starts_at:
            raise MinutesRefused(MinutesFault.NOT_LATER)
        assert_open(later, now)
        item = item_of(later, f"{Source.MINUTES}:{meeting.id.hex}", now)
        about = item.title["nl"] if item else ""
        row = Decision(item=item, kind=DecisionKind.MINUTES.value, about=about, text=f"SHA-256 {text_hash}")
        decision = write_down(later, row, actor, now)
        minutes.approved_at, minutes.approved_in = now, later
        minutes.save(update_fields=["approved_at", "approved_in"])
        record_event(MeetingEvent.MINUTES_APPROVED, actor=actor, subject_id=meeting.id)
    return decision


def hash_of(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _open_minutes(meeting: Meeting) -> Minutes:
    minutes = Minutes.objects.select_for_update().filter(meeting=meeting).first()
    if minutes is None:
        raise MinutesRefused(MinutesFault.NOT_HELD)
    if minutes.approved_at is not None:
        raise MinutesRefused(MinutesFault.APPROVED)
    return minutes
