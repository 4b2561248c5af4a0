"""The closed lists of connections."""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class CloudVendor(StrEnum):
    """The clouds that can be connected."""

    MICROSOFT = "microsoft"
    GOOGLE = "google"


class CloudPart(StrEnum):
    """What is read, in the order in which people read it. The mail itself is never among it."""

    SECOND_STEP = "second-step"
    SECOND_STEP_REQUIRED = "second-step-required"
    ADMINISTRATORS = "administrators"
    OLD_SIGN_IN = "old-sign-in"
    IDLE_ACCOUNTS = "idle-accounts"
    SHARING = "sharing"
    FORWARDING = "forwarding"
    AUDIT_LOG = "audit-log"
    DEVICES = "devices"


class Silence(StrEnum):
    """Why a cloud told nothing of a part."""

    NO_LICENCE = "no-licence"
    NOT_PERMITTED = "not-permitted"
    NOT_OFFERED = "not-offered"
    NOT_REACHED = "not-reached"
    NOT_UNDERSTOOD = "not-understood"


class CloudFault(StrEnum):
    """Why a connection could not be made, or does not work any more."""

    DECLINED = "declined"
    EXPIRED_LINK = "expired-link"
    TOO_LITTLE_AGREED = "too-little-agreed"
    NOT_SET_UP = "not-set-up"
    REVOKED = "revoked"
    NOTHING_TOLD = "nothing-told"
    BUSY = "busy"
    NOT_REACHED = "not-reached"


@dataclass(eq=False)
class CloudRefused(PortalError):
    """`fault` says why."""

    fault: CloudFault


@dataclass(eq=False)
class PartSilent(Exception):
    """One part of a reading gave nothing; the others go on. `why` says why."""

    why: Silence
