"""Notes that a company was told of what got worse."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from weerbaar.portal.scans.models import Regression


def mark_told(regression_ids: Iterable[uuid.UUID], now: datetime | None = None) -> int:
    """How many were told just now; of two who tell at once, one gets them."""
    return Regression.objects.filter(id__in=list(regression_ids), told_at=None).update(told_at=now or timezone.now())
