"""What happens to purchases by the clock: the count of the day, the closing, the end of choosing. Duties of the scheduler."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.joint_purchases.events import PurchaseEvent
from weerbaar.portal.joint_purchases.models import JointPurchase, JointReply
from weerbaar.portal.joint_purchases.states import PurchaseVerb, next_purchase_state
from weerbaar.portal.joint_purchases.words import PurchaseState, ReplyAnswer

# Before anybody is at work: a number that moves then tells nothing of who was busy when.
COUNT_HOUR = 6


def count_sign_ups(now: datetime | None = None) -> int:
    """Once a day, from six o'clock on: take over how many joined, and the names that may be shown. How many were counted."""
    now = timezone.localtime(now or timezone.now())
    if now.hour < COUNT_HOUR:
        return 0
    due = JointPurchase.objects.filter(state=PurchaseState.COLLECTING.value, closes_at__gt=now)
    return sum(_locked(row, lambda one: _count(one, now)) for row in due.exclude(counted_on=now.date()))


def close_purchases(now: datetime | None = None) -> int:
    """Close what has reached its closing day, and end what has been chosen from long enough. How many were moved."""
    now = now or timezone.now()
    to_close = JointPurchase.objects.filter(state=PurchaseState.COLLECTING.value, closes_at__lte=now)
    to_end = JointPurchase.objects.filter(state=PurchaseState.CHOOSING.value, choose_until__lte=now)
    closed = sum(_locked(row, _close) for row in to_close)
    return closed + sum(_locked(row, _end) for row in to_end)


def _locked(row: JointPurchase, change: Callable[[JointPurchase], bool]) -> bool:
    """Change a purchase that nobody else changes meanwhile; False when somebody was first."""
    with transaction.atomic():
        locked = JointPurchase.objects.select_for_update().filter(id=row.id, state=row.state).first()
        return locked is not None and change(locked)


def _count(row: JointPurchase, now: datetime) -> bool:
    if row.counted_on == now.date():
        return False
    JointPurchase.objects.filter(id=row.id).update(counted_on=now.date(), shown_sign_ups=_take_over(row))
    return True


def _close(row: JointPurchase) -> bool:
    state = next_purchase_state(PurchaseState(row.state), PurchaseVerb.CLOSE, SCHEDULER.kind)
    number = _take_over(row)
    JointPurchase.objects.filter(id=row.id).update(state=state.value, participants=number, shown_sign_ups=number)
    record_event(PurchaseEvent.CLOSED, actor=SCHEDULER, subject_id=row.id)
    return True


def _end(row: JointPurchase) -> bool:
    state = next_purchase_state(PurchaseState(row.state), PurchaseVerb.END, SCHEDULER.kind)
    JointPurchase.objects.filter(id=row.id).update(state=state.value)
    record_event(PurchaseEvent.ENDED, actor=SCHEDULER, subject_id=row.id)
    return True


def _take_over(row: JointPurchase) -> int:
    """How many joined; and list the names of those that said they may be shown."""
    replies = JointReply.objects.filter(purchase=row)
    joined = replies.filter(answer=ReplyAnswer.JOINED.value)
    joined.filter(shows_name=True).update(name_listed=True)
    replies.exclude(answer=ReplyAnswer.JOINED.value, shows_name=True).update(name_listed=False)
    return joined.count()
