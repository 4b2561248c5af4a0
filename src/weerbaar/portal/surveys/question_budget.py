"""How many questions a company gets in a quarter, over all who ask. Above the limit nothing is sent.

Whoever writes to companies with questions asks here first: `take_questions` in the transaction that sends, `may_ask` to look.
"""

import uuid
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.surveys.models import AskedQuestions
from weerbaar.portal.surveys.words import Sender


def quarter_of(on: date) -> str:
    """Such as `2026-Q4`."""
    return f"{on.year}-Q{(on.month + 2) // 3}"


def may_ask(organisation_id: uuid.UUID, questions: int, on: date) -> bool:
    """Whether so many more questions fit in the quarter of this day."""
    return _asked(organisation_id, on) + questions <= settings.QUESTIONS_A_QUARTER


def take_questions(organisation_id: uuid.UUID, questions: int, sender: Sender, on: date) -> bool:
    """Take them from what is left of the quarter. False, and nothing is taken, when they do not fit."""
    with transaction.atomic():
        # Whoever sends to this company at the same moment waits here, so that both see what the other took.
        Organisation.objects.select_for_update().get(id=organisation_id)
        if not may_ask(organisation_id, questions, on):
            return False
        row, _is_new = AskedQuestions.objects.get_or_create(
            organisation_id=organisation_id, quarter=quarter_of(on), sender=sender.value
        )
        row.questions += questions
        row.save(update_fields=["questions"])
    return True


def exported_questions(view: OrganisationView) -> list[dict[str, str | int]]:
    """How many questions a company got, by quarter and sender."""
    rows = AskedQuestions.objects.filter(organisation_id=view.id, questions__gt=0).order_by("quarter", "sender")
    return [{"quarter": row.quarter, "sender": row.sender, "questions": row.questions} for row in rows]


def _asked(organisation_id: uuid.UUID, on: date) -> int:
    rows = AskedQuestions.objects.filter(organisation_id=organisation_id, quarter=quarter_of(on))
    return rows.aggregate(all=Sum("questions"))["all"] or 0
