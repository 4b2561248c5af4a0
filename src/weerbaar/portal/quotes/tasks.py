"""Background entry points. Each may run any number of times with the same effect."""

import uuid

from django_tasks import task

from weerbaar.portal.quotes.services.follow_scan import follow_scan as judge_delivered_work
from weerbaar.portal.quotes.services.revoke import revoke_for_provider


@task()
def follow_scan(run_id: str) -> None:
    """Let a finished run of a company decide on work that was delivered there."""
    judge_delivered_work(uuid.UUID(run_id))


@task()
def follow_provider(provider_id: str) -> None:
    """End the open invitations of a provider that is not listed any more."""
    revoke_for_provider(uuid.UUID(provider_id))
