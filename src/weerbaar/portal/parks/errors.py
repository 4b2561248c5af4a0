"""What can be refused here. Each carries a word; sentences are made in the templates.

PortalError
├── NoSuchPark         there is none, or this person has no seat there: nobody can tell the difference
├── ParkNotAllowed     the person works for the area, but not in a role that may do this
├── SeatRefused        a change of seats that cannot be; carries why
├── NoSuchSeat         the link belongs to no seat that can be taken; carries why, and since when
└── JoinRefused        the company cannot join this area; carries why
"""

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
