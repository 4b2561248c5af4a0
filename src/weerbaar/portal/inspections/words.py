"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class Light(StrEnum):
    """Whether a round is walked in daylight or in the dark."""

    DAY = "DAY"
    DARK = "DARK"


class PointState(StrEnum):
    """OPEN: its owner has not heard of it. ASSIGNED: it was sent to its owner. VERIFIED: somebody else saw that it is solved."""

    OPEN = "open"
    ASSIGNED = "assigned"
    BUSY = "busy"
    SOLVED = "solved"
    VERIFIED = "verified"
    NOT_ACCEPTED = "not_accepted"


class PlacedBy(StrEnum):
    """How a place was found: by the phone itself, or by a finger on the map."""

    GPS = "gps"
    TAP = "tap"


class Moment(StrEnum):
    """Whether a photo shows a point as it was seen, or as it was solved."""

    SEEN = "seen"
    SOLVED = "solved"


class EditFate(StrEnum):
    """What came of something that was sent about a point. ASIDE: somebody else was earlier; what it says is kept here."""

    TAKEN = "taken"
    ASIDE = "aside"


class SendingState(StrEnum):
    """How far a point is on its way to the municipality's own system. ASKED: it has a number there."""

    WAITING = "waiting"
    ASKED = "asked"
    ENDED = "ended"
    GIVEN_UP = "given_up"
