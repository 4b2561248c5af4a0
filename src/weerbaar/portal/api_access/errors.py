"""What can be refused here. Each carries a word; sentences are made in the templates and in the answers to programs.

PortalError
├── TokenRefused          a token cannot be made so; carries what is wrong
├── NoSuchToken           there is none, or it is not this provider's
├── NotAuthenticated      a call without a token that is in force; carries why
├── TooManyCalls          this token called too often; carries when it may again
├── KeyUsedOtherwise      an idempotency key came back with another call
├── EndpointRefused       an address cannot be taken in so; carries what is wrong
└── NoSuchEndpoint        there is none, or it is not this provider's
"""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class TokenFault(StrEnum):
    """What is wrong with what was filled in."""

    NO_NAME = "no-name"
    NO_SCOPES = "no-scopes"
    BAD_DAY = "bad-day"
    TOO_MANY = "too-many"


@dataclass(eq=False)
class TokenRefused(PortalError):
    """`fault` says what."""

    fault: TokenFault


class NoSuchToken(PortalError):
    """There is none, or it is not this provider's."""


class CallFault(StrEnum):
    """Why a call is nobody's. UNKNOWN also for a token that was withdrawn or belongs to who left: a stranger learns nothing."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    EXPIRED = "expired"


@dataclass(eq=False)
class NotAuthenticated(PortalError):
    """`fault` says why."""

    fault: CallFault


@dataclass(eq=False)
class TooManyCalls(PortalError):
    """The next call is taken after `wait_s` seconds."""

    wait_s: int


class KeyUsedOtherwise(PortalError):
    """The same key with another method, path or body."""


class EndpointFault(StrEnum):
    """What is wrong with an address."""

    NOT_HTTPS = "not-https"
    NO_ADDRESS = "no-address"
    INSIDE = "inside"
    NO_WORDS = "no-words"
    SAME = "same"
    TOO_MANY = "too-many"
    NOT_SET_UP = "not-set-up"


@dataclass(eq=False)
class EndpointRefused(PortalError):
    """`fault` says what."""

    fault: EndpointFault


class NoSuchEndpoint(PortalError):
    """There is none, or it is not this provider's."""
