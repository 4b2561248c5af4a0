"""Quotes end after their last day, and requests when nothing can be chosen any more. A duty of the scheduler."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.quotes.company_events import RequestEvent
from weerbaar.portal.quotes.models import Quote, QuoteRequest
from weerbaar.portal.quotes.outbox import OutboxWord, note_to_invited
from weerbaar.portal.quotes.words import QuoteState, RequestState

# After the deadline there is this long to choose, or for as long as a quote holds.
CHOOSING = timedelta(days=30)


def end_requests(now: datetime | None = None) -> int:
    """How many quotes and requests ended."""
    now = now or timezone.now()
    ended = 0
    late = Quote.objects.filter(state=QuoteState.SUBMITTED.value, valid_until__lt=timezone.localdate(now))
    for quote_id, organisation_id in list(late.values_list("id", "invitation__request__organisation_id")):
        with transaction.atomic():
            if Quote.objects.filter(id=quote_id, state=QuoteState.SUBMITTED.value).update(
                state=QuoteState.EXPIRED.value
            ):
                record_event(
                    RequestEvent.QUOTE_EXPIRED, actor=SCHEDULER, subject_id=quote_id, organisation_id=organisation_id
                )
                ended += 1
    over = QuoteRequest.objects.filter(state=RequestState.OPEN.value, deadline__lt=now - CHOOSING)
    for request in list(over.exclude(invitations__quotes__state=QuoteState.SUBMITTED.value)):
        with transaction.atomic():
            if QuoteRequest.objects.filter(id=request.id, state=RequestState.OPEN.value).update(
                state=RequestState.CLOSED.value, ended_at=now
            ):
                record_event(
                    RequestEvent.EXPIRED,
                    actor=SCHEDULER,
                    subject_id=request.id,
                    organisation_id=request.organisation_id,
                )
                note_to_invited(OutboxWord.REQUEST_CLOSED, request)
                ended += 1
    return ended
