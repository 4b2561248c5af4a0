"""Puts actions in the hands of a provider whose quote was accepted."""

import uuid
from collections.abc import Collection
from datetime import datetime

from weerbaar.portal.action_plans.models import Action, Handover
from weerbaar.portal.action_plans.services.change_state import change_state
from weerbaar.portal.action_plans.states import State, Verb
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import fingerprint, new_token


def give_to_provider(
    organisation_id: uuid.UUID,
    action_ids: Collection[uuid.UUID],
    *,
    supplier: str,
    email: str,
    language: str,
    until: datetime,
    actor: Person,
    now: datetime,
    token_hash: str = "",
) -> uuid.UUID:
    """The id of the hand-over, inside the caller's transaction. With an empty `token_hash` its link is nobody's: a provider with
    an account reads the order instead.

    Raises:
        NotPossibleNow: an action is not to be done any more.
    """
    row = Handover.objects.create(
        organisation_id=organisation_id,
        token_hash=token_hash or fingerprint(new_token()),
        supplier=supplier[:120],
        email=email,
        language=language,
        made_by_id=actor.user_id,
        made_at=now,
        expires_at=until,
    )
    actions = list(
        Action.objects.filter(organisation_id=organisation_id, id__in=action_ids).order_by("opened_at", "id")
    )
    row.actions.set(actions)
    for action in actions:
        # An action lies in one place: what somebody had begun, or another supplier held, comes back first.
        if State(action.state) is not State.OPEN:
            change_state(action, Verb.TAKE_BACK, actor=actor, now=now, assignee=None, held_by=None)
        change_state(
            action,
            Verb.HAND_OVER,
            actor=actor,
            now=now,
            text=row.supplier,
            handover_id=row.id,
            held_by=row,
            assignee=None,
        )
    return row.id
