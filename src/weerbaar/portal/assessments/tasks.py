"""Background entry points. Each may run any number of times with the same effect."""

import uuid

from django_tasks import task

from weerbaar.portal.assessments.services.follow_evidence import follow_evidence
from weerbaar.portal.assessments.services.follow_scan import follow_scan


@task()
def take_in_run(run_id: str) -> None:
    """Let a finished run of a company answer what it can."""
    follow_scan(uuid.UUID(run_id))


@task()
def take_in_company(organisation_id: str) -> None:
    """Let a company's clouds and devices answer what they can."""
    follow_evidence(uuid.UUID(organisation_id))
