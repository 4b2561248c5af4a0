"""What letters say of a purchase."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from weerbaar.portal.joint_purchases.models import JointPurchase


@dataclass(frozen=True, slots=True)
class LetterPurchase:
    """A purchase without numbers and names."""

    id: uuid.UUID
    park_name: str
    cause: str
    closes_at: datetime
    choose_until: datetime


def letter_purchase(purchase_id: uuid.UUID) -> LetterPurchase | None:
    """None when it is gone."""
    row = JointPurchase.objects.select_related("park").filter(id=purchase_id).first()
    return LetterPurchase(row.id, row.park.name, row.cause, row.closes_at, row.choose_until) if row else None
