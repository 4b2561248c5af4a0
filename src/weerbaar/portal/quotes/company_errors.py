"""What can be refused to a company that asks for help. Each carries a word; sentences are made in the templates.

PortalError
├── RequestRefused     something that was filled in is missing or cannot be; carries which, and the words or ids it is about
├── NoSuchQuote        this company got no such quote
└── AlreadyOrdered     work for this action was ordered already
"""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class RequestFault(StrEnum):
    """What is wrong with a request, an answer or a choice."""

    NO_ACTIONS = "no-actions"
    NOT_TO_DO = "not-to-do"
    ALREADY_ORDERED = "already-ordered"
    NOBODY_ASKED = "nobody-asked"
    TOO_MANY_ASKED = "too-many-asked"
    NOT_LISTED = "not-listed"
    CONFLICT = "conflict"
    TELLS_WHO = "tells-who"
    BAD_DEADLINE = "bad-deadline"
    TOO_LONG = "too-long"
    TOO_MANY_OPEN = "too-many-open"
    TOO_MANY_FILES = "too-many-files"
    ONLY_PICTURES = "only-pictures"
    NO_SUPPLIER = "no-supplier"
    NO_TEXT = "no-text"
    NO_REASON = "no-reason"
    NOTHING_CHOSEN = "nothing-chosen"
    AS_A_WHOLE = "as-a-whole"
    EXPIRED = "expired"
    PROVIDER_GONE = "provider-gone"


@dataclass(eq=False)
class RequestRefused(PortalError):
    """`words` are what tells who asks, `ids` the providers or actions that are meant."""

    fault: RequestFault
    words: tuple[str, ...] = ()
    ids: tuple[uuid.UUID, ...] = field(default=())


class NoSuchQuote(PortalError):
    """This company got no such quote."""


@dataclass(eq=False)
class AlreadyOrdered(PortalError):
    """Work for these actions was ordered already: of two who choose at once, one wins."""

    action_ids: tuple[uuid.UUID, ...]
