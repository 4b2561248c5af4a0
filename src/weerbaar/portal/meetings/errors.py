"""What can be refused around a meeting. Values only; pages make the sentences.

PortalError
├── NoSuchMeeting      there is none, or this person has no seat at its area
├── MeetingRefused     with why
├── DecisionRefused    with why; what a measure refuses comes from the trajectories
├── MinutesRefused     with why
└── NoSuchCalendar     the link belongs to no seat
"""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchMeeting(PortalError):
    """There is none, or it is not this person's to see."""


class NoSuchCalendar(PortalError):
    """The link belongs to nobody who has a seat."""


class MeetingFault(StrEnum):
    """Why a change of a meeting is refused."""

    NO_MOMENT = "no-moment"
    ENDS_BEFORE = "ends-before"
    TOO_LONG = "too-long"
    NO_PLACE = "no-place"
    BAD_LINK = "bad-link"
    UNKNOWN_PATTERN = "unknown-pattern"
    NOT_PLANNED = "not-planned"
    NOT_YET = "not-yet"
    TOO_FEW = "too-few"
    NOT_INVITED = "not-invited"
    NO_TEXT = "no-text"


@dataclass(eq=False)
class MeetingRefused(PortalError):
    """`fault` says why."""

    fault: MeetingFault


class DecisionFault(StrEnum):
    """Why a decision is refused."""

    CLOSED = "closed"
    NOT_YET = "not-yet"
    NO_TEXT = "no-text"
    NO_MEASURE = "no-measure"
    NO_MINUTES = "no-minutes"


@dataclass(eq=False)
class DecisionRefused(PortalError):
    """`fault` says why."""

    fault: DecisionFault


class MinutesFault(StrEnum):
    """Why something about minutes is refused."""

    NOT_HELD = "not-held"
    NOT_SENT = "not-sent"
    APPROVED = "approved"
    NO_TEXT = "no-text"
    NOT_LATER = "not-later"
    OTHER_TEXT = "other-text"


@dataclass(eq=False)
class MinutesRefused(PortalError):
    """`fault` says why."""

    fault: MinutesFault
