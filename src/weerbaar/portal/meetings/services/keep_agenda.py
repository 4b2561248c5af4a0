"""Adds a point to an agenda, moves one, takes one off, and keeps all of it when the meeting is over."""

import uuid
from datetime import datetime

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.meetings.agenda.collect import Point, agenda_of
from weerbaar.portal.meetings.errors import MeetingFault, MeetingRefused
from weerbaar.portal.meetings.events import MeetingEvent
from weerbaar.portal.meetings.find import planned_run_by
from weerbaar.portal.meetings.models import AgendaItem, Meeting
from weerbaar.portal.meetings.words import Source


def add_point(meeting_id: uuid.UUID, text: str, *, actor: Person, now: datetime | None = None) -> str:
    """The key of a point of one's own; it comes last.

    Raises:
        NoSuchMeeting, ParkNotAllowed: this person does not run it.
        MeetingRefused: there is no text, or the meeting is over.
    """
    text = " ".join(text.split())[:200]
    with transaction.atomic():
        meeting = planned_run_by(actor, meeting_id)
        if not text:
            raise MeetingRefused(MeetingFault.NO_TEXT)
        keep_points(meeting, agenda_of(meeting, now))
        subject = uuid.uuid4().hex
        place = AgendaItem.objects.filter(meeting=meeting).count()
        AgendaItem.objects.create(
            meeting=meeting, source=Source.OWN.value, subject=subject, title={"nl": text, "en": text}, place=place
        )
        record_event(MeetingEvent.AGENDA_CHANGED, actor=actor, subject_id=meeting.id)
    return f"{Source.OWN}:{subject}"


def move_point(meeting_id: uuid.UUID, key: str, places: int, *, actor: Person, now: datetime | None = None) -> None:
    """So many places down, or up when negative. Does nothing for a point that is not there or would fall off.

    Raises:
        NoSuchMeeting, ParkNotAllowed: this person does not run it.
        MeetingRefused: the meeting is over.
    """
    with transaction.atomic():
        meeting = planned_run_by(actor, meeting_id)
        points = agenda_of(meeting, now)
        at = next((number for number, point in enumerate(points) if point.key == key), None)
        if at is None or not 0 <= at + places < len(points):
            return
        points.insert(at + places, points.pop(at))
        keep_points(meeting, points)
        record_event(MeetingEvent.AGENDA_CHANGED, actor=actor, subject_id=meeting.id)


def take_off(meeting_id: uuid.UUID, key: str, *, actor: Person, now: datetime | None = None) -> None:
    """This meeting does not talk about it. What is late comes back on the next agenda.

    Raises:
        NoSuchMeeting, ParkNotAllowed: this person does not run it.
        MeetingRefused: the meeting is over, or decided on this point.
    """
    with transaction.atomic():
        meeting = planned_run_by(actor, meeting_id)
        keep_points(meeting, agenda_of(meeting, now))
        source, _, subject = key.partition(":")
        rows = AgendaItem.objects.filter(meeting=meeting, source=source, subject=subject)
        if rows.filter(decisions__isnull=False).exists():
            raise MeetingRefused(MeetingFault.NOT_PLANNED)
        if rows.update(is_off=True):
            record_event(MeetingEvent.AGENDA_CHANGED, actor=actor, subject_id=meeting.id)


def keep_points(meeting: Meeting, points: list[Point]) -> dict[str, AgendaItem]:
    """A row for each point, in this order, by key; for use by other services."""
    rows = {f"{row.source}:{row.subject}": row for row in AgendaItem.objects.filter(meeting=meeting)}
    kept: dict[str, AgendaItem] = {}
    for place, point in enumerate(points):
        row = rows.get(point.key) or AgendaItem(meeting=meeting, source=point.source.value, subject=point.subject)
        row.title, row.measure_id, row.place = dict(point.title), point.measure_id, place
        row.save()
        kept[point.key] = row
    return kept
