"""What a company reads of its requests: who was asked, what they ask and offer, and what can still be chosen.

The order in which offers stand is drawn by lot for each request, and the same at every look: no place says anything.
"""

import hashlib
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils import timezone

from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.providers.selectors import ProviderCard, listed_providers
from weerbaar.portal.quotes.errors import NoSuchRequest
from weerbaar.portal.quotes.models import OrderLine, Quote, QuoteRequest, RequestAttachment, RequestInvitation
from weerbaar.portal.quotes.provider_views import Attached
from weerbaar.portal.quotes.record import Standing, records_of
from weerbaar.portal.quotes.terms import vat_cents
from weerbaar.portal.quotes.words import LIVE_LINES, InvitationState, QuoteState, RequestState


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request in the list. `waits` counts the questions without an answer."""

    id: uuid.UUID
    state: RequestState
    made_at: datetime
    deadline: datetime
    titles: Sequence[str]
    asked: int
    quoted: int
    waits: int


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What is offered for one action. Money is in euro cents without VAT. `ordered` says that its work was ordered already."""

    requested_id: uuid.UUID
    action_id: uuid.UUID
    title: str
    scope: str
    price_cents: int
    yearly_cents: int
    vat_percent: int
    ready_in_days: int
    ordered: bool

    @property
    def with_vat_cents(self) -> int:
        """The first year with VAT, rounded as in the order."""
        return self.price_cents + vat_cents(self.price_cents, self.vat_percent)

    @property
    def yearly_with_vat_cents(self) -> int:
        """Each later year with VAT, rounded as in the order."""
        return self.yearly_cents + vat_cents(self.yearly_cents, self.vat_percent)


@dataclass(frozen=True)
class Offer:
    """A quote as the company reads it. It is EXPIRED from the day after `valid_until`, whatever is stored."""

    id: uuid.UUID
    state: QuoteState
    as_a_whole: bool
    conditions: str
    submitted_at: datetime
    valid_until: date
    reason: str
    lines: Sequence[OfferLine]
    order_id: uuid.UUID | None

    @property
    def total_cents(self) -> int:
        """The first year of all lines, without VAT."""
        return sum(line.price_cents for line in self.lines)

    @property
    def total_with_vat_cents(self) -> int:
        """The first year of all lines, each with VAT rounded to whole cents."""
        return sum(line.with_vat_cents for line in self.lines)

    @property
    def yearly_cents(self) -> int:
        """Each later year of all lines, without VAT."""
        return sum(line.yearly_cents for line in self.lines)

    @property
    def yearly_with_vat_cents(self) -> int:
        """Each later year of all lines, with VAT."""
        return sum(line.yearly_with_vat_cents for line in self.lines)

    @property
    def ready_in_days(self) -> int:
        """When the slowest line is ready."""
        return max((line.ready_in_days for line in self.lines), default=0)

    @property
    def choosable(self) -> Sequence[OfferLine]:
        """What can be ordered now; nothing of a whole of which a part was ordered elsewhere."""
        if self.state is not QuoteState.SUBMITTED:
            return ()
        free = [line for line in self.lines if not line.ordered]
        return () if self.as_a_whole and len(free) < len(self.lines) else free


