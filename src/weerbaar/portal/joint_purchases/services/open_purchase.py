"""Opens a joint purchase, and cancels it. What is bought is chosen from the catalogue; nothing here looks at a company's gaps."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.joint_purchases.errors import NoSuchPurchase, PurchaseFault, PurchaseRefused
from weerbaar.portal.joint_purchases.events import PurchaseEvent
from weerbaar.portal.joint_purchases.models import JointPurchase
from weerbaar.portal.joint_purchases.prices import MOST_CENTS
from weerbaar.portal.joint_purchases.states import PurchaseVerb, next_purchase_state
from weerbaar.portal.joint_purchases.words import PurchaseState
from weerbaar.portal.parks.models import Park
from weerbaar.portal.parks.selectors import assert_may_buy

# Long enough to be read by somebody on holiday; short enough that offers still hold.
SHORTEST, LONGEST = timedelta(days=7), timedelta(days=120)
TO_CHOOSE = timedelta(days=14)
LONGEST_MESSAGE = 1000
# Every purchase writes letters to companies.
MOST_OPEN = 8


@dataclass(frozen=True, slots=True)
class PurchaseOrder:
    """What the manager fills in. `closes_on` is the last day to join. See `prices.biz_share` for what the BIZ pays."""

    cause: str
    message: str
    closes_on: date
    biz_percent: int = 0
    biz_cap_cents: int | None = None


def open_purchase(park_id: uuid.UUID, order: PurchaseOrder, *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """The id of the purchase. Companies with the gap are asked soon after, by a process of ours.

    Raises:
        NoSuchPark, ParkNotAllowed: this person is not the manager of the area.
        PurchaseRefused: with what is missing or cannot be.
    """
    now = now or timezone.now()
    with transaction.atomic():
        assert_may_buy(actor, park_id)
        Park.objects.select_for_update().get(id=park_id)
        closes_at = _assert_can_be(park_id, order, now)
        row = JointPurchase.objects.create(
            park_id=park_id,
            cause=order.cause,
            message=order.message.strip(),
            opened_by_id=actor.user_id,
            opened_at=now,
            closes_at=closes_at,
            choose_until=closes_at + TO_CHOOSE,
            biz_percent=order.biz_percent,
            biz_cap_cents=order.biz_cap_cents,
        )
        record_event(PurchaseEvent.OPENED, actor=actor, subject_id=row.id)
    return row.id


def cancel_purchase(park_id: uuid.UUID, purchase_id: uuid.UUID, *, actor: Person) -> None:
    """Nobody can join or quote any more; possible until the closing day.

    Raises:
        NoSuchPark, ParkNotAllowed: this person is not the manager of the area.
        NoSuchPurchase: the area has no such purchase.
        PurchaseNotPossible: it was closed or cancelled.
    """
    with transaction.atomic():
        assert_may_buy(actor, park_id)
        row = JointPurchase.objects.select_for_update().filter(id=purchase_id, park_id=park_id).first()
        if row is None:
            raise NoSuchPurchase
        state = next_purchase_state(PurchaseState(row.state), PurchaseVerb.CANCEL, actor.kind)
        JointPurchase.objects.filter(id=row.id).update(state=state.value)
        record_event(PurchaseEvent.CANCELLED, actor=actor, subject_id=row.id)


def _assert_can_be(park_id: uuid.UUID, order: PurchaseOrder, now: datetime) -> datetime:
    """The end of the closing day."""
    end = timezone.make_aware(datetime.combine(order.closes_on + timedelta(days=1), time())) - timedelta(seconds=1)
    open_ones = JointPurchase.objects.filter(
        park_id=park_id, state__in=(PurchaseState.COLLECTING.value, PurchaseState.CHOOSING.value)
    )
    faults = {
        PurchaseFault.NO_CAUSE: order.cause not in cause_table().rows,
        PurchaseFault.TOO_LONG: len(order.message.strip()) > LONGEST_MESSAGE,
        PurchaseFault.BAD_DAY: not now + SHORTEST <= end <= now + LONGEST + timedelta(days=1),
        PurchaseFault.BAD_PERCENT: not 0 <= order.biz_percent <= 100,
        PurchaseFault.BAD_CAP: order.biz_cap_cents is not None and not 0 < order.biz_cap_cents <= MOST_CENTS,
        PurchaseFault.OPEN_ALREADY: open_ones.filter(cause=order.cause).exists(),
        PurchaseFault.TOO_MANY: open_ones.count() >= MOST_OPEN,
    }
    for fault, is_so in faults.items():
        if is_so:
            raise PurchaseRefused(fault)
    return end
