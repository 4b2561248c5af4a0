"""What providers' own systems hear of: a row each, made inside the transaction of the change, so that none is forgotten and
none tells of a change that was undone.
"""

import uuid
from enum import StrEnum

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from weerbaar.portal.quotes.models import OutboxEvent, QuoteRequest
from weerbaar.portal.quotes.words import InvitationState


class OutboxWord(StrEnum):
    """What happened, and in brackets whose id goes with it. Programs know these words: one that exists keeps its meaning."""

    REQUEST_INVITED = "request.invited"  # (the invitation)
    REQUEST_WITHDRAWN = "request.withdrawn"  # (the invitation)
    REQUEST_REVOKED = "request.revoked"  # (the invitation)
    REQUEST_CLOSED = "request.closed"  # (the invitation): nothing can be chosen any more
    QUESTION_ANSWERED = "question.answered"  # (the invitation)
    CONTACT_ALLOWED = "contact.allowed"  # (the invitation)
    QUOTE_ACCEPTED = "quote.accepted"  # (the quote)
    QUOTE_REFUSED = "quote.refused"  # (the quote)
    ORDER_PLACED = "order.placed"  # (the work order)
    LINE_VERIFIED = "line.verified"  # (the line)
    LINE_SENT_BACK = "line.sent-back"  # (the line)
    LINE_CONFIRMED = "line.confirmed"  # (the line)
    LINE_DISPUTED = "line.disputed"  # (the line)
    LINE_SETTLED = "line.settled"  # (the line)
    LINE_CANCELLED = "line.cancelled"  # (the line)


def note(event: OutboxWord, subject_id: uuid.UUID, provider_id: uuid.UUID | None) -> None:
    """Write it down for this provider, and wake who passes it on. A supplier without an account (None) hears nothing."""
    if provider_id is None:
        return
    row = OutboxEvent.objects.create(
        word=event.value, subject_id=subject_id, provider_id=provider_id, made_at=timezone.now()
    )
    for path in settings.OUTBOX_FOLLOWERS:
        import_string(path).enqueue(str(row.id))


def note_to_invited(event: OutboxWord, request: QuoteRequest) -> None:
    """Write it down for every provider that still has to do with this request."""
    asked = request.invitations.exclude(state__in=(InvitationState.REVOKED, InvitationState.DECLINED))
    for invitation_id, provider_id in asked.order_by("id").values_list("id", "provider_id"):
        note(event, invitation_id, provider_id)
