"""Privately asks the companies that have the gap. Only a background process calls this; what it finds is told to nobody else."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.joint_purchases.events import PurchaseEvent
from weerbaar.portal.joint_purchases.models import JointPurchase, JointReply
from weerbaar.portal.joint_purchases.words import PurchaseState, ReplyAnswer
from weerbaar.portal.parks.models import ParkMembership

# Somebody else does it already where it is with a supplier; where it was declined the company has decided.
_HAS_GAP = (State.OPEN.value, State.SELF.value)


@dataclass(frozen=True, slots=True)
class Question:
    """A company to write to about a purchase."""

    organisation_id: uuid.UUID
    purchase_id: uuid.UUID


def take_questions(now: datetime | None = None) -> Sequence[Question]:
    """The companies to ask now, each once per purchase, newcomers and new gaps included. Who has answered is left alone."""
    now = now or timezone.now()
    asked = []
    for purchase in JointPurchase.objects.filter(state=PurchaseState.COLLECTING.value, closes_at__gt=now):
        for organisation_id in _with_gap(purchase):
            if _ask(purchase, organisation_id, now):
                asked.append(Question(organisation_id, purchase.id))
    return asked


def _with_gap(purchase: JointPurchase) -> Sequence[uuid.UUID]:
    members = ParkMembership.objects.filter(park_id=purchase.park_id, left_at=None).values("organisation_id")
    known = JointReply.objects.filter(purchase=purchase).values("organisation_id")
    gaps = Action.objects.filter(organisation_id__in=members, cause=purchase.cause, state__in=_HAS_GAP)
    return list(gaps.exclude(organisation_id__in=known).values_list("organisation_id", flat=True))


def _ask(purchase: JointPurchase, organisation_id: uuid.UUID, now: datetime) -> bool:
    with transaction.atomic():
        _row, is_new = JointReply.objects.get_or_create(
            purchase=purchase,
            organisation_id=organisation_id,
            defaults={"asked_at": now, "answer": ReplyAnswer.NONE.value},
        )
        if is_new:
            record_event(PurchaseEvent.ASKED, actor=SCHEDULER, subject_id=purchase.id, organisation_id=organisation_id)
    return is_new
