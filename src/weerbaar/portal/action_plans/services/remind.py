"""What the calendar does: reminds of an action on the day that was chosen, and opens what was postponed until today."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.events import PlanEvent
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.services.change_state import change_state
from weerbaar.portal.action_plans.states import CLOSED, State, Verb
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER


@dataclass(frozen=True, slots=True)
class Reminder:
    """A letter to write: about which action, until when it is to be done, and to whom: `assignee_id`, or the owners."""

    organisation_id: uuid.UUID
    action_id: uuid.UUID
    cause: str
    due_on: date | None
    assignee_id: uuid.UUID | None


def take_reminders(now: datetime | None = None) -> Sequence[Reminder]:
    """The reminders of today, each handed out once. Whoever does the action is reminded; with nobody, the owners are."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    closed = [state.value for state in (*CLOSED, State.DECLINED, State.POSTPONED)]
    due = Action.objects.filter(remind_on__lte=today).exclude(state__in=closed)
    taken = []
    for action in due.order_by("remind_on", "id"):
        with transaction.atomic():
            if not Action.objects.filter(id=action.id, remind_on=action.remind_on).update(remind_on=None):
                continue
            record_event(
                PlanEvent.REMINDED, actor=SCHEDULER, subject_id=action.id, organisation_id=action.organisation_id
            )
        taken.append(_reminder(action))
    return taken


def resume_postponed(now: datetime | None = None) -> Sequence[Reminder]:
    """Open what was postponed until today or earlier, with a reminder for each."""
    now = now or timezone.now()
    resting = Action.objects.filter(state=State.POSTPONED.value, postponed_until__lte=timezone.localdate(now))
    taken = []
    for action in resting.order_by("postponed_until", "id"):
        with transaction.atomic():
            change_state(action, Verb.RESUME, actor=SCHEDULER, now=now, postponed_until=None)
        taken.append(_reminder(action))
    return taken


def _reminder(action: Action) -> Reminder:
    return Reminder(action.organisation_id, action.id, action.cause, action.due_on, action.assignee_id)
