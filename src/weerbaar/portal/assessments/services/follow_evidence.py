"""Takes in what a company's clouds and devices told."""

import uuid

from weerbaar.portal.assessments.services.store_receipt import store_receipt
from weerbaar.portal.assessments.services.take_in_evidence import take_in_evidence
from weerbaar.portal.organisations.selectors import organisation_for_machine


def follow_evidence(organisation_id: uuid.UUID) -> None:
    """Write down what is answered; keep the score when it changed, also where evidence lapsed. Nothing when the company is
    gone."""
    view = organisation_for_machine(organisation_id)
    if view is None:
        return
    take_in_evidence(view)
    store_receipt(view, "measured")
