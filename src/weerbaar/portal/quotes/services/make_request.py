"""Asks providers for a quote, without telling them who asks; and takes the request back."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.selectors import ActionItem, plan_of
from weerbaar.portal.action_plans.states import TO_DO
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.organisations.errors import NoSuchOrganisation
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.selectors import OrganisationView, assert_may_work
from weerbaar.portal.providers.selectors import listed_providers
from weerbaar.portal.quotes.announce import News, announce
from weerbaar.portal.quotes.asked_detail import detail_of, title_of
from weerbaar.portal.quotes.company_errors import RequestFault as Fault
from weerbaar.portal.quotes.company_errors import RequestRefused
from weerbaar.portal.quotes.company_events import RequestEvent
from weerbaar.portal.quotes.conflicts import conflicts_of
from weerbaar.portal.quotes.errors import NoSuchRequest
from weerbaar.portal.quotes.masks import Tells, tells_of
from weerbaar.portal.quotes.models import OrderLine, QuoteRequest, RequestedAction, RequestInvitation
from weerbaar.portal.quotes.outbox import OutboxWord, note
from weerbaar.portal.quotes.states import REQUEST_TABLE, Verb, next_state
from weerbaar.portal.quotes.words import LIVE_LINES, InvitationState, RequestState
from weerbaar.scanner.vocabulary.language import Language

MOST_ASKED, MOST_OPEN, MOST_ACTIONS = 5, 20, 20
SHORTEST, LONGEST, USUAL = timedelta(days=1), timedelta(days=60), timedelta(days=10)
LONGEST_MESSAGE = 1000


@dataclass(frozen=True, slots=True)
class RequestOrder:
    """What somebody fills in. `deadline` is the last day for quotes. `suppliers` are (name, e-mail) of firms without an account;
    with `known_to_suppliers` these know from the start who asks.
    """

    action_ids: tuple[uuid.UUID, ...]
    provider_ids: tuple[uuid.UUID, ...]
    message: str
    deadline: date
    suppliers: tuple[tuple[str, str], ...] = ()
    known_to_suppliers: bool = False
    language: str = "nl"


def make_request(
    organisation_id: uuid.UUID, order: RequestOrder, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the request. Who is invited reads the chosen actions, the message, and region, sector and size band.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        RequestRefused: with what is missing or cannot be.
    """
    now = now or timezone.now()
    with transaction.atomic():
        view = assert_may_work(actor, organisation_id)
        tells = tells_of(view)
        chosen = _chosen(view, order, tells)
        _assert_invited(view, order, now)
        _assert_words(order.message, tells)
        deadline = _deadline(order.deadline, now)
        company = Organisation.objects.select_for_update(no_key=True).filter(id=organisation_id).first()
        if company is None:
            raise NoSuchOrganisation
        if QuoteRequest.objects.filter(organisation=company, state=RequestState.OPEN.value).count() >= MOST_OPEN:
            raise RequestRefused(Fault.TOO_MANY_OPEN)
        row = QuoteRequest.objects.create(
            organisation=company,
            message=order.message.strip(),
            region=company.municipality,
            sector=company.sector,
            size=company.size,
            language=order.language,
            made_by_id=actor.user_id,
            made_at=now,
            deadline=deadline,
        )
        for item in chosen:
            RequestedAction.objects.create(
                request=row,
                action_id=item.id,
                cause=item.cause,
                title=title_of(item, tells),
                detail=detail_of(item, tells),
            )
        _invite(row, order, now)
        record_event(
            RequestEvent.MADE,
            actor=actor,
            subject_id=row.id,
            organisation_id=organisation_id,
            actions=len(chosen),
            asked=len(order.provider_ids) + len(order.suppliers),
        )
        announce(News.REQUEST_MADE, row.id)
    return row.id


def preview_of(
    view: OrganisationView, action_ids: Collection[uuid.UUID], language: Language
) -> list[tuple[str, dict[str, list[str]]]]:
    """Title and detail of these actions as the invited will read them, for the page that asks."""
    tells = tells_of(view)
    items = [item for item in plan_of(view, language).to_do if item.id in set(action_ids)]
    return [(title_of(item, tells), detail_of(item, tells)) for item in items]


