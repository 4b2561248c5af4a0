"""What reads from the trail."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from weerbaar.portal.audit.models import Event


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event as it was written down."""

    at: datetime
    word: str
    actor: str
    details: dict[str, str | int]


def events_about(subject_id: uuid.UUID) -> Sequence[RecordedEvent]:
    """All that was done to one subject, oldest first."""
    rows = Event.objects.filter(subject_id=subject_id).order_by("at", "id")
    return [RecordedEvent(row.at, row.word, row.actor, row.details) for row in rows]
