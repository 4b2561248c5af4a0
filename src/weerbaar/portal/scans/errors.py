"""The exceptions of this app.

PortalError
├── UnknownTransition      no line of the table of states allows this verb to this actor
├── ScanRefused            a scan may not be started now; carries why, and until when
├── NoSuchRun              no run belongs to this link, or it is not in a state to do this with
├── NoSuchTarget           the company has no such domain or run
├── TargetRefused          a domain cannot be added to the company; carries why
├── ProofRefused           a proof or agreement cannot be made now; carries why
├── DeviceRefused          a device cannot be added, or its report is not taken; carries why
└── CloudRefused           a cloud cannot be connected or read now (connectors/words.py); carries why
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class Refusal(StrEnum):
    """Why a scan is not started: a closed list, with a page or a sentence for each."""

    OPTED_OUT = "opted-out"
    TOO_MANY_FROM_HERE = "too-many-from-here"
    TOO_MANY_AT_ONCE = "too-many-at-once"
    TOO_MANY_OF_TARGET = "too-many-of-target"
    TOO_SOON = "too-soon"
    QUEUE_FULL = "queue-full"


@dataclass(eq=False)
class UnknownTransition(PortalError):
    """`verb` is not for this kind of actor."""

    verb: str
    actor: str


@dataclass(eq=False)
class ScanRefused(PortalError):
    """`until` is the moment from which it may be tried again, if there is one."""

    why: Refusal
    until: datetime | None = None


class NoSuchRun(PortalError):
    """Nothing belongs to this link. Whether it ever did is not told."""


class NoSuchTarget(PortalError):
    """The company has no such domain or run."""


class TargetFault(StrEnum):
    """Why a domain is not added."""

    ALREADY_THERE = "already-there"
    TOO_MANY = "too-many"


@dataclass(eq=False)
class TargetRefused(PortalError):
    """`fault` says why."""

    fault: TargetFault


class ProofRefusal(StrEnum):
    """Why a proof or an agreement is refused."""

    UNKNOWN_LINK = "unknown-link"
    LINK_EXPIRED = "link-expired"
    NOT_A_ROLE_ADDRESS = "not-a-role-address"
    MAILED_TOO_OFTEN = "mailed-too-often"
    NOT_PROVEN = "not-proven"
    NO_ADDRESSES = "no-addresses"


@dataclass(eq=False)
class ProofRefused(PortalError):
    """`why` says why."""

    why: ProofRefusal


class DeviceFault(StrEnum):
    """Why a device is not added, or its report not taken."""

    NO_LABEL = "no-label"
    SAME_LABEL = "same-label"
    TOO_MANY = "too-many"
    UNKNOWN_CODE = "unknown-code"
    CODE_ENDED = "code-ended"
    TOO_OFTEN = "too-often"


@dataclass(eq=False)
class DeviceRefused(PortalError):
    """`fault` says why; `until` when it may be tried again, if there is such a moment."""

    fault: DeviceFault
    until: datetime | None = None
