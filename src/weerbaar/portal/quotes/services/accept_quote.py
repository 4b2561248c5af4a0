"""Accepts a quote, or lines of it: one work order, and for each action exactly one."""

import secrets
import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.services.order_work import give_to_provider
from weerbaar.portal.action_plans.states import TO_DO
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.services.share import grant_for_work
from weerbaar.portal.providers.words import ProviderState
from weerbaar.portal.quotes.announce import News, announce
from weerbaar.portal.quotes.company_errors import AlreadyOrdered, NoSuchQuote, RequestRefused
from weerbaar.portal.quotes.company_errors import RequestFault as Fault
from weerbaar.portal.quotes.company_events import RequestEvent
from weerbaar.portal.quotes.conflicts import conflict_of
from weerbaar.portal.quotes.models import (
    OrderLine,
    OrderStep,
    Quote,
    QuoteLine,
    QuoteRequest,
    RequestInvitation,
    WorkOrder,
)
from weerbaar.portal.quotes.outbox import OutboxWord, note, note_to_invited
from weerbaar.portal.quotes.services.make_request import live_actions, request_for
from weerbaar.portal.quotes.states import QUOTE_TABLE, REQUEST_TABLE, Verb, next_state
from weerbaar.portal.quotes.terms import terms_of
from weerbaar.portal.quotes.words import LineState, QuoteState, RequestState

# Work that runs late is still work: what is shared for it ends with it, and at the latest this long after the last day.
GRACE = timedelta(days=90)
# Without letters and digits that look like one another.
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def accept_quote(
    organisation_id: uuid.UUID,
    quote_id: uuid.UUID,
    requested_ids: Collection[uuid.UUID],
    *,
    actor: Person,
    now: datetime | None = None,
) -> uuid.UUID:
    """The id of the work order for these actions of the request. The provider now knows who asks.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchQuote: the company got no such quote.
        NotPossibleNow: request or quote has ended.
        RequestRefused: nothing was chosen, the quote is to be taken as a whole, it has expired, or the provider is gone.
        AlreadyOrdered: work for one of the actions was ordered already.
    """
    now = now or timezone.now()
    try:
        with transaction.atomic():
            return _accept(organisation_id, quote_id, set(requested_ids), actor, now)
    except IntegrityError as error:
        if "order_one_per_action" not in str(error) and "action_id" not in str(error):
            raise
        # Somebody else ordered in the same instant: the index let one through.
        raise AlreadyOrdered(()) from error


def _accept(
    organisation_id: uuid.UUID, quote_id: uuid.UUID, requested_ids: set[uuid.UUID], actor: Person, now: datetime
) -> uuid.UUID:
    found = Quote.objects.filter(id=quote_id, invitation__request__organisation_id=organisation_id)
    request_id = found.values_list("invitation__request_id", flat=True).first()
    if request_id is None:
        raise NoSuchQuote
    request = request_for(organisation_id, request_id, actor)
    quote, invitation = _locked(quote_id)
    next_state(REQUEST_TABLE, RequestState(request.state), Verb.CLOSE, actor.kind)  # it is still open
    state = next_state(QUOTE_TABLE, QuoteState(quote.state), Verb.ACCEPT, actor.kind)
    lines = _lines(quote, requested_ids)
    _assert_stands(quote, invitation, organisation_id, now)
    _assert_free([line.requested.action_id for line in lines])
    company = Organisation.objects.get(id=organisation_id)
    quote.invitation = invitation
    order = WorkOrder.objects.create(
        number=_number(now),
        organisation=company,
        provider=invitation.provider,
        quote=quote,
        terms=terms_of(quote, lines, company, now),
        ordered_at=now,
        ordered_by_id=actor.user_id,
    )
    _share(order, invitation, lines, actor, now)
    for line in lines:
        _order_line(order, line, actor, now)
    Quote.objects.filter(id=quote.id).update(state=state.value)
    if invitation.contact_at is None:
        RequestInvitation.objects.filter(id=invitation.id).update(contact_at=now)
    for word, subject in ((RequestEvent.ACCEPTED, quote.id), (RequestEvent.ORDERED, order.id)):
        record_event(word, actor=actor, subject_id=subject, organisation_id=organisation_id)
    announce(News.QUOTE_ACCEPTED, quote.id)
    note(OutboxWord.QUOTE_ACCEPTED, quote.id, invitation.provider_id)
    note(OutboxWord.ORDER_PLACED, order.id, invitation.provider_id)
    _close_if_done(request, actor, now)
    return order.id


