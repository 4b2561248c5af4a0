"""What can be refused in a survey. Values only; pages make the sentences.

PortalError
├── NoSuchWave           there is none, this person has no seat at its area, or the link opens nothing
├── WaveRefused          with why
├── ReplyRefused         with why
├── BoxStaysShut         the box of answers was sealed with another key than ours
└── CountedOnce          figures that were counted were to be changed
"""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchWave(PortalError):
    """There is none, or it is not this person's to see."""


class WaveFault(StrEnum):
    """Why a survey cannot be written, opened, ended or sent like this."""

    NO_TITLE = "no-title"
    NO_DAYS = "no-days"
    DAYS_BACKWARDS = "days-backwards"
    DAYS_PAST = "days-past"
    TOO_LONG_OPEN = "too-long-open"
    OTHER_OPEN = "other-open"
    NOT_A_DRAFT = "not-a-draft"
    NOT_OPEN = "not-open"
    NOT_YET = "not-yet"
    TOO_SOON = "too-soon"
    TOO_MANY_LINKS = "too-many-links"
    NOBODY_LEFT = "nobody-left"


@dataclass(eq=False)
class WaveRefused(PortalError):
    """`fault` says why."""

    fault: WaveFault


class ReplyFault(StrEnum):
    """Why an answer is not taken in."""

    NOT_OPEN = "not-open"
    CODE_UNKNOWN = "code-unknown"
    CODE_SPENT = "code-spent"
    CODE_NEEDED = "code-needed"
    FULL = "full"


@dataclass(eq=False)
class ReplyRefused(PortalError):
    """`fault` says why. Nothing was counted."""

    fault: ReplyFault


class BoxStaysShut(PortalError):
    """The key of this installation does not open the box: it was changed, or the database came from elsewhere."""


class CountedOnce(PortalError):
    """Figures of a survey are counted once and stay as they are."""
