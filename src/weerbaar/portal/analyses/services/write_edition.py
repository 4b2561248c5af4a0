"""Has the analysis write itself: begins an edition, and renews a draft with what is known by now."""

import uuid
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from weerbaar.portal.analyses.errors import AnalysisFault, AnalysisRefused
from weerbaar.portal.analyses.events import AnalysisEvent
from weerbaar.portal.analyses.find import draft_in, writer_of
from weerbaar.portal.analyses.gather import gather
from weerbaar.portal.analyses.models import AnalysisEdition, AspectText
from weerbaar.portal.analyses.sentences import sentences_of
from weerbaar.portal.analyses.sources.source import Asked
from weerbaar.portal.analyses.texts import load_texts
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.knowledge.safety import load_safety

_MOST_DAYS = 4 * 366


def begin_edition(
    park_id: uuid.UUID, since: date, until: date, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of a draft about these days, both included, with a text for every aspect.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        AnalysisRefused: no such period, or there is a draft already.
    """
    now = now or timezone.now()
    if not (since < until <= timezone.localdate(now) and (until - since).days <= _MOST_DAYS):
        raise AnalysisRefused(AnalysisFault.NO_PERIOD)
    writer_of(actor, park_id)
    try:
        with transaction.atomic():
            newest = AnalysisEdition.objects.filter(park_id=park_id).order_by("-number").first()
            row = AnalysisEdition.objects.create(
                park_id=park_id,
                number=newest.number + 1 if newest else 1,
                since=since,
                until=until,
                texts_version=load_texts().version,
                made_at=now,
                made_by_id=actor.user_id,
            )
            _write(row, actor)
            record_event(AnalysisEvent.BEGUN, actor=actor, subject_id=row.id, number=row.number)
    except IntegrityError as error:
        raise AnalysisRefused(AnalysisFault.DRAFT_WAITS) from error
    return row.id


def renew_edition(park_id: uuid.UUID, edition_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """Ask every source again. What people wrote themselves stays.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchEdition, AnalysisIsFixed: there is none, or it was adopted.
    """
    writer_of(actor, park_id)
    with transaction.atomic():
        row = draft_in(park_id, edition_id)
        row.made_at, row.texts_version = now or timezone.now(), load_texts().version
        _write(row, actor)
        record_event(AnalysisEvent.RENEWED, actor=actor, subject_id=row.id, number=row.number)


def drop_edition(park_id: uuid.UUID, edition_id: uuid.UUID, *, actor: Person) -> None:
    """A draft that nobody wants any more.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchEdition, AnalysisIsFixed: there is none, or it was adopted.
    """
    writer_of(actor, park_id)
    with transaction.atomic():
        row = draft_in(park_id, edition_id)
        number = row.number
        row.delete()
        record_event(AnalysisEvent.DROPPED, actor=actor, subject_id=edition_id, number=number)


def _write(row: AnalysisEdition, actor: Person) -> None:
    evidence = gather(Asked(actor, row.park_id, row.since, row.until))
    row.refs = [ref.plain() for ref in evidence.refs]
    row.places = [place.plain() for place in evidence.places]
    row.save()
    spoke = {ref.source for ref in evidence.refs}
    there = {text.aspect: text for text in row.aspects.all()}
    for aspect in load_safety().aspects:
        text = there.get(aspect) or AspectText(edition=row, aspect=aspect)
        text.facts = [fact.plain() for fact in evidence.facts if fact.aspect == aspect]
        text.generated = sentences_of(aspect, evidence.facts, spoke, load_texts())
        text.save()
