"""What reads assessments. Every reading starts from an organisation view, which only its people can get (or whom it shares
with)."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from weerbaar.portal.assessments.document_selectors import document_counts, document_ids_of
from weerbaar.portal.assessments.errors import NoSuchQuestion
from weerbaar.portal.assessments.evidence import signals_of
from weerbaar.portal.assessments.models import AnswerRevision, Assessment, StoredReceipt
from weerbaar.portal.assessments.receipts import from_document
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.questionnaires.answers import Answer, Provenance, in_force
from weerbaar.questionnaires.bank import Bank, Question
from weerbaar.questionnaires.contradictions import Contradiction, contradictions
from weerbaar.questionnaires.load_bank import load_bank
from weerbaar.questionnaires.prefill import SuggestedAnswer, has_lapsed, load_rules, suggest
from weerbaar.questionnaires.scoring import Receipt, score

BASISSCAN = "basisscan"


@dataclass(frozen=True)
class AssessmentView:
    """Everything about the answers of one company at one moment.

    `answers` are those in force by question, `revisions` all, oldest first, without those whose evidence
    has lapsed or whose document is gone. `partial` holds what evidence says of a part of
    a question that a person still answers. `started` is False as long as nobody began.
    """

    bank: Bank
    questions: tuple[Question, ...]
    revisions: tuple[Answer, ...]
    answers: Mapping[str, Answer]
    partial: Mapping[str, SuggestedAnswer]
    contradictions: Mapping[str, Contradiction]
    receipt: Receipt
    started: bool
    finished_at: datetime | None

    @property
    def measured(self) -> int:
        """How many questions are answered by evidence, without a person."""
        return sum(answer.provenance in {Provenance.MEASURED, Provenance.CONNECTED} for answer in self.answers.values())

    @property
    def answered(self) -> int:
        """How many questions have an answer, whoever gave it."""
        return len(self.answers)

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that wait for somebody, in their order."""
        return tuple(question for question in self.questions if question.id not in self.answers)

    def question(self, question_id: str) -> Question:
        """One of the questions that this company gets.

        Raises:
            NoSuchQuestion: it is none of them.
        """
        for question in self.questions:
            if question.id == question_id:
                return question
        raise NoSuchQuestion


def bank_of(view: OrganisationView) -> Bank:
    """The bank that the company is asked by."""
    return load_bank(BASISSCAN)


def answers_of(view: OrganisationView) -> Sequence[Answer]:
    """All answers ever given, oldest first."""
    rows = AnswerRevision.objects.filter(assessment__organisation_id=view.id, assessment__bank=BASISSCAN)
    return [_answer(row) for row in rows]


def assessment_of(view: OrganisationView) -> AssessmentView:
    """The assessment of a company, as it stands now."""
    bank = bank_of(view)
    questions = bank.for_profile(view.employees)
    asked = {question.id for question in questions}
    now = timezone.now()
    signals = signals_of(view, now)
    found = suggest(load_rules(BASISSCAN), signals)
    given = [answer for answer in answers_of(view) if _is_of(bank, answer)]
    papers = document_ids_of(view)
    revisions = tuple(
        answer
        for answer in given
        if not has_lapsed(answer, signals, found) and document_counts(answer, given, papers, now)
    )
    answers = {key: answer for key, answer in in_force(revisions).items() if key in asked}
    row = Assessment.objects.filter(organisation_id=view.id, bank=BASISSCAN).first()
    return AssessmentView(
        bank=bank,
        questions=questions,
        revisions=revisions,
        answers=answers,
        partial={key: suggestion for key, suggestion in found.items() if not suggestion.complete and key in asked},
        contradictions={item.question: item for item in contradictions(bank, revisions) if item.question in asked},
        receipt=score(bank, revisions, view.employees),
        started=row is not None,
        finished_at=row.finished_at if row else None,
    )


def receipts_of(view: OrganisationView) -> Sequence[tuple[datetime, str, Receipt]]:
    """The stored scores of a company with their moments and causes, oldest first."""
    rows = StoredReceipt.objects.filter(assessment__organisation_id=view.id, assessment__bank=BASISSCAN)
    return [(row.at, row.cause, from_document(row.document)) for row in rows]


def _is_of(bank: Bank, answer: Answer) -> bool:
    """An answer to a question or with a choice that an older bank had stays stored, but counts no more."""
    try:
        bank.question(answer.question).choice(answer.choice)
    except KeyError:
        return False
    return True


def _answer(row: AnswerRevision) -> Answer:
    by: uuid.UUID | None = row.by_id
    return Answer(
        row.question,
        row.choice,
        Provenance(row.provenance),
        row.at,
        str(by) if by else "",
        tuple(row.evidence),
        row.reason,
        row.until,
    )
