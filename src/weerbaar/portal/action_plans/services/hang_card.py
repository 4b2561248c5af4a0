"""Somebody says that the emergency card hangs where everybody can see it: a document answers that question."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.services.make_plan import answer_and_plan
from weerbaar.portal.assessments.services.note_document import note_document
from weerbaar.portal.core.actors import Person
from weerbaar.portal.knowledge.emergency import load_emergency
from weerbaar.portal.organisations.card_selectors import card_of
from weerbaar.portal.organisations.selectors import assert_may_work

QUESTION, CHOICE = "BP5-04", "yes"
DOCUMENT = "emergency-card"
# The action of that question in the plan.
ACT_CARD = "ACT-CARD"


def hang_card(organisation_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> bool:
    """Answer the question with the card, and with the person's own word, so that an older no does not stay beside it.

    False when the company has no card yet: nothing is written then.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
    """
    now = now or timezone.now()
    with transaction.atomic():
        if card_of(assert_may_work(actor, organisation_id)).written_at is None:
            return False
        until = now + timedelta(days=load_emergency().replace_after_days)
        note_document(organisation_id, QUESTION, CHOICE, DOCUMENT, actor=actor, until=until, now=now)
        answer_and_plan(organisation_id, QUESTION, CHOICE, actor=actor, seen=now)
    return True
