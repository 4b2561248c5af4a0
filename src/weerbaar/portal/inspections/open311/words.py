"""What can go wrong between us and a municipality's system."""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class ReachFault(StrEnum):
    """Why a message did not arrive, or what came back is of no use. The words are stored."""

    NO_ADDRESS = "no-address"
    INSIDE = "inside"
    NOT_HTTPS = "not-https"
    CERTIFICATE = "certificate"
    TOO_SLOW = "too-slow"
    NOT_REACHED = "not-reached"
    TOO_LARGE = "too-large"
    REDIRECT = "redirect"
    REFUSED = "refused"
    TROUBLE = "trouble"
    NOT_READABLE = "not-readable"
    NO_SERVICE = "no-service"
    NO_PLACE = "no-place"
    NO_KEY = "no-key"


# Nothing changes by trying again.
FOR_GOOD = frozenset({ReachFault.REFUSED, ReachFault.NO_SERVICE, ReachFault.NO_PLACE})


@dataclass(eq=False)
class NotReached(PortalError):
    """`is_unsure`: the message may have been taken in all the same."""

    fault: ReachFault
    is_unsure: bool = False


class ReportingFault(StrEnum):
    """Why a way to report is refused."""

    NO_ADDRESS = "no-address"
    NOT_HTTPS = "not-https"
    INSIDE = "inside"
    NO_KEY = "no-key"
    NO_SERVICES = "no-services"
    UNKNOWN_TYPE = "unknown-type"
    NOT_SET_UP = "not-set-up"


@dataclass(eq=False)
class ReportingRefused(PortalError):
    """`fault` says why."""

    fault: ReportingFault
