"""What reads the history of actions for the floors above."""

import uuid
from datetime import datetime

from weerbaar.portal.action_plans.models import ActionStep
from weerbaar.portal.action_plans.states import Verb
from weerbaar.portal.core.actors import ActorKind


def first_reopening(action_id: uuid.UUID, after: datetime, until: datetime) -> datetime | None:
    """When measurements first opened the action again in that time; None when they did not. Words of people do not count."""
    steps = ActionStep.objects.filter(
        action_id=action_id, verb=Verb.REOPEN.value, actor=ActorKind.WORKER.value, at__gt=after, at__lte=until
    ).exclude(runs=[])
    return steps.values_list("at", flat=True).first()
