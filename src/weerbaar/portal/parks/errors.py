"""What can be refused here. Each carries a word; sentences are made in the templates.

PortalError
├── NoSuchPark         there is none, or this person has no seat there: nobody can tell the difference
├── ParkNotAllowed     the person works for the area, but not in a role that may do this
├── SeatRefused        a change of seats that cannot be; carries why
├── NoSuchSeat         the link belongs to no seat that can be taken; carries why, and since when
├── JoinRefused        the company cannot join this area; carries why
├── BoundaryRefused    a file with an outline that cannot be used; carries why
├── NothingToUndo      there is no change to take back
├── EntryRefused       an establishment or facility with fields that are wrong; carries which and why
├── NoSuchEntry        there is no such establishment or facility on this area
└── ListFileRefused    a file with establishments that cannot be read; carries why
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchPark(PortalError):
    """There is none, or it is not this person's to see."""


class ParkNotAllowed(PortalError):
    """The role of this person does not allow this."""


class SeatFault(StrEnum):
    """Why a change of seats is refused."""

    LAST_MANAGER = "last-manager"
    ALREADY_SEATED = "already-seated"
    ALREADY_INVITED = "already-invited"
    NO_SUCH_SEAT = "no-such-seat"
    NO_PARTY = "no-party"
    TOO_MANY_INVITATIONS = "too-many-invitations"


@dataclass(eq=False)
class SeatRefused(PortalError):
    """`fault` says why."""

    fault: SeatFault


class SeatLinkFault(StrEnum):
    """Why a link to a seat cannot be used."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    USED = "used"
    OTHER_ADDRESS = "other-address"


@dataclass(eq=False)
class NoSuchSeat(PortalError):
    """`since` says when it expired, was withdrawn or used."""

    fault: SeatLinkFault
    since: datetime | None = None


class JoinFault(StrEnum):
    """Why a company does not join."""

    NO_SUCH_PARK = "no-such-park"
    NOT_A_COMPANY = "not-a-company"


@dataclass(eq=False)
class JoinRefused(PortalError):
    """`fault` says why."""

    fault: JoinFault


class BoundaryFault(StrEnum):
    """Why a file with an outline is refused. What is wrong with the outline itself stands in `ShapeFault`."""

    TOO_LARGE = "too-large"
    NO_JSON = "no-json"
    NO_OUTLINE = "no-outline"
    UNKNOWN_CRS = "unknown-crs"


@dataclass(eq=False)
class BoundaryRefused(PortalError):
    """`fault` says why."""

    fault: BoundaryFault


class NothingToUndo(PortalError):
    """There is no change to take back, or another one came after it."""


class EntryFault(StrEnum):
    """What is wrong with a field of an establishment or facility."""

    MISSING = "missing"
    TOO_LONG = "too-long"
    NOT_TWELVE_DIGITS = "not-twelve-digits"
    TAKEN = "taken"
    UNKNOWN_WORD = "unknown-word"
    NOT_ON_THE_MAP = "not-on-the-map"
    NOT_YES_OR_NO = "not-yes-or-no"
    FORMULA = "formula"
    SEVERAL_FIT = "several-fit"


@dataclass(eq=False)
class EntryRefused(PortalError):
    """`faults` has for each wrong field what is wrong."""

    faults: Mapping[str, EntryFault]


class NoSuchEntry(PortalError):
    """There is none on this area, or it is not this company's to claim."""


class ListFileFault(StrEnum):
    """Why a file with establishments cannot be read at all."""

    TOO_LARGE = "too-large"
    NO_TABLE = "no-table"
    NO_ROWS = "no-rows"
    TOO_MANY_ROWS = "too-many-rows"
    TOO_MANY_COLUMNS = "too-many-columns"


@dataclass(eq=False)
class ListFileRefused(PortalError):
    """`fault` says why."""

    fault: ListFileFault
