"""The letters about meetings: an invitation with a file for the calendar, and minutes."""

import uuid
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from weerbaar.portal.meetings.calendar_file import Entry, Method, calendar_file
from weerbaar.portal.meetings.patterns.read_patterns import load_patterns
from weerbaar.portal.meetings.selectors import MeetingCard, MeetingView, guests_of
from weerbaar.portal.meetings.words import MeetingState
from weerbaar.portal.web.letters.send_letter import Enclosure, send_letter


def send_meeting(view: MeetingView) -> int:
    """How many letters were sent: about a meeting that is planned, changed or cancelled."""
    is_off = view.card.state is MeetingState.CANCELLED
    method = Method.CANCEL if is_off else Method.REQUEST
    sent, organiser = 0, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    for guest in guests_of(view):
        entry = entry_of(view.card, view.park.id, guest.language)
        file = calendar_file([entry], method, view.park.name, organiser, guest.email)
        values = {
            "park": view.park.name,
            "card": view.card,
            "name": entry.title,
            "is_off": is_off,
            "is_new": not view.card.sequence,
            "path": _path(view.card, view.park.id),
        }
        enclosed = [Enclosure("overleg.ics", file, f"text/calendar; charset=utf-8; method={method}")]
        sent += send_letter("meeting", guest.email, guest.language, values, enclosed=enclosed)
    return sent


def send_minutes_round(view: MeetingView) -> int:
    """How many letters were sent: minutes can be read and corrected."""
    values = {
        "park": view.park.name,
        "card": view.card,
        "number": len(view.decisions),
        "path": reverse("meeting-minutes", kwargs={"park_id": view.park.id, "meeting_id": view.id}),
    }
    return sum(send_letter("minutes", guest.email, guest.language, values) for guest in guests_of(view))


def entry_of(card: MeetingCard, park_id: uuid.UUID, language: str) -> Entry:
    """A meeting as calendars hold it."""
    pattern = load_patterns().get(card.pattern)
    with translation.override(language):
        return Entry(
            uid=f"{card.id}@weerbaar",
            sequence=card.sequence,
            changed_at=card.changed_at,
            starts_at=card.starts_at,
            ends_at=card.ends_at,
            title=pattern.title[language] if pattern else card.pattern,
            place=card.place or card.link,
            url=f"{settings.PUBLIC_URL}{_path(card, park_id)}",
            text=card.link,
            is_cancelled=card.state is MeetingState.CANCELLED,
        )


def _path(card: MeetingCard, park_id: uuid.UUID) -> str:
    return reverse("meeting-one", kwargs={"park_id": park_id, "meeting_id": card.id})
