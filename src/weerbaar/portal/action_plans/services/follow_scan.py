"""Takes a finished run of a company into its plan."""

import uuid

from weerbaar.portal.action_plans.services.refresh_plan import refresh_plan
from weerbaar.portal.assessments.services.follow_scan import follow_scan as answer_from_scan
from weerbaar.portal.scans.target_selectors import organisation_of_run


def follow_scan(run_id: uuid.UUID) -> None:
    """Refresh the plan. The answers come first: whichever task a worker takes up earlier, the plan sees the newest ones."""
    organisation_id = organisation_of_run(run_id)
    if organisation_id is not None:
        answer_from_scan(run_id)
        refresh_plan(organisation_id)
