"""A company joins a purchase, or says that it does not. It can change its mind until the closing day."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.joint_purchases.errors import NoSuchPurchase, PurchaseNotPossible
from weerbaar.portal.joint_purchases.events import PurchaseEvent
from weerbaar.portal.joint_purchases.models import JointPurchase, JointReply
from weerbaar.portal.joint_purchases.selectors import seen_by
from weerbaar.portal.joint_purchases.words import PurchaseState, ReplyAnswer
from weerbaar.portal.organisations.selectors import assert_may_manage


def answer_purchase(
    organisation_id: uuid.UUID,
    purchase_id: uuid.UUID,
    *,
    joins: bool,
    shows_name: bool = False,
    actor: Person,
    now: datetime | None = None,
) -> None:
    """Join or decline. Whether the company has the gap is not looked at: joining tells nobody that it has.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        NoSuchPurchase: no area of the company has it.
        PurchaseNotPossible: the closing day has passed, or it was cancelled.
    """
    now = now or timezone.now()
    with transaction.atomic():
        view = assert_may_manage(actor, organisation_id)
        row = seen_by(view).select_for_update(of=("self",)).filter(id=purchase_id).first()
        if row is None:
            raise NoSuchPurchase
        if row.state != PurchaseState.COLLECTING or row.closes_at <= now:
            raise PurchaseNotPossible("join", row.state)
        answer = ReplyAnswer.JOINED if joins else ReplyAnswer.DECLINED
        _write(row, organisation_id, answer, shows_name and joins, now)
        record_event(
            PurchaseEvent.JOINED if joins else PurchaseEvent.DECLINED,
            actor=actor,
            subject_id=row.id,
            organisation_id=organisation_id,
        )


def _write(
    row: JointPurchase, organisation_id: uuid.UUID, answer: ReplyAnswer, shows_name: bool, now: datetime
) -> None:
    JointReply.objects.update_or_create(
        purchase=row,
        organisation_id=organisation_id,
        defaults={"answer": answer.value, "shows_name": shows_name, "answered_at": now},
    )
