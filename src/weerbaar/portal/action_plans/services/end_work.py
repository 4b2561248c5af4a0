"""What is left of an action when the work that was ordered for it starts, or ends without it being solved."""

import uuid
from datetime import datetime

from weerbaar.portal.action_plans.models import Action, Handover
from weerbaar.portal.action_plans.services.change_state import change_state
from weerbaar.portal.action_plans.states import WITH_SUPPLIER, State, Verb, next_state
from weerbaar.portal.core.actors import Machine, Person, ProviderPerson


def start_for_provider(action_id: uuid.UUID, *, actor: ProviderPerson, now: datetime) -> bool:
    """The provider begins, inside the caller's transaction. False where the company has moved the action on."""
    action = Action.objects.filter(id=action_id).first()
    if action is None or next_state(State(action.state), Verb.START, actor.kind) is None:
        return False
    change_state(action, Verb.START, actor=actor, now=now, handover_id=action.held_by_id)
    return True


def give_back(
    action_id: uuid.UUID,
    handover_id: uuid.UUID | None,
    *,
    actor: Person | ProviderPerson | Machine,
    now: datetime,
    text: str = "",
) -> bool:
    """The action is the company's again, inside the caller's transaction. False where it lies elsewhere, or has ended."""
    action = Action.objects.filter(id=action_id).first()
    if action is None or action.assignee_id is not None or action.held_by_id not in {handover_id, None}:
        return False
    verb = Verb.REFUSE if isinstance(actor, ProviderPerson) else Verb.TAKE_BACK
    state = State(action.state)
    if state not in {*WITH_SUPPLIER, State.REPORTED} or next_state(state, verb, actor.kind) is None:
        return False
    change_state(
        action, verb, actor=actor, now=now, text=text[:1000], handover_id=handover_id, held_by=None, reported_at=None
    )
    return True


def close_handover(handover_id: uuid.UUID, *, now: datetime) -> bool:
    """The link to the tasks opens nothing any more, inside the caller's transaction. False when it had ended."""
    return bool(Handover.objects.filter(id=handover_id, withdrawn_at=None).update(withdrawn_at=now))
