"""What a company decides about an action: do it ourselves, wait, not at all, go on."""

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.errors import ActionFault, ActionRefused, NotPossibleNow
from weerbaar.portal.action_plans.events import PlanEvent
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.services.change_state import change_state
from weerbaar.portal.action_plans.services.find_action import action_to_work_on
from weerbaar.portal.action_plans.states import State, Verb
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import colleagues_of, organisation_of

_DECIDED = frozenset({Verb.START, Verb.TAKE_BACK, Verb.RESUME, Verb.REOPEN})


def take_action(
    organisation_id: uuid.UUID,
    action_id: uuid.UUID,
    assignee_id: uuid.UUID,
    *,
    actor: Person,
    now: datetime | None = None,
) -> None:
    """Give the action to somebody of the company, who may be oneself.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchAction: see `action_to_work_on`.
        ActionRefused: no colleague.
        NotPossibleNow: it is solved, decided or reported.
    """
    now = now or timezone.now()
    with transaction.atomic():
        action = action_to_work_on(organisation_id, action_id, actor)
        view = organisation_of(actor, organisation_id)
        if assignee_id not in {person.user_id for person in colleagues_of(view) if person.role != "reader"}:
            raise ActionRefused(ActionFault.NOT_A_COLLEAGUE)
        if action.state == State.SELF:
            Action.objects.filter(id=action.id).update(assignee_id=assignee_id)
            record_event(PlanEvent.ASSIGNED, actor=actor, subject_id=action.id, organisation_id=organisation_id)
        else:
            change_state(action, Verb.TAKE, actor=actor, now=now, assignee_id=assignee_id, held_by=None)


def set_dates(
    organisation_id: uuid.UUID,
    action_id: uuid.UUID,
    due_on: date | None,
    remind_on: date | None,
    *,
    actor: Person,
    now: datetime | None = None,
) -> None:
    """When it is to be done, and on which day we remind. None takes a date away.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchAction: see `action_to_work_on`.
        ActionRefused: a day that is past.
    """
    today = timezone.localdate(now or timezone.now())
    with transaction.atomic():
        action = action_to_work_on(organisation_id, action_id, actor)
        changed = {due_on} - {action.due_on} | {remind_on} - {action.remind_on}
        if any(day is not None and day < today for day in changed):
            raise ActionRefused(ActionFault.PAST_DATE)
        if changed or (due_on, remind_on) != (action.due_on, action.remind_on):
            Action.objects.filter(id=action.id).update(due_on=due_on, remind_on=remind_on)
            record_event(PlanEvent.DATED, actor=actor, subject_id=action.id, organisation_id=organisation_id)


def postpone_action(
    organisation_id: uuid.UUID, action_id: uuid.UUID, until: date, *, actor: Person, now: datetime | None = None
) -> None:
    """Let it rest until that day; then it opens again by itself.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchAction: see `action_to_work_on`.
        ActionRefused: not a day to come.
        NotPossibleNow: it is solved, decided or reported.
    """
    now = now or timezone.now()
    with transaction.atomic():
        action = action_to_work_on(organisation_id, action_id, actor)
        if until <= timezone.localdate(now):
            raise ActionRefused(ActionFault.PAST_DATE)
        fields: dict[str, Any] = {"postponed_until": until, "held_by": None}
        change_state(action, Verb.POSTPONE, actor=actor, now=now, text=until.isoformat(), **fields)


def decline_action(
    organisation_id: uuid.UUID, action_id: uuid.UUID, reason: str, *, actor: Person, now: datetime | None = None
) -> None:
    """Decide not to do it, and write down why.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchAction: see `action_to_work_on`.
        ActionRefused: no reason.
        NotPossibleNow: it is solved or decided already.
    """
    now, reason = now or timezone.now(), " ".join(reason.split())[:400]
    with transaction.atomic():
        action = action_to_work_on(organisation_id, action_id, actor)
        if not reason:
            raise ActionRefused(ActionFault.NO_REASON)
        change_state(action, Verb.DECLINE, actor=actor, now=now, text=reason, reason=reason, held_by=None)


def decide_action(
    organisation_id: uuid.UUID, action_id: uuid.UUID, verb: Verb, *, actor: Person, now: datetime | None = None
) -> None:
    """Start, take back, go on with, or open again: what needs nothing to be filled in.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchAction: see `action_to_work_on`.
        NotPossibleNow: not from where the action is, or another verb.
    """
    now = now or timezone.now()
    with transaction.atomic():
        action = action_to_work_on(organisation_id, action_id, actor)
        if verb not in _DECIDED:
            raise NotPossibleNow(verb, action.state)
        change_state(action, verb, actor=actor, now=now, **_forgotten(verb))


def _forgotten(verb: Verb) -> dict[str, Any]:
    """What no longer holds after the verb."""
    if verb is Verb.REOPEN:
        return {"proof": [], "evidence": "", "evidence_on": None, "solved_at": None, "reported_at": None}
    if verb is Verb.RESUME:
        return {"reason": "", "postponed_until": None}
    return {"reported_at": None, "held_by": None, "assignee": None} if verb is Verb.TAKE_BACK else {}
