"""What can be refused here. Each carries a word; sentences are made in the templates.

PortalError
├── NoSuchPurchase        there is none, or it is not of an area that this person or company takes part in
├── NoSuchCommonCause     the company has no such card
├── PurchaseNotPossible   no row of the table of states allows this from where it stands
├── PurchaseRefused       something that was filled in is missing or cannot be
├── OfferRefused          the same, of an offer
└── ChoiceRefused         this company cannot choose this offer; carries why
"""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchPurchase(PortalError):
    """There is none, or it is not to be seen."""


class NoSuchCommonCause(PortalError):
    """The company has no such card."""


@dataclass(eq=False)
class PurchaseNotPossible(PortalError):
    """`verb` leads nowhere from `state` for this kind of actor."""

    verb: str
    state: str


class PurchaseFault(StrEnum):
    """What is wrong with a purchase that somebody wants to open."""

    NO_CAUSE = "no-cause"
    BAD_DAY = "bad-day"
    BAD_PERCENT = "bad-percent"
    BAD_CAP = "bad-cap"
    OPEN_ALREADY = "open-already"
    TOO_MANY = "too-many"
    TOO_LONG = "too-long"


@dataclass(eq=False)
class PurchaseRefused(PortalError):
    """`fault` says what."""

    fault: PurchaseFault


class OfferFault(StrEnum):
    """What is wrong with an offer. STEPS_TOO_LOW: a step between two and four companies would tell how few joined."""

    NOT_FOR_YOU = "not-for-you"
    NO_SCOPE = "no-scope"
    TOO_LONG = "too-long"
    NO_FIRST_STEP = "no-first-step"
    STEPS_TOO_LOW = "steps-too-low"
    STEPS_OUT_OF_ORDER = "steps-out-of-order"
    BAD_PRICE = "bad-price"
    BAD_DAYS = "bad-days"
    BAD_VAT = "bad-vat"


@dataclass(eq=False)
class OfferRefused(PortalError):
    """`fault` says what."""

    fault: OfferFault


class ChoiceFault(StrEnum):
    """Why a company cannot choose an offer."""

    NOT_JOINED = "not-joined"
    NO_SUCH_OFFER = "no-such-offer"
    NOTHING_TO_DO = "nothing-to-do"
    CHOSEN_ALREADY = "chosen-already"
    CONFLICT = "conflict"


@dataclass(eq=False)
class ChoiceRefused(PortalError):
    """`fault` says why."""

    fault: ChoiceFault
