"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class Source(StrEnum):
    """Where figures come from. POLICE_YEAR and POLICE_MONTH: the open tables 47018NED and 47022NED. ACCIDENTS: the national
    register of road accidents (BRON). FIRE_BRIGADE: a table that the fire brigade fills in by our layout.
    """

    POLICE_YEAR = "police_year"
    POLICE_MONTH = "police_month"
    ACCIDENTS = "accidents"
    FIRE_BRIGADE = "fire_brigade"


class ImportState(StrEnum):
    """LOOKED: read and shown, counts for nothing yet. UNDONE: taken out again; that it was there stays known."""

    LOOKED = "looked"
    TAKEN_IN = "taken_in"
    UNDONE = "undone"


class Fault(StrEnum):
    """What is wrong with a file, or with a row of it."""

    TOO_LARGE = "too-large"
    EXAMPLE = "example"
    NO_TEXT = "no-text"
    NO_ROWS = "no-rows"
    TOO_MANY_ROWS = "too-many-rows"
    MISSING_COLUMN = "missing-column"
    WRONG_WIDTH = "wrong-width"
    NO_CODES = "no-codes"
    NO_BOUNDARY = "no-boundary"
    NOTHING_HERE = "nothing-here"
    OTHER_PERIOD = "other-period"
    FUTURE = "future"
    UNKNOWN_PLACE = "unknown-place"
    UNKNOWN_KIND = "unknown-kind"
    NO_NUMBER = "no-number"
    NO_POINT = "no-point"
    OUTSIDE = "outside"
    TWICE = "twice"
