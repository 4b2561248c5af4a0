"""What can be refused in an investment zone. Values only; pages make the sentences.

PortalError
├── NoSuchZone      there is none for this person
├── NoSuchSpending  there is none in this zone
└── BizRefused      with why
"""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchZone(PortalError):
    """The area has none, or this person has no seat there."""


class NoSuchSpending(PortalError):
    """There is none in this zone."""


class BizFault(StrEnum):
    """Why something was refused."""

    ALREADY_ONE = "already-one"
    NO_NAME = "no-name"
    NO_PURPOSE = "no-purpose"
    UNKNOWN_PAYERS = "unknown-payers"
    BAD_TERM = "bad-term"
    BAD_LEVY = "bad-levy"
    NOT_NOW = "not-now"
    BAD_DAYS = "bad-days"
    NOBODY_ELIGIBLE = "nobody-eligible"
    MORE_THAN_ELIGIBLE = "more-than-eligible"
    FEWER_THAN_BEFORE = "fewer-than-before"
    NOT_CLOSED = "not-closed"
    BAD_AMOUNT = "bad-amount"
    OUTSIDE_TERM = "outside-term"
    NO_SUCH_LINE = "no-such-line"
    LINE_IN_USE = "line-in-use"
    YEAR_CLOSED = "year-closed"
    YEAR_NOT_OVER = "year-not-over"
    UNKNOWN_MEASURE = "unknown-measure"


@dataclass(eq=False)
class BizRefused(PortalError):
    """`fault` says why."""

    fault: BizFault
