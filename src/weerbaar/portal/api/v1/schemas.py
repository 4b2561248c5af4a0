"""The forms of what goes over the wire. Money is in euro cents without VAT, days are ISO 8601."""

import uuid
from datetime import date
from typing import Annotated, Any

from ninja import Field, Schema

_LONGEST_TEXT = 1000
# Text of people: no null character, which PostgreSQL cannot keep.
_TEXT = r"^[^\x00]*$"


class AskedAction(Schema):
    """One action of a request. `detail` is technical, and tells nothing of who asks."""

    id: uuid.UUID
    cause: str
    title: str
    detail: dict[str, Any]


class AskedQuestion(Schema):
    """A question of one of the invited, with the answer (empty: not yet)."""

    text: str
    answer: str
    is_own: bool


class Attachment(Schema):
    """A file of the request; `size` in bytes."""

    id: uuid.UUID
    name: str
    media_type: str
    size: int


class Contact(Schema):
    """Who asks, once they have let you know."""

    company: str
    place: str
    domains: list[str]
    person: str
    email: str


class OfferedLine(Schema):
    """What you offered for one action."""

    requested_id: uuid.UUID
    title: str
    scope: str
    price_cents: int
    yearly_cents: int
    vat_percent: int
    ready_in_days: int


class Quote(Schema):
    """A quote of yours. State: submitted, replaced, withdrawn, refused, accepted or expired."""

    id: uuid.UUID
    invitation_id: uuid.UUID
    version: int
    state: str
    as_a_whole: bool
    conditions: str
    submitted_on: date
    valid_until: date
    reason: str
    total_cents: int
    lines: list[OfferedLine]


class Request(Schema):
    """A request in the list. `id` is that of your invitation. State: invited, quoted or declined."""

    id: uuid.UUID = Field(alias="invitation_id")
    state: str
    is_opened: bool
    takes_quotes: bool
    region: str
    sector: str
    size: str
    language: str
    made_on: date
    deadline: date
    titles: list[str]
    causes: list[str]
    has_contact: bool


class WholeRequest(Schema):
    """A request in full. `contact` is empty until the company lets you know who it is."""

    id: uuid.UUID = Field(alias="invitation_id")
    state: str
    invitation: str
    takes_quotes: bool
    region: str
    sector: str
    size: str
    language: str
    message: str
    made_on: date
    deadline: date
    actions: list[AskedAction]
    attachments: list[Attachment]
    questions: list[AskedQuestion]
    quotes: list[Quote]
    contact: Contact | None


class OrderLine(Schema):
    """The work for one action. `can` says which verbs lead on from here."""

    id: uuid.UUID
    cause: str
    state: str
    price_cents: int
    vat_percent: int
    due_on: date
    delivered_on: date | None
    solved_on: date | None
    reopened_on: date | None
    can: list[str]


class Order(Schema):
    """A work order. `total_cents` is without VAT."""

    id: uuid.UUID
    number: str
    company: str
    ordered_on: date
    ended_on: date | None
    total_cents: int
    lines: list[OrderLine]


class Question(Schema):
    """A question to ask."""

    text: Annotated[str, Field(min_length=1, max_length=_LONGEST_TEXT, pattern=_TEXT)]


class Declined(Schema):
    """Why you make no quote. The company reads this."""

    reason: Annotated[str, Field(min_length=1, max_length=400, pattern=_TEXT)]


class NewLine(Schema):
    """What you offer for one action. `ready_in_days` counts from the order."""

    requested_id: uuid.UUID
    scope: Annotated[str, Field(min_length=1, max_length=_LONGEST_TEXT, pattern=_TEXT)]
    price_cents: Annotated[int, Field(ge=0, le=25_000_000)]
    yearly_cents: Annotated[int, Field(ge=0, le=25_000_000)] = 0
    vat_percent: Annotated[int, Field(ge=0, le=21)] = 21
    ready_in_days: Annotated[int, Field(ge=1, le=365)] = 14


class NewQuote(Schema):
    """A quote to submit. `replaces` is the version that you saw in force (0: none); leave it out to replace whatever is."""

    lines: Annotated[list[NewLine], Field(min_length=1, max_length=50)]
    as_a_whole: bool = False
    conditions: Annotated[str, Field(max_length=2000, pattern=_TEXT)] = ""
    valid_until: date
    replaces: Annotated[int, Field(ge=0, le=30_000)] | None = None


class Delivered(Schema):
    """What you did. The company reads this."""

    text: Annotated[str, Field(max_length=_LONGEST_TEXT, pattern=_TEXT)] = ""


class Made(Schema):
    """The id of what was made."""

    id: uuid.UUID


class State(Schema):
    """Where it stands now."""

    state: str


class DeliveredState(State):
    """Where it stands now. `is_measured`: a measurement is on its way; it decides."""

    is_measured: bool


class Requests(Schema):
    """A page of requests."""

    items: list[Request]
    page: int
    per_page: int
    total: int


class Quotes(Schema):
    """A page of quotes."""

    items: list[Quote]
    page: int
    per_page: int
    total: int


class Orders(Schema):
    """A page of orders."""

    items: list[Order]
    page: int
    per_page: int
    total: int
