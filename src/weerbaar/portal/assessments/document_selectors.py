"""What reads the documents of a company. Every reading starts from an organisation view."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from weerbaar.portal.assessments.errors import NoSuchDocument
from weerbaar.portal.assessments.models import AnswerDocument
from weerbaar.portal.assessments.papers import PaperKind
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.questionnaires.answers import Answer, Provenance, has_ended

PREFIX = "document/"


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document without its contents. `ended` once its last day has gone by."""

    id: uuid.UUID
    question: str
    name: str
    kind: PaperKind
    size: int
    dated_on: date
    expires_on: date | None
    added_at: datetime
    ended: bool

    @property
    def file_name(self) -> str:
        """What it is saved under: the ending is what it is, whatever it was called."""
        return f"{self.name}.{self.kind.value}"


def documents_of(view: OrganisationView, question_id: str = "") -> Sequence[DocumentView]:
    """The documents of a company, or those of one question, newest first."""
    rows = AnswerDocument.objects.filter(assessment__organisation_id=view.id).defer("data")
    return [_view(row) for row in (rows.filter(question=question_id) if question_id else rows)]


def document_file_of(view: OrganisationView, document_id: uuid.UUID) -> tuple[DocumentView, bytes]:
    """A document with its contents.

    Raises:
        NoSuchDocument: the company has no such document.
    """
    row = AnswerDocument.objects.filter(assessment__organisation_id=view.id, id=document_id).first()
    if row is None:
        raise NoSuchDocument
    return _view(row), bytes(row.data)


def document_ids_of(view: OrganisationView) -> frozenset[str]:
    """The names under which answers rest on documents that are there."""
    rows = AnswerDocument.objects.filter(assessment__organisation_id=view.id)
    return frozenset(f"{PREFIX}{document_id}" for document_id in rows.values_list("id", flat=True))


def document_counts(answer: Answer, given: Collection[Answer], papers: Collection[str], now: datetime) -> bool:
    """Whether an answer that rests on a document still does: it is there, and it has not ended while somebody said something
    since. Every other answer counts, also one that rests on a paper of the company itself, such as its emergency card.
    """
    if answer.provenance is not Provenance.DOCUMENT:
        return True
    kept = [name for name in answer.evidence if name.startswith(PREFIX)]
    if not answer.evidence or (kept and not any(name in papers for name in kept)):
        return False
    if not has_ended(answer, now):
        return True
    return not any(other.question == answer.question and other.at > answer.at for other in given)


def _view(row: AnswerDocument) -> DocumentView:
    ended = row.expires_on is not None and row.expires_on < timezone.localdate()
    return DocumentView(
        row.id,
        row.question,
        row.name,
        PaperKind(row.kind),
        row.size,
        row.dated_on,
        row.expires_on,
        row.added_at,
        ended,
    )
