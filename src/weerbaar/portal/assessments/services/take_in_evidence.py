"""Writes down what evidence answers in full. Parts of an answer are shown, never written."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.assessments.events import AssessmentEvent
from weerbaar.portal.assessments.evidence import signals_of
from weerbaar.portal.assessments.models import AnswerRevision, Assessment
from weerbaar.portal.assessments.selectors import BASISSCAN, bank_of
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.questionnaires.load_bank import load_bank
from weerbaar.questionnaires.prefill import SuggestedAnswer, load_rules, suggest


def take_in_evidence(view: OrganisationView, *, now: datetime | None = None) -> int:
    """How many answers are new. Does nothing when nobody began the assessment, or when nothing new was seen.

    May be called any number of times: the same evidence of the same moment is written once.
    """
    now = now or timezone.now()
    row = Assessment.objects.filter(organisation_id=view.id, bank=BASISSCAN).first()
    if row is None:
        return 0
    questions = {question.id for question in bank_of(view).questions}
    found = suggest(load_rules(BASISSCAN), signals_of(view, now))
    added = 0
    with transaction.atomic():
        for suggestion in found.values():
            if suggestion.complete and suggestion.question in questions:
                added += _note(row, suggestion)
        if added:
            record_event(
                AssessmentEvent.MEASURED, actor=SCHEDULER, subject_id=row.id, organisation_id=view.id, answers=added
            )
    return added


def _note(assessment: Assessment, suggestion: SuggestedAnswer) -> int:
    of_source = AnswerRevision.objects.filter(
        assessment=assessment, question=suggestion.question, provenance=suggestion.provenance.value
    )
    newest = of_source.order_by("-at", "-noted_at").first()
    if newest is not None and newest.at >= suggestion.at and newest.evidence == list(suggestion.evidence):
        return 0
    AnswerRevision.objects.create(
        assessment=assessment,
        question=suggestion.question,
        choice=suggestion.choice,
        provenance=suggestion.provenance.value,
        # What changed is newer than what it replaces, also when another part of its evidence is old.
        at=max(suggestion.at, newest.at) if newest is not None else suggestion.at,
        evidence=list(suggestion.evidence),
        bank_version=load_bank(BASISSCAN).version,
    )
    return 1
