"""The provider says that ordered work is done. Nothing turns green by that: a measurement is asked for."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.services.report_action import Reported, measure_since, report_for_provider
from weerbaar.portal.core.actors import ProviderPerson
from weerbaar.portal.quotes.line_states import LineVerb
from weerbaar.portal.quotes.services.change_line import change_line
from weerbaar.portal.quotes.services.find_line import line_for


def deliver_line(line_id: uuid.UUID, text: str, *, actor: ProviderPerson, now: datetime | None = None) -> Reported:
    """Report it done in the company's plan, and measure what it concerns. A limit that is reached puts that off.

    Raises:
        NoSuchOrder, NotAllowed: see `line_for`.
        LineNotPossibleNow: it was delivered, is disputed, or has ended.
    """
    now, text = now or timezone.now(), " ".join(text.split())[:1000]
    with transaction.atomic():
        line = line_for(line_id, actor)
        change_line(line, LineVerb.DELIVER, actor=actor, now=now, text=text, delivered_at=now)
        if line.action_id is not None:
            report_for_provider(line.action_id, actor=actor, text=text, now=now)
    return measure_since(line.action_id, now, now=now) if line.action_id else Reported(False)
