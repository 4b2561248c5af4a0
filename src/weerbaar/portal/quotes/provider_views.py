"""What the invited see of a request and of their own quotes, as plain values."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weerbaar.portal.quotes.terms import vat_cents
from weerbaar.portal.quotes.words import InvitationState, QuoteState, RequestState


@dataclass(frozen=True, slots=True)
class AskedAction:
    """One action, as providers read it."""

    id: uuid.UUID
    cause: str
    title: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of anybody who was invited, and the answer (empty: not yet). `is_own` says that the reader asked it."""

    text: str
    answer: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Attached:
    """A file under our name for it; `size` in bytes."""

    id: uuid.UUID
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Who asks, once the company has let them know."""

    company: str
    place: str
    domains: tuple[str, ...]
    person: str
    email: str


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """What was offered for one action. Money is in euro cents without VAT."""

    requested_id: uuid.UUID
    title: str
    scope: str
    price_cents: int
    yearly_cents: int
    vat_percent: int
    ready_in_days: int


@dataclass(frozen=True, slots=True)
class OwnQuote:
    """A quote as its maker sees it. It is EXPIRED from the day after `valid_until`, whatever is stored."""

    id: uuid.UUID
    invitation_id: uuid.UUID
    version: int
    state: QuoteState
    as_a_whole: bool
    conditions: str
    submitted_on: date
    valid_until: date
    reason: str
    region: str
    lines: Sequence[OfferedLine]

    @property
    def total_cents(self) -> int:
        """All lines together, without VAT."""
        return sum(line.price_cents for line in self.lines)

    @property
    def total_with_vat_cents(self) -> int:
        """All lines together with VAT, each line rounded to whole cents."""
        return sum(line.price_cents + vat_cents(line.price_cents, line.vat_percent) for line in self.lines)


@dataclass(frozen=True, slots=True)
class AskedRequest:
    """A request as the invited see it. `takes_quotes` says that quotes and questions can still come."""

    invitation_id: uuid.UUID
    state: RequestState
    invitation: InvitationState
    region: str
    sector: str
    size: str
    language: str
    message: str
    made_on: date
    deadline: date
    takes_quotes: bool
    supplier: str
    actions: Sequence[AskedAction]
    attachments: Sequence[Attached]
    questions: Sequence[AskedQuestion]
    quotes: Sequence[OwnQuote]
    contact: Contact | None

    @property
    def quote(self) -> OwnQuote | None:
        """The quote in force, or the one that was accepted."""
        chosen = (QuoteState.SUBMITTED, QuoteState.ACCEPTED)
        return next((quote for quote in self.quotes if quote.state in chosen), None)


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A request in the list of a provider. `is_opened` says that somebody of theirs has seen it."""

    invitation_id: uuid.UUID
    state: InvitationState
    is_opened: bool
    takes_quotes: bool
    region: str
    sector: str
    size: str
    language: str
    made_on: date
    deadline: date
    titles: Sequence[str]
    causes: Sequence[str]
    has_contact: bool