def _locked(quote_id: uuid.UUID) -> tuple[Quote, RequestInvitation]:
    """Request, invitation, quote: always in this order, so that nobody waits for one who waits for him."""
    invitation_id = Quote.objects.values_list("invitation_id", flat=True).get(id=quote_id)
    RequestInvitation.objects.select_for_update().get(id=invitation_id)
    quote = Quote.objects.select_for_update().get(id=quote_id)
    invitation = RequestInvitation.objects.select_related("provider__organisation").get(id=invitation_id)
    return quote, invitation


def _lines(quote: Quote, requested_ids: set[uuid.UUID]) -> list[QuoteLine]:
    lines = list(quote.lines.select_related("requested__action").order_by("requested__cause", "id"))
    chosen = [line for line in lines if line.requested_id in requested_ids]
    if not chosen or len(chosen) != len(requested_ids):
        raise RequestRefused(Fault.NOTHING_CHOSEN)
    if quote.as_a_whole and len(chosen) != len(lines):
        raise RequestRefused(Fault.AS_A_WHOLE)
    return chosen


def _assert_stands(quote: Quote, invitation: RequestInvitation, organisation_id: uuid.UUID, now: datetime) -> None:
    if quote.valid_until < timezone.localdate(now):
        raise RequestRefused(Fault.EXPIRED)
    if invitation.provider is None:
        return
    if invitation.provider.state != ProviderState.LISTED.value:
        raise RequestRefused(Fault.PROVIDER_GONE, ids=(invitation.provider.id,))
    if conflict_of(organisation_id, invitation.provider.id, now=now) is not None:
        raise RequestRefused(Fault.CONFLICT, ids=(invitation.provider.id,))


def _assert_free(action_ids: Sequence[uuid.UUID]) -> None:
    """Locks the actions, in one order for everybody: the same action may stand in another request, whose quote somebody accepts
    now. Whoever comes second looks when the first is done.
    """
    states = dict(
        Action.objects.select_for_update().filter(id__in=action_ids).order_by("id").values_list("id", "state")
    )
    if live := live_actions(action_ids):
        raise AlreadyOrdered(tuple(live))
    gone = [action_id for action_id, state in states.items() if state not in TO_DO]
    if gone:
        raise RequestRefused(Fault.NOT_TO_DO, ids=tuple(gone))


def _share(
    order: WorkOrder, invitation: RequestInvitation, lines: Sequence[QuoteLine], actor: Person, now: datetime
) -> None:
    """The tasks lie with the provider from now on, and what it needs to do them is shared until the work ends."""
    until = now + timedelta(days=max(line.ready_in_days for line in lines)) + GRACE
    name = order.terms["provider"]["name"]
    assert order.organisation_id is not None
    order.handover_id = give_to_provider(
        order.organisation_id,
        [line.requested.action_id for line in lines],
        supplier=name,
        email=invitation.email,
        language=invitation.request.language,
        until=until,
        actor=actor,
        now=now,
        # A supplier without an account goes on with the link that it has.
        token_hash=invitation.token_hash,
    )
    if invitation.provider is not None:
        order.grant_id = grant_for_work(
            order.organisation_id,
            invitation.provider.organisation_id,
            purpose=order.number,
            until=until,
            actor=actor,
            now=now,
        )
    order.save(update_fields=["handover_id", "grant_id"])


def _order_line(order: WorkOrder, line: QuoteLine, actor: Person, now: datetime) -> None:
    row = OrderLine.objects.create(
        order=order,
        action_id=line.requested.action_id,
        cause=line.requested.cause,
        price_cents=line.price_cents,
        vat_percent=line.vat_percent,
        due_on=timezone.localdate(now) + timedelta(days=line.ready_in_days),
    )
    OrderStep.objects.create(
        line=row, at=now, verb="order", target=LineState.ORDERED.value, actor=actor.kind.value, actor_id=actor.user_id
    )


def _close_if_done(request: QuoteRequest, actor: Person, now: datetime) -> None:
    """When work is ordered for every action, there is nothing left to choose."""
    asked = set(request.actions.values_list("action_id", flat=True))
    if asked - set(live_actions(asked)):
        return
    QuoteRequest.objects.filter(id=request.id).update(state=RequestState.CLOSED.value, ended_at=now)
    record_event(RequestEvent.CLOSED, actor=actor, subject_id=request.id, organisation_id=request.organisation_id)
    note_to_invited(OutboxWord.REQUEST_CLOSED, request)


def _number(now: datetime) -> str:
    """Such as W-2026-7F3K2AXM: told over the phone, and it tells neither how many there are nor who ordered."""
    return f"W-{timezone.localdate(now).year}-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