@dataclass(frozen=True)
class Invited:
    """Somebody who was asked. `card` of a listed provider, with its `record`; a supplier by link has neither. `offer` is the
    quote in force, or the newest that was answered.
    """

    id: uuid.UUID
    provider_id: uuid.UUID | None
    name: str
    state: InvitationState
    reason: str
    opened_at: datetime | None
    contact_at: datetime | None
    card: ProviderCard | None
    record: Standing | None
    offer: Offer | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question that all who were asked read, and the answer (empty: not yet). Who asked is not told to the company either."""

    id: uuid.UUID
    text: str
    asked_at: datetime
    answer: str


@dataclass(frozen=True)
class CompanyRequest:
    """A request as the company sees it. `actions` are id, title and detail as the invited read them."""

    id: uuid.UUID
    state: RequestState
    message: str
    region: str
    language: str
    made_at: datetime
    deadline: datetime
    ended_at: datetime | None
    actions: Sequence[tuple[uuid.UUID, str, Mapping[str, Any]]]
    attachments: Sequence[Attached]
    questions: Sequence[Question]
    invited: Sequence[Invited]

    @property
    def offers(self) -> Sequence[Invited]:
        """Who offered something that can be compared."""
        return [one for one in self.invited if one.offer and one.offer.state is not QuoteState.WITHDRAWN]

    @property
    def waits(self) -> int:
        """How many questions have no answer."""
        return sum(not question.answer for question in self.questions)


def requests_of(view: OrganisationView) -> Sequence[RequestLine]:
    """The requests of a company, newest first."""
    rows = QuoteRequest.objects.filter(organisation_id=view.id).prefetch_related("actions", "invitations", "questions")
    found = []
    for row in rows.order_by("-made_at", "-id"):
        found.append(
            RequestLine(
                id=row.id,
                state=RequestState(row.state),
                made_at=row.made_at,
                deadline=row.deadline,
                titles=sorted(asked.title for asked in row.actions.all()),
                asked=len(row.invitations.all()),
                quoted=sum(one.state == InvitationState.QUOTED for one in row.invitations.all()),
                waits=sum(not question.answer for question in row.questions.all()),
            )
        )
    return found


def request_of_company(view: OrganisationView, request_id: uuid.UUID, *, now: datetime | None = None) -> CompanyRequest:
    """One request of the company.

    Raises:
        NoSuchRequest: it has no such request.
    """
    row = QuoteRequest.objects.filter(organisation_id=view.id, id=request_id).first()
    if row is None:
        raise NoSuchRequest
    actions = list(row.actions.order_by("title", "id"))
    return CompanyRequest(
        id=row.id,
        state=RequestState(row.state),
        message=row.message,
        region=row.region,
        language=row.language,
        made_at=row.made_at,
        deadline=row.deadline,
        ended_at=row.ended_at,
        actions=[(asked.id, asked.title, asked.detail) for asked in actions],
        attachments=[_attached(file) for file in _files(row.id).defer("content").order_by("name", "id")],
        questions=[Question(asked.id, asked.text, asked.asked_at, asked.answer) for asked in row.questions.all()],
        invited=_invited(row, {asked.action_id for asked in actions}, now or timezone.now()),
    )


def own_attachment(view: OrganisationView, request_id: uuid.UUID, attachment_id: uuid.UUID) -> tuple[Attached, bytes]:
    """A file of a request of the company.

    Raises:
        NoSuchRequest: it has no such request, or no such file there.
    """
    file = _files(request_id).filter(id=attachment_id, request__organisation_id=view.id).first()
    if file is None:
        raise NoSuchRequest
    return _attached(file), bytes(file.content)


def place_of(request_id: uuid.UUID, invitation_id: uuid.UUID) -> bytes:
    """By what the asked are sorted: a draw of the request, which neither side can choose."""
    return hashlib.sha256(f"{request_id} {invitation_id}".encode()).digest()


def _invited(row: QuoteRequest, actions: Collection[uuid.UUID], now: datetime) -> Sequence[Invited]:
    related = ("quotes__lines__requested", "quotes__work_orders")
    found = row.invitations.select_related("provider__organisation").prefetch_related(*related)
    rows = sorted(found, key=lambda one: place_of(row.id, one.id))
    ids = [one.provider_id for one in rows if one.provider_id]
    cards, records = listed_providers(ids), records_of(ids)
    lines = OrderLine.objects.filter(action_id__in=actions, state__in=[state.value for state in LIVE_LINES])
    ordered = {action_id for action_id in lines.values_list("action_id", flat=True) if action_id}
    return [
        Invited(
            id=one.id,
            provider_id=one.provider_id,
            name=one.provider.organisation.name if one.provider else one.supplier,
            state=InvitationState(one.state),
            reason=one.reason,
            opened_at=one.opened_at,
            contact_at=one.contact_at,
            card=cards.get(one.provider_id) if one.provider_id else None,
            record=records.get(one.provider_id) if one.provider_id else None,
            offer=_offer(one, ordered, now),
        )
        for one in rows
    ]


def _offer(invitation: RequestInvitation, ordered: Collection[uuid.UUID], now: datetime) -> Offer | None:
    quotes = sorted(invitation.quotes.all(), key=lambda quote: quote.version)
    in_force = [quote for quote in quotes if quote.state != QuoteState.REPLACED]
    return _offered(in_force[-1], ordered, now) if in_force else None


def _offered(quote: Quote, ordered: Collection[uuid.UUID], now: datetime) -> Offer:
    state = QuoteState(quote.state)
    if state is QuoteState.SUBMITTED and quote.valid_until < timezone.localdate(now):
        state = QuoteState.EXPIRED
    lines = sorted(quote.lines.all(), key=lambda line: (line.requested.title, str(line.requested_id)))
    return Offer(
        id=quote.id,
        state=state,
        as_a_whole=quote.as_a_whole,
        conditions=quote.conditions,
        submitted_at=quote.submitted_at,
        valid_until=quote.valid_until,
        reason=quote.reason,
        lines=[
            OfferLine(
                requested_id=line.requested_id,
                action_id=line.requested.action_id,
                title=line.requested.title,
                scope=line.scope,
                price_cents=line.price_cents,
                yearly_cents=line.yearly_cents,
                vat_percent=line.vat_percent,
                ready_in_days=line.ready_in_days,
                ordered=line.requested.action_id in ordered,
            )
            for line in lines
        ],
        order_id=next((order.id for order in quote.work_orders.all()), None),
    )


def _files(request_id: uuid.UUID) -> QuerySet[RequestAttachment]:
    return RequestAttachment.objects.filter(request_id=request_id).annotate(size=Length("content"))


def _attached(file: Any) -> Attached:
    return Attached(file.id, file.name, file.media_type, file.size)
