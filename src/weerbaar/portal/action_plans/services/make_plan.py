"""The plan follows the answers: made when somebody looked them over, brought up to date by every answer after that."""

import uuid
from datetime import datetime

from django.db import transaction

from weerbaar.portal.action_plans.services.refresh_plan import refresh_plan
from weerbaar.portal.assessments.selectors import assessment_of
from weerbaar.portal.assessments.services.record_answer import record_answer
from weerbaar.portal.assessments.services.store_receipt import finish_assessment
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import organisation_of


def make_plan(organisation_id: uuid.UUID, *, actor: Person) -> None:
    """Keep the score of this moment and make the plan of it.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
    """
    with transaction.atomic():
        finish_assessment(organisation_id, actor=actor)
        refresh_plan(organisation_id)


def answer_and_plan(
    organisation_id: uuid.UUID,
    question_id: str,
    choice_id: str,
    *,
    actor: Person,
    reason: str = "",
    seen: datetime | None = None,
) -> None:
    """Record an answer; a plan that was made follows it.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchQuestion, AnswerRefused: see `record_answer`.
    """
    with transaction.atomic():
        record_answer(organisation_id, question_id, choice_id, actor=actor, reason=reason, seen=seen)
        if assessment_of(organisation_of(actor, organisation_id)).finished_at is not None:
            refresh_plan(organisation_id)
