"""Closes the dispute about a line, if there is one, with how it ended."""

from datetime import datetime

from weerbaar.portal.quotes.models import Dispute, OrderLine
from weerbaar.portal.quotes.words import DisputeOutcome


def end_dispute(line: OrderLine, outcome: DisputeOutcome, *, now: datetime) -> None:
    """Inside the caller's transaction."""
    Dispute.objects.filter(line=line, ended_at=None).update(ended_at=now, outcome=outcome.value)