def withdraw_request(
    organisation_id: uuid.UUID, request_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> None:
    """Nobody can quote or be chosen any more. What was ordered already stands.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchRequest: the company has no such request.
        NotPossibleNow: it has ended.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row = request_for(organisation_id, request_id, actor)
        state = next_state(REQUEST_TABLE, RequestState(row.state), Verb.WITHDRAW, actor.kind)
        QuoteRequest.objects.filter(id=row.id).update(state=state.value, ended_at=now)
        record_event(RequestEvent.WITHDRAWN, actor=actor, subject_id=row.id, organisation_id=organisation_id)
        announce(News.REQUEST_WITHDRAWN, row.id)
        for invitation in row.invitations.exclude(state=InvitationState.REVOKED.value):
            note(OutboxWord.REQUEST_WITHDRAWN, invitation.id, invitation.provider_id)


def request_for(organisation_id: uuid.UUID, request_id: uuid.UUID, actor: Person) -> QuoteRequest:
    """The request, with its company locked, for somebody who works for the company; inside a transaction.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchRequest: the company has no such request.
    """
    # The company first, as who erases it does: neither waits for the other then.
    Organisation.objects.select_for_update(no_key=True).filter(id=organisation_id).first()
    assert_may_work(actor, organisation_id)
    row = QuoteRequest.objects.select_for_update().filter(id=request_id, organisation_id=organisation_id).first()
    if row is None:
        raise NoSuchRequest
    return row


def assert_tells_nothing(text: str, tells: Tells) -> None:
    """What the invited read before they know who asks.

    Raises:
        RequestRefused: a word of it tells; the error has them.
    """
    found = tells.found_in(text)
    if found:
        raise RequestRefused(Fault.TELLS_WHO, words=tuple(found))


def live_actions(action_ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Of these actions, those for which work is ordered that has not ended."""
    lines = OrderLine.objects.filter(action_id__in=action_ids, state__in=[state.value for state in LIVE_LINES])
    return [action_id for action_id in lines.values_list("action_id", flat=True) if action_id is not None]


def _chosen(view: OrganisationView, order: RequestOrder, tells: Tells) -> Sequence[ActionItem]:
    wanted = set(order.action_ids)
    if not wanted or len(wanted) > MOST_ACTIONS:
        raise RequestRefused(Fault.NO_ACTIONS if not wanted else Fault.TOO_LONG)
    items = plan_of(view, Language(order.language)).to_do
    chosen = [item for item in items if item.id in wanted and item.state in TO_DO]
    if len(chosen) != len(wanted):
        raise RequestRefused(Fault.NOT_TO_DO, ids=tuple(wanted - {item.id for item in chosen}))
    if live := live_actions(wanted):
        raise RequestRefused(Fault.ALREADY_ORDERED, ids=tuple(live))
    return chosen


def _assert_invited(view: OrganisationView, order: RequestOrder, now: datetime) -> None:
    asked = len(set(order.provider_ids)) + len(order.suppliers)
    if not asked:
        raise RequestRefused(Fault.NOBODY_ASKED)
    if asked > MOST_ASKED:
        raise RequestRefused(Fault.TOO_MANY_ASKED)
    if not all(name.strip() and len(name) <= 120 for name, _ in order.suppliers):
        raise RequestRefused(Fault.NO_SUPPLIER)
    listed = listed_providers(order.provider_ids)
    gone = tuple(provider_id for provider_id in order.provider_ids if provider_id not in listed)
    if gone:
        raise RequestRefused(Fault.NOT_LISTED, ids=gone)
    barred = {key for key, conflict in conflicts_of(view.id, now=now).items() if conflict.lifted_at is None}
    hit = tuple(provider_id for provider_id in order.provider_ids if provider_id in barred)
    if hit:
        raise RequestRefused(Fault.CONFLICT, ids=hit)


def _assert_words(message: str, tells: Tells) -> None:
    if len(message.strip()) > LONGEST_MESSAGE:
        raise RequestRefused(Fault.TOO_LONG)
    assert_tells_nothing(message, tells)


def _deadline(day: date, now: datetime) -> datetime:
    """The end of that day."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) - timedelta(seconds=1)
    if not now + SHORTEST <= end <= now + LONGEST + timedelta(days=1):
        raise RequestRefused(Fault.BAD_DEADLINE)
    return end


def _invite(row: QuoteRequest, order: RequestOrder, now: datetime) -> None:
    for provider_id in dict.fromkeys(order.provider_ids):
        invitation = RequestInvitation.objects.create(request=row, provider_id=provider_id)
        note(OutboxWord.REQUEST_INVITED, invitation.id, provider_id)
    for name, email in order.suppliers:
        # The link itself is made by `supplier_link`, for the page that shows it; this one nobody has.
        RequestInvitation.objects.create(
            request=row,
            supplier=name.strip(),
            email=email.strip(),
            token_hash=fingerprint(new_token()),
            contact_at=now if order.known_to_suppliers else None,
        )
