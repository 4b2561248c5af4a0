"""The provider begins with ordered work."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.services.end_work import start_for_provider
from weerbaar.portal.core.actors import ProviderPerson
from weerbaar.portal.quotes.line_states import LineVerb
from weerbaar.portal.quotes.services.change_line import change_line
from weerbaar.portal.quotes.services.find_line import line_for


def start_line(line_id: uuid.UUID, *, actor: ProviderPerson, now: datetime | None = None) -> None:
    """The action in the company's plan follows.

    Raises:
        NoSuchOrder, NotAllowed: see `line_for`.
        LineNotPossibleNow: it has begun, was delivered, or has ended.
    """
    now = now or timezone.now()
    with transaction.atomic():
        line = line_for(line_id, actor)
        change_line(line, LineVerb.START, actor=actor, now=now)
        if line.action_id is not None:
            start_for_provider(line.action_id, actor=actor, now=now)
