"""What reads hand-overs: the company its own, the supplier what the link reaches."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.action_plans.errors import HandoverFault as Fault
from weerbaar.portal.action_plans.errors import NoSuchHandover
from weerbaar.portal.action_plans.facts import facts_of
from weerbaar.portal.action_plans.models import Handover
from weerbaar.portal.action_plans.plan.choose import ordered
from weerbaar.portal.action_plans.selectors import ActionItem, MessageView, item_of, messages_of, weight_of
from weerbaar.portal.action_plans.services.answer_handover import Supplier, handover_of, opened
from weerbaar.portal.action_plans.services.hand_over import alive
from weerbaar.portal.action_plans.states import WITH_SUPPLIER, State, Verb, verbs_from
from weerbaar.portal.core.actors import ActorKind, LinkHolder
from weerbaar.portal.organisations.selectors import OrganisationView, organisation_for_machine
from weerbaar.scanner.vocabulary.language import Language


@dataclass(frozen=True, slots=True)
class HandoverView:
    """A link as the company sees it. `ended` says that it opens nothing any more."""

    id: uuid.UUID
    supplier: str
    made_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    locked_at: datetime | None
    opened_at: datetime | None
    has_password: bool
    tasks: int
    held: int
    ended: bool


@dataclass(frozen=True)
class SupplierTask:
    """An action as the supplier sees it. `is_held` says that it lies with this link; `verbs` are what can be done."""

    item: ActionItem
    messages: Sequence[MessageView]
    measured_at: datetime | None
    is_held: bool
    verbs: frozenset[Verb]


@dataclass(frozen=True)
class SupplierTasks:
    """All that the link shows: just these tasks."""

    id: uuid.UUID
    company: str
    supplier: str
    asked_by: str
    message: str
    made_at: datetime
    expires_at: datetime
    tasks: Sequence[SupplierTask]


def handovers_of(view: OrganisationView) -> Sequence[HandoverView]:
    """The links that were made, newest first."""
    now = timezone.now()
    rows = Handover.objects.filter(organisation_id=view.id).order_by("-made_at", "-id")
    return [_view(row, now) for row in rows]


def needs_password(holder: LinkHolder) -> tuple[uuid.UUID, bool]:
    """The id of the hand-over, and whether it asks for a password.

    Raises:
        NoSuchHandover: the link opens nothing.
    """
    row = handover_of(holder, timezone.now())
    return row.id, bool(row.password)


def tasks_of(supplier: Supplier, language: Language) -> SupplierTasks:
    """The tasks behind the link.

    Raises:
        NoSuchHandover: the link opens nothing, or the password was not shown.
    """
    return _tasks(opened(supplier, timezone.now()), language)


def handed_tasks(view: OrganisationView, handover_id: uuid.UUID, language: Language) -> SupplierTasks:
    """The same for the company itself, as long as the link works.

    Raises:
        NoSuchHandover: the company has no such hand-over, or it has ended.
    """
    row = Handover.objects.filter(alive(timezone.now()), organisation_id=view.id, id=handover_id)
    found = row.select_related("organisation").first()
    if found is None:
        raise NoSuchHandover(Fault.UNKNOWN)
    return _tasks(found, language)


def _tasks(row: Handover, language: Language) -> SupplierTasks:
    view = organisation_for_machine(row.organisation_id)
    if view is None:
        raise NoSuchHandover(Fault.UNKNOWN)
    facts = facts_of(view)
    measured = {look.target: look.at for look in facts.looks}
    tasks = []
    actions = {action.cause: action for action in row.actions.select_related("held_by")}
    weights = {key: weight_of(action, facts) for key, action in actions.items()}
    for key in ordered(weights, facts.table.effort):
        action = actions[key]
        state, is_held = State(action.state), action.held_by_id == row.id
        item = item_of(action, facts, weights[key], language, {})
        looked = [
            measured[uuid.UUID(trace["target"])] for trace in action.traces if uuid.UUID(trace["target"]) in measured
        ]
        tasks.append(
            SupplierTask(
                item=item,
                messages=messages_of(action, row.id),
                measured_at=max(looked, default=None),
                is_held=is_held,
                verbs=verbs_from(state, ActorKind.LINK_HOLDER) if is_held else frozenset(),
            )
        )
    asked_by = names_of([row.made_by_id] if row.made_by_id else [])
    return SupplierTasks(
        row.id,
        row.organisation.name,
        row.supplier,
        asked_by.get(row.made_by_id, "") if row.made_by_id else "",
        row.message,
        row.made_at,
        row.expires_at,
        tasks,
    )


def _view(row: Handover, now: datetime) -> HandoverView:
    return HandoverView(
        id=row.id,
        supplier=row.supplier,
        made_at=row.made_at,
        expires_at=row.expires_at,
        withdrawn_at=row.withdrawn_at,
        locked_at=row.locked_at,
        opened_at=row.opened_at,
        has_password=bool(row.password),
        tasks=row.actions.count(),
        held=row.held_actions.filter(state__in=[state.value for state in WITH_SUPPLIER]).count(),
        ended=bool(row.withdrawn_at or row.locked_at or row.expires_at <= now),
    )
