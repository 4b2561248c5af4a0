"""Brings the plan of a company in line with its newest measurements and answers. May be called any number of times."""

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.events import PlanEvent
from weerbaar.portal.action_plans.facts import Facts, facts_of
from weerbaar.portal.action_plans.models import Action, ActionStep
from weerbaar.portal.action_plans.plan.causes import Cause
from weerbaar.portal.action_plans.plan.proof import Outcome, traces_after, verdict
from weerbaar.portal.action_plans.services.change_state import change_state
from weerbaar.portal.action_plans.states import CLOSED, State, Verb
from weerbaar.portal.action_plans.traces import from_rows, to_rows
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import WORKER
from weerbaar.portal.organisations.selectors import organisation_for_machine
from weerbaar.questionnaires.answers import in_force
from weerbaar.scanner.checks.catalogue import catalogue

FIND = "find"


def refresh_plan(
    organisation_id: uuid.UUID, *, reopen: Collection[str] = (), now: datetime | None = None
) -> tuple[str, ...]:
    """The causes of actions that changed. A new cause opens an action; one that is gone closes it with its proof.

    A solved action whose cause is measured again opens only when its key is in `reopen`: whoever calls has looked twice. One
    that lapsed, or that somebody has given a newer answer about, opens by itself. No action is ever removed.
    """
    now = now or timezone.now()
    with transaction.atomic():
        view = organisation_for_machine(organisation_id)
        if view is None:
            return ()
        facts = facts_of(view)
        actions = {action.cause: action for action in Action.objects.filter(organisation_id=organisation_id)}
        changed = [key for key in facts.causes if key not in actions]
        for key in changed:
            _open(organisation_id, facts, facts.causes[key], now)
        for key, action in actions.items():
            cause = facts.causes.get(key)
            if cause is not None:
                moved = _is_still_there(action, cause, facts, key in reopen, now)
            else:
                moved = _is_gone(action, facts, now)
            changed += [key] if moved else []
    return tuple(changed)


def _open(organisation_id: uuid.UUID, facts: Facts, cause: Cause, now: datetime) -> None:
    action = Action.objects.create(
        organisation_id=organisation_id,
        cause=cause.key,
        traces=to_rows(traces_after((), cause, facts.looks)),
        opened_at=now,
    )
    ActionStep.objects.create(action=action, at=now, verb=FIND, target=State.OPEN.value, actor=WORKER.kind.value)
    record_event(PlanEvent.FOUND, actor=WORKER, subject_id=action.id, organisation_id=organisation_id)


def _is_still_there(action: Action, cause: Cause, facts: Facts, may_reopen: bool, now: datetime) -> bool:
    """True when its state changed."""
    rows = to_rows(traces_after(from_rows(action.traces), cause, facts.looks))
    runs = {failing.run for failing in cause.failing}
    if action.state in CLOSED:
        if not (may_reopen or action.state == State.LAPSED or _is_said_anew(action, cause, facts)):
            return False
        fields: dict[str, Any] = {"traces": rows, "proof": [], "evidence": "", "evidence_on": None, "solved_at": None}
        change_state(action, Verb.REOPEN, actor=WORKER, now=now, runs=runs, **fields)
        return True
    if rows != action.traces:
        Action.objects.filter(id=action.id).update(traces=rows)
    seen_after = {look.run for look in facts.looks if action.reported_at and look.at > action.reported_at} & runs
    if action.state == State.REPORTED and seen_after:
        change_state(action, Verb.CONTRADICT, actor=WORKER, now=now, runs=seen_after, reported_at=None)
        return True
    return False


def _is_said_anew(action: Action, cause: Cause, facts: Facts) -> bool:
    """Whether somebody, a device or the cloud said, after it was solved, that it is not in order.

    A scan of a domain is no such voice: the world between it and us has moods, so a second scan must agree first.
    """
    answer = in_force(facts.answers).get(cause.question.id) if cause.question else None
    if (
        answer is None
        or action.solved_at is None
        or any(name.partition("/")[0] in catalogue() for name in answer.evidence)
    ):
        return False
    return answer.at > action.solved_at


def _is_gone(action: Action, facts: Facts, now: datetime) -> bool:
    """True when its state changed."""
    if action.state in CLOSED:
        return False
    found = verdict(action.cause, from_rows(action.traces), facts.causes, facts.looks, facts.bank, facts.answers)
    if found.outcome is Outcome.MEASURED and found.runs:
        proof = [str(run) for run in found.runs]
        change_state(action, Verb.VERIFY, actor=WORKER, now=now, runs=found.runs, proof=proof, solved_at=now)
    elif found.outcome in {Outcome.MEASURED, Outcome.ANSWERED}:
        change_state(action, Verb.SETTLE, actor=WORKER, now=now, solved_at=now)
    elif found.outcome is Outcome.LAPSED:
        change_state(action, Verb.LAPSE, actor=WORKER, now=now)
    else:
        return False
    return True
