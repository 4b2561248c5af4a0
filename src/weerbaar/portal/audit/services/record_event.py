"""Writes one event down."""

import re
import uuid
from enum import StrEnum

from weerbaar.portal.audit.models import Event
from weerbaar.portal.core.actors import Actor, user_of

GRAMMAR = re.compile(r"[a-z]+(-[a-z]+)*(:[a-z]+(-[a-z]+)*){2}\Z")


def record_event(
    word: StrEnum,
    *,
    actor: Actor,
    subject_id: uuid.UUID,
    organisation_id: uuid.UUID | None = None,
    **details: str | int,
) -> None:
    """Add an event, in the transaction of the change it tells of. `organisation_id` is the company that may read it.

    Raises:
        ValueError: the word is not `subject:object:verb`.
    """
    if not GRAMMAR.match(word):
        raise ValueError(f"not subject:object:verb: {word!r}")
    Event.objects.create(
        word=word,
        actor=actor.kind,
        actor_id=user_of(actor),
        subject_id=subject_id,
        organisation_id=organisation_id,
        details=details,
    )
