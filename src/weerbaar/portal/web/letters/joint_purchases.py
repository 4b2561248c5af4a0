"""The letters about joint purchases, to the people of one company alone: asked, closes soon, choose now. No name of others."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from weerbaar.portal.joint_purchases.letter_selectors import LetterPurchase, letter_purchase
from weerbaar.portal.joint_purchases.services.ask_companies import Question, take_questions
from weerbaar.portal.joint_purchases.services.tell_companies import take_choosers, take_soon
from weerbaar.portal.organisations.selectors import readers_of_letters
from weerbaar.portal.web.letters.send_letter import send_letter
from weerbaar.portal.web.letters.supplier_said import action_title
from weerbaar.portal.web.letters.unsubscribe import TOGETHER, stop_headers, stop_path


def send_purchase_letters(now: datetime | None = None) -> int:
    """How many letters were sent. A duty of the scheduler."""
    now = now or timezone.now()
    return (
        _send_all("joint_asked", take_questions(now))
        + _send_all("joint_soon", take_soon(now))
        + _send_all("joint_choose", take_choosers(now))
    )


def _send_all(name: str, questions: Sequence[Question]) -> int:
    return sum(_send(name, question.organisation_id, letter_purchase(question.purchase_id)) for question in questions)


def _send(name: str, organisation_id: uuid.UUID, purchase: LetterPurchase | None) -> int:
    if purchase is None:
        return 0
    names = {"organisation_id": organisation_id, "purchase_id": purchase.id}
    sent = 0
    for reader in readers_of_letters(organisation_id, TOGETHER):
        values = {
            "company": reader.organisation_name,
            "park": purchase.park_name,
            "title": action_title(purchase.cause, reader.language),
            "closes_at": purchase.closes_at,
            "choose_until": purchase.choose_until,
            "path": reverse("together-purchase", kwargs=names),
            "stop": f"{settings.PUBLIC_URL}{stop_path(reader.user_id, TOGETHER)}",
        }
        headers = stop_headers(reader.user_id, TOGETHER)
        sent += send_letter(name, reader.email, reader.language, values, headers)
    return sent
