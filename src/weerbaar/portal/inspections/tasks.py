"""Background entry points. Each may run any number of times with the same effect."""

import uuid

from django_tasks import task


@task()
def report_point(report_id: str, tries: int) -> None:
    """Try once to send a report, or to ask how it stands, that was tried so often before."""
    from weerbaar.portal.inspections.open311.report_points import follow_report

    follow_report(uuid.UUID(report_id), tries)
