"""Writes one's own words about an aspect, or goes back to the sentences that were made."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.analyses.edition_text import part_of
from weerbaar.portal.analyses.errors import AnalysisFault, AnalysisRefused
from weerbaar.portal.analyses.events import AnalysisEvent
from weerbaar.portal.analyses.evidence import Part
from weerbaar.portal.analyses.find import draft_in, writer_of
from weerbaar.portal.analyses.sentences import LANGUAGES
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.tells_who import tells_who

LONGEST = 3000  # characters of one part


def edit_aspect(
    park_id: uuid.UUID,
    edition_id: uuid.UUID,
    aspect: str,
    parts: Mapping[Part, str],
    *,
    actor: Person,
    now: datetime | None = None,
) -> None:
    """One sentence a line. A part that says what was made for it in one of the languages is not kept as somebody's words; none at
    all goes back to what was made.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchEdition, AnalysisIsFixed: there is none, or it was adopted.
        AnalysisRefused: no such aspect, too long, or it could tell of a person.
    """
    writer_of(actor, park_id)
    if any(len(text) > LONGEST for text in parts.values()):
        raise AnalysisRefused(AnalysisFault.TOO_LONG)
    # Streets and quarters are named here, and look like names of people: so words with capitals pass.
    if any(tells_who(text, is_place=True) for text in parts.values()):
        raise AnalysisRefused(AnalysisFault.TELLS_WHO)
    with transaction.atomic():
        row = draft_in(park_id, edition_id).aspects.filter(aspect=aspect).first()
        if row is None:
            raise AnalysisRefused(AnalysisFault.UNKNOWN_ASPECT)
        edited = {}
        for part, text in parts.items():
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            if all(lines != part_of(row.generated, {}, part, language) for language in LANGUAGES):
                edited[part.value] = "\n".join(lines)
        row.edited, row.edited_by_id = edited, actor.user_id if edited else None
        row.edited_at = (now or timezone.now()) if edited else None
        row.save()
        record_event(AnalysisEvent.EDITED, actor=actor, subject_id=edition_id, aspect=aspect)
