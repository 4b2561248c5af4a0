"""The letter to the owners as soon as a supplier asks back, refuses, or reports done."""

from django.urls import reverse

from weerbaar.portal.action_plans.plan.describe import title_of
from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.action_plans.services.answer_handover import SupplierSaid
from weerbaar.portal.organisations.selectors import owners_of
from weerbaar.portal.web.letters.send_letter import send_letter
from weerbaar.questionnaires.load_bank import load_bank
from weerbaar.scanner.vocabulary.language import Language

BANK = "basisscan"


def tell_owners(said: SupplierSaid) -> int:
    """How many owners the letter went to."""
    names = {"organisation_id": said.organisation_id, "action_id": said.action_id}
    sent = 0
    for email, language in owners_of(said.organisation_id):
        values = {
            "kind": said.kind.value,
            "supplier": said.supplier,
            "text": said.text,
            "title": action_title(said.cause, language),
            "path": reverse("plan-action", kwargs=names),
        }
        sent += send_letter("supplier_said", email, language, values)
    return sent


def action_title(cause: str, language: str) -> str:
    """What an action is called in somebody's language."""
    return title_of(cause, load_bank(BANK), cause_table(), Language(language))
