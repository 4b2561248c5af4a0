"""What can be refused here. Each carries a word; sentences are made in the templates.

PortalError
├── NoSuchProvider         there is none, or it is not this person's, or it is not listed: nobody can tell the difference
├── NoSuchPackage          there is none in force, or it is another provider's
├── NoSuchMark             there is none, or it is another provider's
├── ProfileRefused         something filled in cannot be; carries which field and why
├── UnknownProviderStep    the table of states has no such line
└── VettingRefused         this person may not decide, or not now; carries why
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchProvider(PortalError):
    """There is none, or it is not to be seen by whoever asks."""


class NoSuchPackage(PortalError):
    """There is none in force, or it is another provider's."""


class NoSuchMark(PortalError):
    """There is none, or it is another provider's."""


class Fault(StrEnum):
    """Why a field is refused."""

    MISSING = "missing"
    TOO_LONG = "too-long"
    UNKNOWN = "unknown"
    BAD_WEBSITE = "bad-website"
    BAD_EMAIL = "bad-email"
    BAD_PHONE = "bad-phone"
    BAD_PRICE = "bad-price"
    BAD_BAND = "bad-band"
    BAD_HOURS = "bad-hours"
    BAD_DAYS = "bad-days"
    BAD_DAY = "bad-day"
    BAD_ADDRESS = "bad-address"
    TAKEN = "taken"
    TOO_MANY = "too-many"


@dataclass(eq=False)
class ProfileRefused(PortalError):
    """`faults` by the name of the field."""

    faults: Mapping[str, Fault]


@dataclass(eq=False)
class UnknownProviderStep(PortalError):
    """Somebody did it meanwhile, or it was never possible from here."""

    state: str
    verb: str


class VettingFault(StrEnum):
    """Why this person may not decide. OWN: it is their own, or shares people with who vets. COMPETITOR: they work in the same
    field and region, and this cannot be halved. SAME: they decided or seconded before. CHECKLIST: points are not ticked.
    """

    OWN = "own"
    COMPETITOR = "competitor"
    SAME = "same"
    NO_REASON = "no-reason"
    CHECKLIST = "checklist"
    NO_APPEAL = "no-appeal"


@dataclass(eq=False)
class VettingRefused(PortalError):
    """`fault` says why."""

    fault: VettingFault
