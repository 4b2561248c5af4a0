"""What can be refused here. Each carries a word; sentences are made in the templates.

PortalError
├── NoSuchOrganisation     there is none, or it is not this person's to see: nobody can tell the difference
├── NotAllowed             the person belongs to the organisation, but not in a role that may do this
├── NoSuchInvitation       the link belongs to nothing, is used, withdrawn or expired; carries which
├── MembershipRefused      a change that would leave an organisation without an owner, or repeat itself
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchOrganisation(PortalError):
    """There is none, or it is not this person's to see."""


class NotAllowed(PortalError):
    """The role of this person does not allow this."""


class InvitationFault(StrEnum):
    """Why a link to a seat cannot be used."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    USED = "used"
    OTHER_ADDRESS = "other-address"


@dataclass(eq=False)
class NoSuchInvitation(PortalError):
    """`since` says when it expired, was withdrawn or used."""

    fault: InvitationFault
    since: datetime | None = None


class MembershipFault(StrEnum):
    """Why a change of people is refused."""

    LAST_OWNER = "last-owner"
    ALREADY_MEMBER = "already-member"
    ALREADY_INVITED = "already-invited"
    NO_SUCH_MEMBER = "no-such-member"
    TOO_MANY_INVITATIONS = "too-many-invitations"


@dataclass(eq=False)
class MembershipRefused(PortalError):
    """`fault` says why."""

    fault: MembershipFault


class GrantFault(StrEnum):
    """Why results are not shared."""

    NO_SUCH_RECEIVER = "no-such-receiver"
    NO_PURPOSE = "no-purpose"
    BAD_DAY = "bad-day"


@dataclass(eq=False)
class GrantRefused(PortalError):
    """`fault` says why."""

    fault: GrantFault
