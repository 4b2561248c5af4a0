"""Takes a finished run of a company in."""

import uuid

from weerbaar.portal.assessments.services.store_receipt import store_receipt
from weerbaar.portal.assessments.services.take_in_evidence import take_in_evidence
from weerbaar.portal.organisations.selectors import organisation_for_machine
from weerbaar.portal.scans.target_selectors import organisation_of_run


def follow_scan(run_id: uuid.UUID) -> None:
    """Write down what the run answers; keep the score when it changed. Nothing when the company or the run is gone."""
    organisation_id = organisation_of_run(run_id)
    view = organisation_for_machine(organisation_id) if organisation_id else None
    if view is None:
        return
    if take_in_evidence(view):
        store_receipt(view, "measured")
