"""Ends the open invitations of a provider that may not receive requests any more."""

import uuid

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.quotes.announce import News, announce
from weerbaar.portal.quotes.events import InvitedEvent
from weerbaar.portal.quotes.models import Quote, QuoteRequest, RequestInvitation
from weerbaar.portal.quotes.outbox import OutboxWord, note
from weerbaar.portal.quotes.words import InvitationState, QuoteState, RequestState


def revoke_for_provider(provider_id: uuid.UUID) -> int:
    """How many invitations ended; their quotes cannot be accepted any more. Work that was ordered goes on. Does nothing the
    second time.
    """
    asked = RequestInvitation.objects.filter(provider_id=provider_id, request__state=RequestState.OPEN)
    found = asked.exclude(state=InvitationState.REVOKED).order_by("id").values_list("id", "request_id")
    revoked = sum(_revoke(invitation_id, request_id, provider_id) for invitation_id, request_id in found)
    if revoked:
        announce(News.PROVIDER_SUSPENDED, provider_id)
    return revoked


def _revoke(invitation_id: uuid.UUID, request_id: uuid.UUID, provider_id: uuid.UUID) -> int:
    with transaction.atomic():
        # The company first, as who erases it does: neither waits for the other then.
        asking = QuoteRequest.objects.filter(id=request_id).values("organisation_id")
        Organisation.objects.select_for_update(no_key=True).filter(id__in=asking).first()
        request = QuoteRequest.objects.select_for_update().filter(id=request_id).first()
        if request is None or request.state != RequestState.OPEN:
            return 0
        row = RequestInvitation.objects.select_for_update().filter(id=invitation_id)
        if not row.exclude(state=InvitationState.REVOKED).update(state=InvitationState.REVOKED):
            return 0
        Quote.objects.filter(invitation_id=invitation_id, state=QuoteState.SUBMITTED).update(state=QuoteState.WITHDRAWN)
        record_event(
            InvitedEvent.REVOKED, actor=SCHEDULER, subject_id=invitation_id, organisation_id=request.organisation_id
        )
        note(OutboxWord.REQUEST_REVOKED, invitation_id, provider_id)
    return 1
