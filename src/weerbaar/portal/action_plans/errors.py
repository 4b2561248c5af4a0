"""What can be refused here. Each carries a word; sentences are made in the templates.

PortalError
├── NoSuchAction          the company has no such action
├── NotPossibleNow        no line of the table of states allows this from where the action is
├── ActionRefused         something that was filled in is missing or cannot be; carries which
└── NoSuchHandover        the link belongs to nothing, or opens nothing any more; carries why and since when
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchAction(PortalError):
    """The company has no such action, or the link does not reach it."""


@dataclass(eq=False)
class NotPossibleNow(PortalError):
    """`verb` leads nowhere from `state` for this kind of actor."""

    verb: str
    state: str


class ActionFault(StrEnum):
    """What is wrong with what was filled in."""

    NO_REASON = "no-reason"
    NO_EVIDENCE = "no-evidence"
    NO_TEXT = "no-text"
    NOT_A_COLLEAGUE = "not-a-colleague"
    PAST_DATE = "past-date"
    FUTURE_DATE = "future-date"
    CAN_BE_MEASURED = "can-be-measured"
    NOTHING_CHOSEN = "nothing-chosen"
    TOO_LONG_VALID = "too-long-valid"
    SHORT_PASSWORD = "short-password"  # noqa: S105 (the name of a fault)
    TOO_MANY_OPEN = "too-many-open"


@dataclass(eq=False)
class ActionRefused(PortalError):
    """`fault` says what."""

    fault: ActionFault


class HandoverFault(StrEnum):
    """Why a link to tasks opens nothing."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    LOCKED = "locked"


@dataclass(eq=False)
class NoSuchHandover(PortalError):
    """`since` says when it expired, was withdrawn or locked."""

    fault: HandoverFault
    since: datetime | None = None
