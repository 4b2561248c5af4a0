"""What can be refused here. Each carries a word; sentences are made in the templates.

PortalError
├── NoSuchRequest         the company has no such request, or the page is not this person's to see
├── NoSuchInvitation      whoever asks was not invited, or is not any more; carries why and since when
├── NotPossibleNow        no line of the table of states allows this from where it stands
└── QuoteRefused          something that was filled in is missing or cannot be; carries which, and at which action
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchRequest(PortalError):
    """There is none, or it is not this company's."""


class InvitationFault(StrEnum):
    """Why a request cannot be seen. REVOKED: by the company. WITHDRAWN: the whole request. NOT_LISTED: the provider is not."""

    UNKNOWN = "unknown"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    NOT_LISTED = "not-listed"


@dataclass(eq=False)
class NoSuchInvitation(PortalError):
    """`since` is when the request was withdrawn, if it was."""

    fault: InvitationFault
    since: datetime | None = None


@dataclass(eq=False)
class NotPossibleNow(PortalError):
    """`verb` leads nowhere from `state` for this kind of actor."""

    verb: str
    state: str


class QuoteFault(StrEnum):
    """What is wrong with a quote, a question or a reason."""

    NO_LINES = "no-lines"
    UNKNOWN_ACTION = "unknown-action"
    SAME_ACTION_TWICE = "same-action-twice"
    NO_SCOPE = "no-scope"
    BAD_PRICE = "bad-price"
    BAD_VAT = "bad-vat"
    BAD_DAYS = "bad-days"
    BAD_VALIDITY = "bad-validity"
    TOO_LONG = "too-long"
    DEADLINE_PASSED = "deadline-passed"
    CHANGED_MEANWHILE = "changed-meanwhile"
    NO_TEXT = "no-text"
    NO_REASON = "no-reason"
    TOO_MANY_QUESTIONS = "too-many-questions"


@dataclass(eq=False)
class QuoteRefused(PortalError):
    """`fault` says what, `requested_id` at which action if at one."""

    fault: QuoteFault
    requested_id: uuid.UUID | None = None
