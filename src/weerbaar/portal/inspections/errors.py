"""What can be refused here. Values only; pages make the sentences.

PortalError
├── NoSuchInspection   there is none at this area
├── NoSuchPoint        there is none at this area
├── NoSuchPhoto        there is none at this area
├── PhotoRefused       with why
├── PointRefused       with why, and in which field
├── PointNotNow        the table of states has no such line for this party
└── RoundRefused       with why
"""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.inspections.words import PointState


class NoSuchInspection(PortalError):
    """There is none at this area."""


class NoSuchPoint(PortalError):
    """There is none at this area."""


class NoSuchPhoto(PortalError):
    """There is none at this area."""


class PhotoFault(StrEnum):
    """Why a photo was refused."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    OTHER_KIND = "other-kind"
    BROKEN = "broken"
    OTHER_HASH = "other-hash"


@dataclass(eq=False)
class PhotoRefused(PortalError):
    """`fault` says why."""

    fault: PhotoFault


class PointFault(StrEnum):
    """Why a point was refused."""

    UNKNOWN_TYPE = "unknown-type"
    UNKNOWN_SEVERITY = "unknown-severity"
    UNKNOWN_PARTY = "unknown-party"
    UNKNOWN_FIELD = "unknown-field"
    TOO_LONG = "too-long"
    NUMBER_PLATE = "number-plate"
    NO_PLACE = "no-place"
    NOT_ON_EARTH = "not-on-earth"
    IN_FUTURE = "in-future"
    TOO_MANY_PHOTOS = "too-many-photos"
    NO_HASH = "no-hash"
    NO_EVIDENCE = "no-evidence"
    NO_REASON = "no-reason"
    OWN_WORK = "own-work"


@dataclass(eq=False)
class PointRefused(PortalError):
    """A point cannot be written or moved like this. `field` is the name of the field that is meant."""

    fault: PointFault
    field: str = "text"


@dataclass(eq=False)
class PointNotNow(PortalError):
    """The verb leads nowhere from this state, or not for this party."""

    source: PointState
    verb: str


class RoundFault(StrEnum):
    """Why a round was refused."""

    UNKNOWN_ROUND = "unknown-round"
    UNKNOWN_PARTY = "unknown-party"
    NO_ROUTE = "no-route"
    NO_PARTICIPANTS = "no-participants"
    CLOSED = "closed"
    NOT_CLOSED = "not-closed"
    IN_FUTURE = "in-future"
    NUMBER_PLATE = "number-plate"
    NO_TRAJECTORY = "no-trajectory"


@dataclass(eq=False)
class RoundRefused(PortalError):
    """`fault` says why."""

    fault: RoundFault
