"""Background entry points. Each may run any number of times with the same effect."""

import uuid

from django_tasks import task

from weerbaar.portal.action_plans.services.follow_evidence import follow_evidence
from weerbaar.portal.action_plans.services.follow_scan import follow_scan


@task()
def take_in_run(run_id: str) -> None:
    """Let a finished run of a company open and close actions."""
    follow_scan(uuid.UUID(run_id))


@task()
def take_in_company(organisation_id: str) -> None:
    """Let what a company's clouds and devices told change its plan."""
    follow_evidence(uuid.UUID(organisation_id))
