"""Writes down what a supplier says who was asked. It outweighs what the company says itself, and nothing that was measured."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.assessments.errors import AnswerFault, AnswerRefused, NoSuchQuestion
from weerbaar.portal.assessments.events import AssessmentEvent
from weerbaar.portal.assessments.models import AnswerRevision, Assessment
from weerbaar.portal.assessments.selectors import BASISSCAN, assessment_of
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.organisations.selectors import organisation_for_machine
from weerbaar.questionnaires.answers import Provenance


def record_supplier_answer(
    organisation_id: uuid.UUID,
    question_id: str,
    choice_id: str,
    *,
    supplier: str,
    actor: LinkHolder,
    now: datetime | None = None,
) -> None:
    """Add the answer; `supplier` is what the company calls whoever gave it. Whether that link may answer this question is for
    the caller to know.

    Raises:
        NoSuchQuestion: the company does not get this question, or is gone.
        AnswerRefused: it is none of the choices that say something.
    """
    now = now or timezone.now()
    with transaction.atomic():
        view = organisation_for_machine(organisation_id)
        row = Assessment.objects.filter(organisation_id=organisation_id, bank=BASISSCAN).first()
        if view is None or row is None:
            raise NoSuchQuestion
        assessment = assessment_of(view)
        choices = {choice.id for choice in assessment.question(question_id).choices if choice.value is not None}
        if choice_id not in choices:
            raise AnswerRefused(AnswerFault.NO_CHOICE)
        AnswerRevision.objects.create(
            assessment=row,
            question=question_id,
            choice=choice_id,
            provenance=Provenance.SUPPLIER.value,
            at=now,
            evidence=[supplier],
            bank_version=assessment.bank.version,
        )
        record_event(
            AssessmentEvent.SUPPLIER_ANSWERED,
            actor=actor,
            subject_id=row.id,
            organisation_id=organisation_id,
            question=question_id,
        )
