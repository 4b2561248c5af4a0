"""Takes a quote in, or takes it back."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.quotes.announce import News, announce
from weerbaar.portal.quotes.conflicts import conflict_of
from weerbaar.portal.quotes.errors import InvitationFault, NoSuchInvitation, NotPossibleNow, QuoteFault, QuoteRefused
from weerbaar.portal.quotes.events import invited_word
from weerbaar.portal.quotes.invited import Invited, held_by
from weerbaar.portal.quotes.models import Quote, QuoteLine, RequestInvitation
from weerbaar.portal.quotes.services.answer_request import assert_takes_quotes
from weerbaar.portal.quotes.states import INVITATION_TABLE, QUOTE_TABLE, Verb, next_state
from weerbaar.portal.quotes.words import InvitationState, QuoteState, RequestState

# Beyond this it is a slip of the keyboard, not work for one point of a small company.
MOST_CENTS = 25_000_000
# Dutch rates: exempt, low and high (Wet op de omzetbelasting 1968, article 9).
VAT_RATES = (0, 9, 21)
MOST_DAYS = 365
LONGEST_VALID = timedelta(days=180)
LONGEST_SCOPE, LONGEST_CONDITIONS = 1000, 2000


@dataclass(frozen=True, slots=True)
class Line:
    """What is offered for one action. Money is in euro cents without VAT; days count from the order."""

    requested_id: uuid.UUID
    scope: str
    price_cents: int
    yearly_cents: int = 0
    vat_percent: int = 21
    ready_in_days: int = 14


@dataclass(frozen=True, slots=True)
class QuoteForm:
    """What is filled in. `replaces` is the version that the writer saw in force (0: none); None does not look at that."""

    lines: tuple[Line, ...]
    as_a_whole: bool
    conditions: str
    valid_until: date
    replaces: int | None = None


def submit_quote(
    invitation_id: uuid.UUID, form: QuoteForm, *, actor: Invited, now: datetime | None = None
) -> uuid.UUID:
    """The quote in force from now on; the one before is replaced.

    The deadline is held against the moment of sending, and everything else against what stands once it is our turn: somebody
    may have accepted, withdrawn or suspended meanwhile.

    Raises:
        NoSuchInvitation, NoSuchOrganisation, NotAllowed: not theirs to quote on, or a conflict of interest keeps them from it.
        NotPossibleNow: the request is closed.
        QuoteRefused: something filled in cannot be, or the deadline is past.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row = held_by(invitation_id, actor)
        assert_takes_quotes(row, "submit", now)
        if row.provider_id and conflict_of(row.request.organisation_id, row.provider_id, now=now):
            # Saying why would tell that it is somebody they advised: so it reads as any invitation that was taken back.
            raise NoSuchInvitation(InvitationFault.REVOKED)
        _assert_fits(row, form, now)
        quotes = Quote.objects.filter(invitation=row)
        before = quotes.filter(state=QuoteState.SUBMITTED).values_list("version", flat=True).first() or 0
        if form.replaces is not None and form.replaces != before:
            raise QuoteRefused(QuoteFault.CHANGED_MEANWHILE)
        replaced = next_state(QUOTE_TABLE, QuoteState.SUBMITTED, Verb.REPLACE, actor.kind)
        quotes.filter(state=QuoteState.SUBMITTED).update(state=replaced)
        quote = Quote.objects.create(
            invitation=row,
            version=(quotes.aggregate(newest=Max("version"))["newest"] or 0) + 1,
            as_a_whole=form.as_a_whole,
            conditions=form.conditions.strip(),
            submitted_at=now,
            valid_until=form.valid_until,
        )
        QuoteLine.objects.bulk_create(_row_of(quote, line) for line in form.lines)
        state = next_state(INVITATION_TABLE, InvitationState(row.state), Verb.SUBMIT, actor.kind)
        RequestInvitation.objects.filter(id=row.id).update(state=state, reason="")
        _note(quote, row, actor, "quote:submit")
        announce(News.QUOTE_SUBMITTED, quote.id)
    return quote.id


