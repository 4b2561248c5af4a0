"""What can be refused here. Each carries a word; sentences are made in the templates.

PortalError
├── NoSuchIncident      there is none, or it is not this person's to see: nobody can tell the difference
├── IncidentRefused     a report that cannot be kept, changed or withdrawn; carries why, and about which field
├── ContactRefused      a contact of the area that cannot be kept; carries why
├── DepthsRefused       a file with depths that cannot be read; carries why, and where
├── NoSuchDepths        there is no such import, or it cannot be taken or undone any more
├── FactRefused         a fact about fire that cannot be kept; carries why
└── GoodsRefused        a line of the list of hazardous goods that cannot be kept; carries why
"""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchIncident(PortalError):
    """There is none, or it is not this person's to see."""


class IncidentFault(StrEnum):
    """Why a report is refused."""

    NO_SUCH_KIND = "no-such-kind"
    NO_AREA = "no-area"
    NO_DAY = "no-day"
    DAY_AHEAD = "day-ahead"
    NO_STREET = "no-street"
    NO_DAMAGE = "no-damage"
    TELLS_WHO = "tells-who"
    TOO_LONG = "too-long"
    NO_PHOTO = "no-photo"
    PHOTO_TOO_LARGE = "photo-too-large"
    PEOPLE_IN_PHOTO = "people-in-photo"
    TOO_MANY = "too-many"
    TOO_LATE = "too-late"
    CLOSED = "closed"
    NOT_NOW = "not-now"
    NOT_SAID = "not-said"


@dataclass(eq=False)
class IncidentRefused(PortalError):
    """`field` is the name of the field that it is about, or empty."""

    fault: IncidentFault
    field: str = ""


class ContactFault(StrEnum):
    """Why a contact is refused."""

    NO_SUCH_CONTACT = "no-such-contact"
    NO_PHONE = "no-phone"
    NO_DAY = "no-day"
    DAY_AHEAD = "day-ahead"


@dataclass(eq=False)
class ContactRefused(PortalError):
    """`fault` says why."""

    fault: ContactFault


class DepthFault(StrEnum):
    """Why a file with depths is refused."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_JSON = "not-json"
    NOT_A_COLLECTION = "not-a-collection"
    OTHER_GRID = "other-grid"
    NO_OUTLINE = "no-outline"
    NO_DEPTH = "no-depth"
    NOT_A_DEPTH = "not-a-depth"
    NOT_A_TIFF = "not-a-tiff"
    NO_PLACE = "no-place"
    NO_CHANCE = "no-chance"
    NO_UNIT = "no-unit"
    NO_ESTABLISHMENTS = "no-establishments"
    NONE_INSIDE = "none-inside"
    NO_SOURCE = "no-source"
    TOO_MANY = "too-many"
    NO_DAY = "no-day"


@dataclass(eq=False)
class DepthsRefused(PortalError):
    """`rows` are the numbers of the features that are wrong, from 1, each with its fault; empty when the whole file is."""

    fault: DepthFault
    rows: tuple[tuple[int, DepthFault], ...] = ()


class NoSuchDepths(PortalError):
    """No such import, or not in a state in which this can be done."""


class FactFault(StrEnum):
    """Why a fact about fire is refused."""

    NO_KIND = "no-kind"
    NO_PLACE = "no-place"
    NO_STATE = "no-state"
    NO_DAY = "no-day"
    DAY_AHEAD = "day-ahead"
    NO_SUCH_FACT = "no-such-fact"


@dataclass(eq=False)
class FactRefused(PortalError):
    """`fault` says why."""

    fault: FactFault


class GoodsFault(StrEnum):
    """Why a line of the list of hazardous goods is refused."""

    NO_SUBSTANCE = "no-substance"
    UN_NUMBER = "un-number"
    NO_QUANTITY = "no-quantity"
    NO_PLACE = "no-place"
    TOO_MANY = "too-many"
    NO_SUCH_LINE = "no-such-line"


@dataclass(eq=False)
class GoodsRefused(PortalError):
    """`fault` says why."""

    fault: GoodsFault
