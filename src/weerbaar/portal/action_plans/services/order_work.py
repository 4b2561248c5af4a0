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
    an account reads the order instead. A supplier whose link holds work already gets this beside it: it has one link.

    Raises:
        NotPossibleNow: an action is not to be done any more.
    """
    row = _held_by_link(organisation_id, token_hash, until) or Handover.objects.create(
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
    row.actions.add(*actions)
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


def renew_link(before: str, after: str) -> None:
    """What one link opened is opened by another from now on, inside the caller's transaction; both as their hash."""
    Handover.objects.filter(token_hash=before).update(token_hash=after)


def _held_by_link(organisation_id: uuid.UUID, token_hash: str, until: datetime) -> Handover | None:
    """The hand-over that this link opens already, opened again if it had ended."""
    row = (
        Handover.objects.filter(organisation_id=organisation_id, token_hash=token_hash).first() if token_hash else None
    )
    if row is not None:
        row.expires_at, row.withdrawn_at = max(row.expires_at, until), None
        row.save(update_fields=["expires_at", "withdrawn_at"])
    return row
