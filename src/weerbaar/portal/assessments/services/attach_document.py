"""Keeps a document with the answer that it proves, and erases it again."""

import re
import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.assessments.document_selectors import PREFIX
from weerbaar.portal.assessments.errors import (
    AnswerFault,
    AnswerRefused,
    DocumentFault,
    DocumentRefused,
    NoSuchDocument,
)
from weerbaar.portal.assessments.events import AssessmentEvent
from weerbaar.portal.assessments.models import AnswerDocument, AnswerRevision, Assessment
from weerbaar.portal.assessments.papers import read_paper
from weerbaar.portal.assessments.selectors import BASISSCAN, assessment_of
from weerbaar.portal.assessments.services.store_receipt import store_receipt
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import assert_may_work
from weerbaar.questionnaires.answers import Provenance

MOST_OF_QUESTION = 5
MOST_OF_COMPANY = 60
_NOT_IN_A_NAME = re.compile(r"[^\w .,()+-]+")


@dataclass(frozen=True, slots=True)
class Upload:
    """What somebody hands in. `data` holds at least the beginning of the `size` bytes that were sent."""

    name: str
    data: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Dates:
    """The day on the document, and the last day on which it holds, where it says so."""

    dated_on: date | None
    expires_on: date | None = None


def attach_document(
    organisation_id: uuid.UUID,
    question_id: str,
    choice_id: str,
    upload: Upload | None,
    dates: Dates,
    *,
    actor: Person,
    now: datetime | None = None,
) -> uuid.UUID:
    """Keep the document and the answer that it proves, as of the day on it.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchQuestion: the company does not get this question.
        AnswerRefused: it is none of the choices that say something.
        DocumentRefused: the document or its dates cannot be taken.
    """
    now = now or timezone.now()
    view = assert_may_work(actor, organisation_id)
    assessment = assessment_of(view)
    question = assessment.question(question_id)
    if choice_id not in {choice.id for choice in question.choices if choice.value is not None}:
        raise AnswerRefused(AnswerFault.NO_CHOICE)
    if upload is None:
        raise DocumentRefused(DocumentFault.MISSING)
    paper = read_paper(upload.data, upload.size)  # outside of the transaction: a picture takes a while
    dated_on = _day_of(dates, timezone.localdate(now))
    with transaction.atomic():
        row, _ = Assessment.objects.get_or_create(
            organisation_id=organisation_id, bank=BASISSCAN, defaults={"started_at": now}
        )
        _assert_room(row, question_id)
        document = AnswerDocument.objects.create(
            assessment=row,
            question=question_id,
            name=_name(upload.name),
            kind=paper.kind.value,
            data=paper.data,
            size=len(paper.data),
            dated_on=dated_on,
            expires_on=dates.expires_on,
            added_at=now,
            added_by_id=actor.user_id,
        )
        AnswerRevision.objects.create(
            assessment=row,
            question=question_id,
            choice=choice_id,
            provenance=Provenance.DOCUMENT.value,
            at=_start_of(dated_on),
            by_id=actor.user_id,
            evidence=[f"{PREFIX}{document.id}"],
            until=_start_of(dates.expires_on + timedelta(days=1)) if dates.expires_on else None,
            bank_version=assessment.bank.version,
        )
        record_event(
            AssessmentEvent.DOCUMENT_ADDED,
            actor=actor,
            subject_id=document.id,
            organisation_id=organisation_id,
            question=question_id,
        )
    return document.id


def erase_document(organisation_id: uuid.UUID, document_id: uuid.UUID, *, actor: Person) -> None:
    """Erase it for good. The answer that rested on it stays in the history and counts no more.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchDocument: the company has no such document.
    """
    with transaction.atomic():
        view = assert_may_work(actor, organisation_id)
        row = AnswerDocument.objects.filter(assessment__organisation_id=organisation_id, id=document_id).first()
        if row is None:
            raise NoSuchDocument
        record_event(
            AssessmentEvent.DOCUMENT_ERASED,
            actor=actor,
            subject_id=row.id,
            organisation_id=organisation_id,
            question=row.question,
        )
        row.delete()
        store_receipt(view, "measured")


def _day_of(dates: Dates, today: date) -> date:
    if dates.dated_on is None:
        raise DocumentRefused(DocumentFault.NO_DATE)
    if dates.dated_on > today:
        raise DocumentRefused(DocumentFault.DATE_AHEAD)
    if dates.expires_on is not None and dates.expires_on < dates.dated_on:
        raise DocumentRefused(DocumentFault.ENDS_BEFORE_IT_BEGINS)
    if dates.expires_on is not None and dates.expires_on < today:
        raise DocumentRefused(DocumentFault.ENDED)
    return dates.dated_on


def _assert_room(row: Assessment, question_id: str) -> None:
    kept = AnswerDocument.objects.filter(assessment=row)
    if kept.count() >= MOST_OF_COMPANY or kept.filter(question=question_id).count() >= MOST_OF_QUESTION:
        raise DocumentRefused(DocumentFault.TOO_MANY)


def _name(typed: str) -> str:
    """The name without its ending and without what file systems or headers could take amiss."""
    last = re.split(r"[/\\]", typed)[-1].rpartition(".")
    bare = " ".join(_NOT_IN_A_NAME.sub(" ", last[0] if last[1] else last[2]).split()).strip(". ")
    return bare[:100] or "document"


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
