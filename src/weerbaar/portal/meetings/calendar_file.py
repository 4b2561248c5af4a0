"""Calendar files (RFC 5545, Internet Calendaring and Scheduling, 2009): invitations and feeds of meetings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

PRODUCT = "-//Weerbaar//Overleg//NL"
# Section 3.1: a content line holds at most 75 octets, without its line end.
_MOST_OCTETS = 75


class Method(StrEnum):
    """What a calendar does with the file (RFC 5546, 1.4). PUBLISH: show it; REQUEST: ask for an answer; CANCEL: strike it out."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting. Moments carry a zone; `uid` stays the same for ever, `sequence` counts the changes (3.8.7.4)."""

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str = ""
    url: str = ""
    text: str = ""
    is_cancelled: bool = False


def calendar_file(
    entries: Iterable[Entry], method: Method, name: str, organiser: str = "", attendee: str = ""
) -> bytes:
    """The whole file in UTF-8. `organiser` and `attendee` are mail addresses; a REQUEST wants both (RFC 5546, 3.2.2)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", f"METHOD:{method}", f"X-WR-CALNAME:{_text(name)}"]
    for entry in entries:
        lines += _event(entry, organiser, attendee)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(entry: Entry, organiser: str, attendee: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTAMP:{_moment(entry.changed_at)}"
    yield f"DTSTART:{_moment(entry.starts_at)}"
    yield f"DTEND:{_moment(entry.ends_at)}"
    yield f"SUMMARY:{_text(entry.title)}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    if entry.text:
        yield f"DESCRIPTION:{_text(entry.text)}"
    if entry.url:
        yield f"URL:{_plain(entry.url)}"
    if organiser:
        yield f"ORGANIZER:mailto:{_plain(organiser)}"
    if attendee:
        yield f"ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:{_plain(attendee)}"
    yield f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    """In UTC (3.3.5, form 2)."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """With backslash, semicolon, comma and line end escaped (3.3.11); other control characters cannot be said."""
    whole = value.replace("\r\n", "\n").replace("\r", "\n")
    clean = "".join(char for char in whole if char in "\n\t" or (ord(char) >= 32 and ord(char) != 127))
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _plain(value: str) -> str:
    """An address that stands as it is: nothing in it may end the line."""
    return "".join(char for char in value if ord(char) > 32 and ord(char) != 127)


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, each but the first behind a blank, and no character cut in two (3.1)."""
    piece, octets = "", 0
    for char in line:
        size = len(char.encode())
        if octets + size > _MOST_OCTETS:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + char, octets + size
    yield piece
