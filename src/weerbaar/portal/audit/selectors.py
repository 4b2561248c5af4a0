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
    actor_id: uuid.UUID | None = None


def events_of_organisation(organisation_id: uuid.UUID, *, most: int = 200) -> Sequence[RecordedEvent]:
    """What was done that concerns one company, newest first, at most so many."""
    rows = Event.objects.filter(organisation_id=organisation_id).order_by("-at", "-id")[:most]
    return [RecordedEvent(row.at, row.word, row.actor, row.details, row.actor_id) for row in rows]


def events_about(subject_id: uuid.UUID) -> Sequence[RecordedEvent]:
    """All that was done to one subject, oldest first."""
    rows = Event.objects.filter(subject_id=subject_id).order_by("at", "id")
    return [RecordedEvent(row.at, row.word, row.actor, row.details, row.actor_id) for row in rows]
