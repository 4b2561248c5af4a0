"""The company answers a supplier's question."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.errors import ActionFault, ActionRefused, NoSuchHandover
from weerbaar.portal.action_plans.errors import HandoverFault as Fault
from weerbaar.portal.action_plans.events import PlanEvent
from weerbaar.portal.action_plans.message_kinds import MessageKind
from weerbaar.portal.action_plans.models import HandoverMessage
from weerbaar.portal.action_plans.services.find_action import action_to_work_on
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person


def answer_supplier(
    organisation_id: uuid.UUID, action_id: uuid.UUID, text: str, *, actor: Person, now: datetime | None = None
) -> None:
    """Add the answer where the newest question of this action was asked; the supplier reads it behind the link.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchAction: see `action_to_work_on`.
        NoSuchHandover: nobody asked anything.
        ActionRefused: nothing was written.
    """
    now, text = now or timezone.now(), text.strip()[:1000]
    with transaction.atomic():
        action = action_to_work_on(organisation_id, action_id, actor)
        question = action.messages.filter(kind=MessageKind.QUESTION.value).order_by("-at").first()
        if question is None:
            raise NoSuchHandover(Fault.UNKNOWN)
        if not text:
            raise ActionRefused(ActionFault.NO_TEXT)
        HandoverMessage.objects.create(
            handover_id=question.handover_id,
            action=action,
            kind=MessageKind.ANSWER.value,
            at=now,
            text=text,
            by_id=actor.user_id,
        )
        record_event(PlanEvent.ANSWERED, actor=actor, subject_id=action.id, organisation_id=organisation_id)
