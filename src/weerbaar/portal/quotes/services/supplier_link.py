"""The link by which a supplier without an account sees a request."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.services.order_work import renew_link
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.organisations.selectors import assert_may_work
from weerbaar.portal.quotes.errors import InvitationFault, NoSuchInvitation
from weerbaar.portal.quotes.events import InvitedEvent
from weerbaar.portal.quotes.models import RequestInvitation
from weerbaar.portal.quotes.words import InvitationState, RequestState


@dataclass(frozen=True, slots=True)
class SupplierLink:
    """The secret of the link exists here only. `company` is empty unless the supplier may know who asks."""

    invitation_id: uuid.UUID
    token: str
    supplier: str
    email: str
    company: str
    deadline: datetime
    language: str


def make_link(
    organisation_id: uuid.UUID, invitation_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> SupplierLink:
    """A fresh link; the one before opens nothing any more. It opens the work that was ordered with it as well.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchInvitation: the company invited no such supplier, or not any more.
    """
    now, token = now or timezone.now(), new_token()
    with transaction.atomic():
        view = assert_may_work(actor, organisation_id)
        found = RequestInvitation.objects.select_for_update().filter(
            id=invitation_id, provider=None, request__organisation_id=organisation_id
        )
        row = found.exclude(state=InvitationState.REVOKED).exclude(request__state=RequestState.WITHDRAWN).first()
        if row is None:
            raise NoSuchInvitation(InvitationFault.UNKNOWN)
        renew_link(row.token_hash, fingerprint(token))
        RequestInvitation.objects.filter(id=row.id).update(token_hash=fingerprint(token))
        record_event(InvitedEvent.LINK_MADE, actor=actor, subject_id=row.id, organisation_id=organisation_id)
    return SupplierLink(
        invitation_id=row.id,
        token=token,
        supplier=row.supplier,
        email=row.email,
        company=view.name if row.contact_at else "",
        deadline=row.request.deadline,
        language=row.request.language,
    )


def links_to_make(organisation_id: uuid.UUID, request_id: uuid.UUID) -> list[uuid.UUID]:
    """The suppliers without an account at a request, for the page that makes their links."""
    rows = RequestInvitation.objects.filter(
        request_id=request_id, request__organisation_id=organisation_id, provider=None
    )
    return list(rows.exclude(state=InvitationState.REVOKED).order_by("supplier", "id").values_list("id", flat=True))
