"""Puts actions in the hands of a supplier, by a link that ends; and takes them back."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from weerbaar.portal.action_plans.errors import ActionFault, ActionRefused, NoSuchHandover
from weerbaar.portal.action_plans.errors import HandoverFault as Fault
from weerbaar.portal.action_plans.events import PlanEvent
from weerbaar.portal.action_plans.models import Action, Handover
from weerbaar.portal.action_plans.services.change_state import change_state
from weerbaar.portal.action_plans.states import TO_DO, WITH_SUPPLIER, State, Verb
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER, Machine, Person
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.organisations.selectors import assert_may_work

MOST_DAYS = 90
SHORTEST_PASSWORD = 8  # the link itself is beyond guessing, and ten wrong tries close it
MOST_OPEN = 50


@dataclass(frozen=True, slots=True)
class HandoverOrder:
    """What somebody fills in. `days` the link works; with an empty password the link alone opens the tasks."""

    actions: tuple[uuid.UUID, ...]
    supplier: str
    email: str = ""
    message: str = ""
    days: int = 30
    password: str = ""
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class HandoverReceipt:
    """The secret of the link exists here only."""

    id: uuid.UUID
    token: str
    expires_at: datetime


def hand_over(
    organisation_id: uuid.UUID, order: HandoverOrder, *, actor: Person, now: datetime | None = None
) -> HandoverReceipt:
    """A link to just these actions.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        ActionRefused: nothing that is still to do was chosen, the link would work too long, the password is too short, or
            too many links are open.
    """
    now, token = now or timezone.now(), new_token()
    with transaction.atomic():
        assert_may_work(actor, organisation_id)
        to_do = Action.objects.filter(
            organisation_id=organisation_id, id__in=order.actions, state__in=[state.value for state in TO_DO]
        )
        chosen = list(to_do.order_by("opened_at", "id"))
        _assert_fits(organisation_id, order, chosen, now)
        row = Handover.objects.create(
            organisation_id=organisation_id,
            token_hash=fingerprint(token),
            supplier=order.supplier[:120],
            email=order.email,
            message=order.message[:1000],
            language=order.language,
            password=make_password(order.password) if order.password else "",
            made_by_id=actor.user_id,
            made_at=now,
            expires_at=now + timedelta(days=order.days),
        )
        row.actions.set(chosen)
        for action in chosen:
            _give(action, row, actor, now)
        record_event(
            PlanEvent.HANDED_OVER,
            actor=actor,
            subject_id=row.id,
            organisation_id=organisation_id,
            actions=len(chosen),
            days=order.days,
        )
    return HandoverReceipt(row.id, token, row.expires_at)


def withdraw_handover(
    organisation_id: uuid.UUID, handover_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> None:
    """The link opens nothing any more; what still lay with the supplier comes back. Does nothing the second time.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchHandover: the company has no such hand-over.
    """
    now = now or timezone.now()
    with transaction.atomic():
        assert_may_work(actor, organisation_id)
        row = Handover.objects.filter(organisation_id=organisation_id, id=handover_id).first()
        if row is None:
            raise NoSuchHandover(Fault.UNKNOWN)
        if Handover.objects.filter(id=row.id, withdrawn_at=None).update(withdrawn_at=now):
            record_event(PlanEvent.WITHDRAWN, actor=actor, subject_id=row.id, organisation_id=organisation_id)
            _take_back(row, actor, now)


def take_back_expired(now: datetime | None = None) -> int:
    """What lay with suppliers whose link has expired or was locked comes back. A duty of the scheduler."""
    now = now or timezone.now()
    ended = Handover.objects.filter(Q(expires_at__lte=now) | Q(locked_at__isnull=False), withdrawn_at=None)
    waiting = ended.filter(held_actions__state__in=[state.value for state in WITH_SUPPLIER]).distinct()
    taken = 0
    for row in waiting:
        with transaction.atomic():
            taken += _take_back(row, SCHEDULER, now)
    return taken


def alive(now: datetime) -> Q:
    """The hand-overs whose link opens something."""
    return Q(withdrawn_at=None, locked_at=None, expires_at__gt=now)


def _give(action: Action, row: Handover, actor: Person, now: datetime) -> None:
    """An action lies in one place: with a new link it leaves the one before."""
    if action.held_by_id is not None:
        Action.objects.filter(id=action.id).update(held_by=row)
        return
    if action.state == State.IN_PROGRESS:  # somebody of the company had begun
        change_state(action, Verb.TAKE_BACK, actor=actor, now=now, assignee=None)
    change_state(
        action, Verb.HAND_OVER, actor=actor, now=now, text=row.supplier, handover_id=row.id, held_by=row, assignee=None
    )


def _take_back(row: Handover, actor: Person | Machine, now: datetime) -> int:
    """What this link still holds goes back to the company."""
    held = list(row.held_actions.filter(state__in=[state.value for state in WITH_SUPPLIER]))
    for action in held:
        change_state(action, Verb.TAKE_BACK, actor=actor, now=now, handover_id=row.id, held_by=None)
    return len(held)


def _assert_fits(organisation_id: uuid.UUID, order: HandoverOrder, chosen: Collection[Action], now: datetime) -> None:
    if not chosen:
        raise ActionRefused(ActionFault.NOTHING_CHOSEN)
    if not order.supplier.strip():
        raise ActionRefused(ActionFault.NO_TEXT)
    if not 1 <= order.days <= MOST_DAYS:
        raise ActionRefused(ActionFault.TOO_LONG_VALID)
    if order.password and len(order.password) < SHORTEST_PASSWORD:
        raise ActionRefused(ActionFault.SHORT_PASSWORD)
    if Handover.objects.filter(alive(now), organisation_id=organisation_id).count() >= MOST_OPEN:
        raise ActionRefused(ActionFault.TOO_MANY_OPEN)
