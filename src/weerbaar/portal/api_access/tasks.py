"""Background entry points. Each may run any number of times with the same effect."""

import uuid

from django_tasks import task


@task()
def spread_event(event_id: str) -> None:
    """Make a message of an event for every address that wants it."""
    from weerbaar.portal.api_access.services.deliver_events import spread

    spread(uuid.UUID(event_id))


@task()
def deliver_message(delivery_id: str, tries: int) -> None:
    """Try once to deliver a message that was tried so often before."""
    from weerbaar.portal.api_access.services.deliver_events import deliver

    deliver(uuid.UUID(delivery_id), tries)
