"""Background entry points. Each may run any number of times with the same effect."""

import uuid

from django_tasks import task

from weerbaar.portal.action_plans.services.watch_run import watch_run
from weerbaar.portal.web.letters.got_worse import tell_what_got_worse


@task()
def tell_of_run(run_id: str) -> None:
    """See whether a finished run confirms that something got worse, and tell the company."""
    organisation_id = watch_run(uuid.UUID(run_id))
    if organisation_id is not None:
        tell_what_got_worse(organisation_id)
