"""The one door through which an action changes state."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from weerbaar.portal.action_plans.errors import NotPossibleNow
from weerbaar.portal.action_plans.events import word_of
from weerbaar.portal.action_plans.models import Action, ActionStep
from weerbaar.portal.action_plans.states import State, Verb, next_state
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Actor, user_of


def change_state(
    action: Action,
    verb: Verb,
    *,
    actor: Actor,
    now: datetime,
    text: str = "",
    runs: Iterable[uuid.UUID] = (),
    handover_id: uuid.UUID | None = None,
    **fields: Any,
) -> State:
    """The new state, to be called inside a transaction. Writes what happened to the history and to the audit trail.

    One UPDATE decides, so that of two who try at once, one wins.

    Raises:
        NotPossibleNow: the table has no line for this verb, by this kind of actor, from where the action is.
    """
    source = State(action.state)
    target = next_state(source, verb, actor.kind)
    if target is None:
        raise NotPossibleNow(verb, source)
    if not Action.objects.filter(id=action.id, state=source.value).update(state=target.value, **fields):
        raise NotPossibleNow(verb, source)
    ActionStep.objects.create(
        action=action,
        at=now,
        verb=verb.value,
        source=source.value,
        target=target.value,
        actor=actor.kind.value,
        actor_id=user_of(actor),
        handover_id=handover_id,
        text=text,
        runs=[str(run) for run in runs],
    )
    record_event(word_of(actor, verb), actor=actor, subject_id=action.id, organisation_id=action.organisation_id)
    action.refresh_from_db()
    return target
