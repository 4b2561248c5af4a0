"""Begins an assessment: what is measured already answers its part at once."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.assessments.events import AssessmentEvent
from weerbaar.portal.assessments.models import Assessment
from weerbaar.portal.assessments.selectors import BASISSCAN
from weerbaar.portal.assessments.services.take_in_evidence import take_in_evidence
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import assert_may_work


def start_assessment(organisation_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """Make the assessment, or go on with the one that is there.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
    """
    now = now or timezone.now()
    with transaction.atomic():
        view = assert_may_work(actor, organisation_id)
        row, is_new = Assessment.objects.get_or_create(
            organisation_id=organisation_id, bank=BASISSCAN, defaults={"started_at": now}
        )
        if is_new:
            record_event(AssessmentEvent.STARTED, actor=actor, subject_id=row.id, organisation_id=organisation_id)
        take_in_evidence(view, now=now)
