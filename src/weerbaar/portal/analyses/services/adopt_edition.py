"""Adopts an edition: from now on its text is fixed, and known by its hash."""

import hashlib
import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.analyses.edition_text import text_of
from weerbaar.portal.analyses.errors import AnalysisFault, AnalysisRefused
from weerbaar.portal.analyses.events import AnalysisEvent
from weerbaar.portal.analyses.find import draft_in, writer_of
from weerbaar.portal.analyses.models import AnalysisEdition
from weerbaar.portal.analyses.words import EditionState
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.knowledge.safety import load_safety


def adopt_edition(
    park_id: uuid.UUID, edition_id: uuid.UUID, text_hash: str, *, actor: Person, now: datetime | None = None
) -> None:
    """`text_hash` is that of the text which the person was shown.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchEdition, AnalysisIsFixed: there is none, or it was adopted.
        AnalysisRefused: the text is another one by now.
    """
    writer_of(actor, park_id)
    with transaction.atomic():
        row = draft_in(park_id, edition_id)
        text = text_now(row)
        if hash_of(text) != text_hash:
            raise AnalysisRefused(AnalysisFault.OTHER_TEXT)
        row.text, row.text_hash, row.state = text, text_hash, EditionState.ADOPTED.value
        row.adopted_at, row.adopted_by_id = now or timezone.now(), actor.user_id
        row.adopted_by_name = names_of([actor.user_id]).get(actor.user_id, "") or "?"
        row.save()
        record_event(AnalysisEvent.ADOPTED, actor=actor, subject_id=row.id, number=row.number)


def text_now(row: AnalysisEdition) -> str:
    """The text of an edition as it would be adopted."""
    order = list(load_safety().aspects)
    aspects = sorted(row.aspects.all(), key=lambda text: order.index(text.aspect))
    return text_of(
        row.number, row.since, row.until, [(one.aspect, one.generated, one.edited) for one in aspects], row.refs
    )


def hash_of(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
