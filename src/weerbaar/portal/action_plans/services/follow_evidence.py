"""Takes what a company's clouds and devices told into its plan."""

import uuid

from weerbaar.portal.action_plans.services.refresh_plan import refresh_plan
from weerbaar.portal.assessments.services.follow_evidence import follow_evidence as answer_from_evidence


def follow_evidence(organisation_id: uuid.UUID) -> None:
    """Refresh the plan. The answers come first, as after a scan."""
    answer_from_evidence(organisation_id)
    refresh_plan(organisation_id)
