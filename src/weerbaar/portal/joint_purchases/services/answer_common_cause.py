"""A company says whether it asks together with others. Nobody sees that it did; the count waits for next Monday."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.joint_purchases.errors import NoSuchCommonCause
from weerbaar.portal.joint_purchases.events import PurchaseEvent
from weerbaar.portal.joint_purchases.models import CommonCause
from weerbaar.portal.joint_purchases.words import TieAnswer
from weerbaar.portal.organisations.selectors import assert_may_work


def answer_common_cause(
    organisation_id: uuid.UUID, common_id: uuid.UUID, *, asks: bool, actor: Person, now: datetime | None = None
) -> None:
    """Ask together, or put the card away.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchCommonCause: the company has no such card.
    """
    with transaction.atomic():
        assert_may_work(actor, organisation_id)
        answer = TieAnswer.ASK if asks else TieAnswer.NO
        card = CommonCause.objects.filter(id=common_id, organisation_id=organisation_id)
        if not card.update(answer=answer.value, answered_at=now or timezone.now()):
            raise NoSuchCommonCause
        record_event(PurchaseEvent.CAUSE_ANSWERED, actor=actor, subject_id=common_id, organisation_id=organisation_id)
