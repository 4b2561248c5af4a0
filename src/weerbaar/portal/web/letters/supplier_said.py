"""The letter to the owners as soon as a supplier asks back, refuses, or reports done."""

from django.conf import settings
from django.urls import reverse

from weerbaar.portal.action_plans.plan.describe import title_of
from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.action_plans.services.answer_handover import SupplierSaid
from weerbaar.portal.organisations.selectors import readers_of_letters
from weerbaar.portal.web.letters.send_letter import send_letter
from weerbaar.portal.web.letters.unsubscribe import SUPPLIER, stop_headers, stop_path
from weerbaar.questionnaires.load_bank import load_bank
from weerbaar.scanner.vocabulary.language import Language

BANK = "basisscan"


def tell_owners(said: SupplierSaid) -> int:
    """How many owners the letter went to."""
    names = {"organisation_id": said.organisation_id, "action_id": said.action_id}
    sent = 0
    for reader in readers_of_letters(said.organisation_id, SUPPLIER):
        values = {
            "kind": said.kind.value,
            "supplier": said.supplier,
            "text": said.text,
            "title": action_title(said.cause, reader.language),
            "path": reverse("plan-action", kwargs=names),
            "stop": f"{settings.PUBLIC_URL}{stop_path(reader.user_id, SUPPLIER)}",
        }
        sent += send_letter(
            "supplier_said", reader.email, reader.language, values, stop_headers(reader.user_id, SUPPLIER)
        )
    return sent


def action_title(cause: str, language: str) -> str:
    """What an action is called in somebody's language."""
    return title_of(cause, load_bank(BANK), cause_table(), Language(language))
