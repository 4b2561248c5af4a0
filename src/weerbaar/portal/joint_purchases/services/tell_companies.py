"""Whom to write to before the closing day and after it, each once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from weerbaar.portal.joint_purchases.models import JointPurchase, JointReply
from weerbaar.portal.joint_purchases.services.ask_companies import Question
from weerbaar.portal.joint_purchases.words import PurchaseState, ReplyAnswer

SOON = timedelta(days=3)


def take_soon(now: datetime) -> Sequence[Question]:
    """Companies that were asked and have not answered, three days before the closing day."""
    soon = JointPurchase.objects.filter(
        state=PurchaseState.COLLECTING.value, closes_at__gt=now, closes_at__lte=now + SOON, soon_told_at=None
    )
    found: list[Question] = []
    for purchase in soon:
        with transaction.atomic():
            if JointPurchase.objects.filter(id=purchase.id, soon_told_at=None).update(soon_told_at=now):
                found += _questions(purchase, ReplyAnswer.NONE)
    return found


def take_choosers(now: datetime) -> Sequence[Question]:
    """Companies that joined, as soon as the purchase is closed."""
    choosing = JointPurchase.objects.filter(state=PurchaseState.CHOOSING.value, choose_told_at=None)
    found: list[Question] = []
    for purchase in choosing:
        with transaction.atomic():
            if JointPurchase.objects.filter(id=purchase.id, choose_told_at=None).update(choose_told_at=now):
                found += _questions(purchase, ReplyAnswer.JOINED)
    return found


def _questions(purchase: JointPurchase, answer: ReplyAnswer) -> list[Question]:
    rows = JointReply.objects.filter(purchase=purchase, answer=answer.value).order_by("id")
    return [
        Question(organisation_id, purchase.id) for organisation_id in rows.values_list("organisation_id", flat=True)
    ]
