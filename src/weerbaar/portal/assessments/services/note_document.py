"""Writes down that a paper which the company keeps itself answers a question: somebody of the company says that it is there."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.assessments.events import AssessmentEvent
from weerbaar.portal.assessments.models import AnswerRevision, Assessment
from weerbaar.portal.assessments.selectors import BASISSCAN, bank_of
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import assert_may_work
from weerbaar.questionnaires.answers import Provenance


def note_document(
    organisation_id: uuid.UUID,
    question_id: str,
    choice_id: str,
    document: str,
    *,
    actor: Person,
    until: datetime | None = None,
    now: datetime | None = None,
) -> None:
    """Add an answer with what it rests on: `document` is the name of a kind of paper, such as `emergency-card`. From `until` on
    the paper holds no more.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        KeyError: the bank has no such question, or the question no such choice.
    """
    now = now or timezone.now()
    with transaction.atomic():
        bank = bank_of(assert_may_work(actor, organisation_id))
        bank.question(question_id).choice(choice_id)
        row, _ = Assessment.objects.get_or_create(
            organisation_id=organisation_id, bank=BASISSCAN, defaults={"started_at": now}
        )
        AnswerRevision.objects.create(
            assessment=row,
            question=question_id,
            choice=choice_id,
            provenance=Provenance.DOCUMENT.value,
            at=now,
            by_id=actor.user_id,
            evidence=[document],
            until=until,
            bank_version=bank.version,
        )
        record_event(
            AssessmentEvent.ANSWERED,
            actor=actor,
            subject_id=row.id,
            organisation_id=organisation_id,
            question=question_id,
        )