def withdraw_quote(quote_id: uuid.UUID, *, actor: Invited, now: datetime | None = None) -> None:
    """It cannot be accepted any more. Until the deadline another one may come.

    Raises:
        NoSuchInvitation, NoSuchOrganisation, NotAllowed: not theirs.
        NotPossibleNow: it is not in force, or the request is closed.
    """
    with transaction.atomic():
        quote = Quote.objects.filter(id=quote_id).first()
        if quote is None:
            raise NoSuchInvitation(InvitationFault.UNKNOWN)
        row = held_by(quote.invitation_id, actor)
        quote.refresh_from_db()
        if row.request.state != RequestState.OPEN:
            raise NotPossibleNow(Verb.WITHDRAW, row.request.state)
        withdrawn = next_state(QUOTE_TABLE, QuoteState(quote.state), Verb.WITHDRAW, actor.kind)
        state = next_state(INVITATION_TABLE, InvitationState(row.state), Verb.WITHDRAW, actor.kind)
        Quote.objects.filter(id=quote_id).update(state=withdrawn)
        RequestInvitation.objects.filter(id=row.id).update(state=state)
        _note(quote, row, actor, "quote:withdraw")
        announce(News.QUOTE_WITHDRAWN, quote.id)


def last_valid_day(now: datetime) -> date:
    """The last day that a quote may hold until."""
    return timezone.localdate(now) + LONGEST_VALID


def _assert_fits(row: RequestInvitation, form: QuoteForm, now: datetime) -> None:
    asked = set(row.request.actions.values_list("id", flat=True))
    if not form.lines:
        raise QuoteRefused(QuoteFault.NO_LINES)
    seen: set[uuid.UUID] = set()
    for line in form.lines:
        if line.requested_id not in asked:
            raise QuoteRefused(QuoteFault.UNKNOWN_ACTION)
        if line.requested_id in seen:
            raise QuoteRefused(QuoteFault.SAME_ACTION_TWICE, line.requested_id)
        seen.add(line.requested_id)
        fault = _fault_of(line)
        if fault is not None:
            raise QuoteRefused(fault, line.requested_id)
    if len(form.conditions.strip()) > LONGEST_CONDITIONS:
        raise QuoteRefused(QuoteFault.TOO_LONG)
    # Whoever asks compares after the deadline: a quote that ends before it can never be chosen in time.
    first = timezone.localdate(row.request.deadline)
    if not first <= form.valid_until <= max(first, last_valid_day(now)):
        raise QuoteRefused(QuoteFault.BAD_VALIDITY)


def _fault_of(line: Line) -> QuoteFault | None:
    if not line.scope.strip():
        return QuoteFault.NO_SCOPE
    if len(line.scope.strip()) > LONGEST_SCOPE:
        return QuoteFault.TOO_LONG
    if not (0 <= line.price_cents <= MOST_CENTS and 0 <= line.yearly_cents <= MOST_CENTS):
        return QuoteFault.BAD_PRICE
    if line.vat_percent not in VAT_RATES:
        return QuoteFault.BAD_VAT
    if not 1 <= line.ready_in_days <= MOST_DAYS:
        return QuoteFault.BAD_DAYS
    return None


def _row_of(quote: Quote, line: Line) -> QuoteLine:
    return QuoteLine(
        quote=quote,
        requested_id=line.requested_id,
        scope=line.scope.strip(),
        price_cents=line.price_cents,
        yearly_cents=line.yearly_cents,
        vat_percent=line.vat_percent,
        ready_in_days=line.ready_in_days,
    )


def _note(quote: Quote, row: RequestInvitation, actor: Invited, what: str) -> None:
    organisation_id = row.request.organisation_id
    record_event(invited_word(actor, what), actor=actor, subject_id=quote.id, organisation_id=organisation_id)
