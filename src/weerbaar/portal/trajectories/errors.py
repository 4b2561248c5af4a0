"""What can be refused in a trajectory. Values only; pages make the sentences.

PortalError
├── NoSuchTrajectory
├── NoSuchPaper
├── NoSuchMeasure
├── NoSuchScan
├── NoSuchPriority
├── UnknownScheme        the product knows no such scheme
├── AlreadyUnderWay      the area has a trajectory
├── PhaseNotOver         with what is missing
├── PaperRefused         with why
├── SignatureRefused     with why
├── ScanRefused          with why
├── PlanRefused          with why, and in which line of a file
├── MeasureRefused       with why
└── MeasureNotNow        the table of states has no such line
"""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.trajectories.schemes.evaluate import Missing
from weerbaar.portal.trajectories.words import MeasureState


class NoSuchTrajectory(PortalError):
    """There is none, or this person has no seat at its area."""


class NoSuchPaper(PortalError):
    """There is none in this trajectory."""


class NoSuchMeasure(PortalError):
    """There is none in this trajectory."""


class NoSuchScan(PortalError):
    """There is none in this trajectory."""


class NoSuchPriority(PortalError):
    """The safety plan of this area has no such priority, or the area has no plan."""


class UnknownScheme(PortalError):
    """The product knows no such scheme."""


class AlreadyUnderWay(PortalError):
    """The area has a trajectory that is not stopped."""


@dataclass(eq=False)
class PhaseNotOver(PortalError):
    """The rule for the end of the phase is not met."""

    missing: tuple[Missing, ...]


class PaperFault(StrEnum):
    """Why a paper was refused."""

    UNKNOWN_KIND = "unknown-kind"
    UNKNOWN_FIELD = "unknown-field"
    FIELD_EMPTY = "field-empty"
    TOO_LONG = "too-long"
    NOT_A_DRAFT = "not-a-draft"
    NOT_SUBMITTED = "not-submitted"
    NO_REASON = "no-reason"
    OUTDATED = "outdated"


@dataclass(eq=False)
class PaperRefused(PortalError):
    """A paper cannot be written, submitted or adopted like this. `fields` are the names of the fields that are meant."""

    fault: PaperFault
    fields: tuple[str, ...] = ()


class SignatureFault(StrEnum):
    """Why a signature was refused."""

    NO_PARTY = "no-party"
    NOT_SUBMITTED = "not-submitted"
    OTHER_TEXT = "other-text"
    SIGNED_BEFORE = "signed-before"


@dataclass(eq=False)
class SignatureRefused(PortalError):
    """This person cannot sign this text now."""

    fault: SignatureFault


class ScanFault(StrEnum):
    """Why a signed scan was refused."""

    NO_FILE = "no-file"
    TOO_LARGE = "too-large"
    OTHER_KIND = "other-kind"
    BROKEN = "broken"
    NO_DAY = "no-day"
    NO_PARTY = "no-party"
    NOT_SUBMITTED = "not-submitted"
    SIGNED_BEFORE = "signed-before"
    BROUGHT_BEFORE = "brought-before"
    OWN_CHECK = "own-check"
    TOO_MANY = "too-many"


@dataclass(eq=False)
class ScanRefused(PortalError):
    """A scan cannot be kept, checked or removed like this."""

    fault: ScanFault


class PlanFault(StrEnum):
    """Why a safety plan was refused."""

    NO_MUNICIPALITY = "no-municipality"
    NO_TITLE = "no-title"
    NO_DAY = "no-day"
    ENDS_BEFORE = "ends-before"
    NO_DOCUMENT = "no-document"
    UNKNOWN_FIELD = "unknown-field"
    NO_TEXT = "no-text"
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"
    NO_COLUMN = "no-column"
    NOT_TEXT = "not-text"


@dataclass(eq=False)
class PlanRefused(PortalError):
    """A safety plan cannot be kept like this. `line` counts from 1 in a file; 0 when it is about the plan itself."""

    fault: PlanFault
    line: int = 0


class MeasureFault(StrEnum):
    """Why a measure was refused."""

    UNKNOWN_ASPECT = "unknown-aspect"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_PARTY = "unknown-party"
    NO_TEXT = "no-text"
    NO_OWNER = "no-owner"
    NO_DAY = "no-day"
    NO_INDICATOR = "no-indicator"
    NO_EVIDENCE = "no-evidence"
    NO_REASON = "no-reason"
    OWN_CHECK = "own-check"


@dataclass(eq=False)
class MeasureRefused(PortalError):
    """A measure cannot be written or changed like this."""

    fault: MeasureFault


@dataclass(eq=False)
class MeasureNotNow(PortalError):
    """The verb leads nowhere from this state, or not by this party."""

    source: MeasureState
    verb: str
