"""What can be refused after a quote was accepted. Each carries a word; sentences are made in the templates.

PortalError
├── NoSuchOrder            there is none, or it is not this side's to see
├── LineNotPossibleNow     no row of the table of states allows this from where the work is
├── LineRefused            something that was filled in is missing or cannot be; carries which
└── LiftRefused            a conflict of interest cannot be lifted so; carries why
"""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchOrder(PortalError):
    """There is no such order or line, or it is not this side's to see: nobody can tell the difference."""


@dataclass(eq=False)
class LineNotPossibleNow(PortalError):
    """`verb` leads nowhere from `state` for this kind of actor."""

    verb: str
    state: str


class LineFault(StrEnum):
    """What is wrong with what was filled in."""

    NO_REASON = "no-reason"
    NO_TEXT = "no-text"
    NO_EVIDENCE = "no-evidence"
    FUTURE_DATE = "future-date"
    CAN_BE_MEASURED = "can-be-measured"
    NOT_YOURS_TO_ANSWER = "not-yours-to-answer"
    NOTHING_PROPOSED = "nothing-proposed"


@dataclass(eq=False)
class LineRefused(PortalError):
    """`fault` says what."""

    fault: LineFault


class LiftFault(StrEnum):
    """Why a conflict of interest is not lifted."""

    NO_REASON = "no-reason"
    NO_CONFLICT = "no-conflict"


@dataclass(eq=False)
class LiftRefused(PortalError):
    """`fault` says why."""

    fault: LiftFault
