"""Writes down what a person says. Nothing is overwritten: what was measured stays beside it."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.assessments.errors import AnswerFault, AnswerRefused
from weerbaar.portal.assessments.events import AssessmentEvent
from weerbaar.portal.assessments.models import AnswerRevision, Assessment
from weerbaar.portal.assessments.selectors import BASISSCAN, AssessmentView, assessment_of
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import assert_may_work
from weerbaar.questionnaires.answers import Answer, Provenance, newest_by_provenance


def record_answer(
    organisation_id: uuid.UUID,
    question_id: str,
    choice_id: str,
    *,
    actor: Person,
    reason: str = "",
    seen: datetime | None = None,
    now: datetime | None = None,
) -> None:
    """Add an answer. `seen` is the moment of the stated answer that the form showed: when somebody else has given another
    since, that person's answer is not silently passed over.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchQuestion: the company does not get this question.
        AnswerRefused: it is none of the choices, lacks its reason, or came after another one.
    """
    now = now or timezone.now()
    with transaction.atomic():
        view = assert_may_work(actor, organisation_id)
        row, _ = Assessment.objects.get_or_create(
            organisation_id=organisation_id, bank=BASISSCAN, defaults={"started_at": now}
        )
        assessment = assessment_of(view)
        _assert_fits(assessment, question_id, choice_id, reason)
        said = stated(assessment, question_id)
        if said and (said.choice, said.reason) == (choice_id, reason):
            return
        if said and said.by != str(actor.user_id) and (seen is None or seen < said.at):
            raise AnswerRefused(AnswerFault.CHANGED_MEANWHILE)
        AnswerRevision.objects.create(
            assessment=row,
            question=question_id,
            choice=choice_id,
            provenance=Provenance.STATED.value,
            at=now,
            by_id=actor.user_id,
            reason=reason,
            bank_version=assessment.bank.version,
        )
        record_event(
            AssessmentEvent.ANSWERED,
            actor=actor,
            subject_id=row.id,
            organisation_id=organisation_id,
            question=question_id,
        )


def stated(assessment: AssessmentView, question_id: str) -> Answer | None:
    """What people said last, whatever was measured."""
    return newest_by_provenance(assessment.revisions, question_id).get(Provenance.STATED)


def _assert_fits(assessment: AssessmentView, question_id: str, choice_id: str, reason: str) -> None:
    question = assessment.question(question_id)
    try:
        choice = question.choice(choice_id)
    except KeyError as error:
        raise AnswerRefused(AnswerFault.NO_CHOICE) from error
    if choice.needs_reason and not reason:
        raise AnswerRefused(AnswerFault.NO_REASON)
