"""What measurements saw of an action's cause, for papers that have to show it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.traces import from_rows
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.scans.target_selectors import SeenRun, seen_runs


@dataclass(frozen=True, slots=True)
class LastSeen:
    """The last look that saw the cause: at which domain, when, and the checks that failed."""

    run: SeenRun
    checks: tuple[str, ...]


def last_seen_of(view: OrganisationView, action_id: uuid.UUID) -> Sequence[LastSeen]:
    """The last looks at each domain of the company that saw the cause, as far as they are still kept. None of an action of
    somebody else, or of one that no measurement told of.
    """
    row = Action.objects.filter(organisation_id=view.id, id=action_id).first()
    traces = from_rows(row.traces) if row else ()
    runs = {run.id: run for run in seen_runs({trace.run for trace in traces}, view.id)}
    found = [LastSeen(runs[trace.run], trace.checks) for trace in traces if trace.run in runs]
    return sorted(found, key=lambda seen: (seen.run.at, str(seen.run.id)))
