"""Keeps a score with all that it was made of."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.assessments.events import AssessmentEvent
from weerbaar.portal.assessments.models import Assessment, StoredReceipt
from weerbaar.portal.assessments.receipts import from_document, to_document
from weerbaar.portal.assessments.selectors import BASISSCAN, assessment_of
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import OrganisationView, assert_may_work
from weerbaar.questionnaires.scoring import Receipt


def finish_assessment(organisation_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """Somebody looked all answers over: keep the score of this moment.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
    """
    now = now or timezone.now()
    with transaction.atomic():
        view = assert_may_work(actor, organisation_id)
        row, _ = Assessment.objects.get_or_create(
            organisation_id=organisation_id, bank=BASISSCAN, defaults={"started_at": now}
        )
        Assessment.objects.filter(id=row.id).update(finished_at=now)
        store_receipt(view, "finished", now=now)
        record_event(AssessmentEvent.FINISHED, actor=actor, subject_id=row.id, organisation_id=organisation_id)


def store_receipt(view: OrganisationView, cause: str, *, now: datetime | None = None) -> bool:
    """True when the score was kept; False when the last one that was kept says the same.

    When the rules or the bank changed since, that is kept first under its own name, made from the same answers: a change of
    norm never looks like a change of behaviour.
    """
    now = now or timezone.now()
    row = Assessment.objects.filter(organisation_id=view.id, bank=BASISSCAN).first()
    if row is None:
        return False
    receipt = assessment_of(view).receipt
    last = StoredReceipt.objects.filter(assessment=row).order_by("-at", "-id").first()
    if last is not None:
        before = from_document(last.document)
        if _same(before, receipt):
            return False
        if (before.bank_version, before.rules) != (receipt.bank_version, receipt.rules):
            cause = "norm-changed" if before.answers == receipt.answers else cause
    StoredReceipt.objects.create(assessment=row, at=now, cause=cause, document=to_document(receipt))
    return True


def _same(one: Receipt, other: Receipt) -> bool:
    return to_document(one) == to_document(other)
