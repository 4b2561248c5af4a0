"""What a finished run of a company confirms to have got worse comes back into its plan."""

import uuid

from weerbaar.portal.action_plans.facts import facts_of
from weerbaar.portal.action_plans.services.refresh_plan import refresh_plan
from weerbaar.portal.organisations.selectors import organisation_for_machine
from weerbaar.portal.scans.regression_selectors import open_regressions
from weerbaar.portal.scans.services.watch_target import watch_target
from weerbaar.portal.scans.target_selectors import organisation_of_run, target_of_run


def watch_run(run_id: uuid.UUID) -> uuid.UUID | None:
    """The company, when something at it is newly confirmed to have got worse; else None."""
    organisation_id, target_id = organisation_of_run(run_id), target_of_run(run_id)
    if organisation_id is None or target_id is None or not watch_target(target_id):
        return None
    view = organisation_for_machine(organisation_id)
    if view is None:
        return None
    worse = {regression.check_id for regression in open_regressions(view)}
    causes = facts_of(view).causes
    reopen = {key for key, cause in causes.items() if any(failing.finding.check in worse for failing in cause.failing)}
    refresh_plan(organisation_id, reopen=reopen)
    return organisation_id
