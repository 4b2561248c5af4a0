"""What an invited party may see of a request: a provider with an account and a supplier with a link see the same.

Nothing here tells who asks before `contact_at`: a region, a sector, a size band, actions in the words made for providers, and
days instead of moments. What comes in order comes in an order that has nothing to do with the company.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils import timezone

from weerbaar.portal.core.actors import LinkHolder, ProviderPerson
from weerbaar.portal.organisations.selectors import organisation_for_machine
from weerbaar.portal.providers.words import ProviderState
from weerbaar.portal.quotes.about import domains_about
from weerbaar.portal.quotes.errors import InvitationFault, NoSuchInvitation
from weerbaar.portal.quotes.invited import Invited, invitation_by_link, seen_by
from weerbaar.portal.quotes.models import Quote, RequestAttachment, RequestInvitation
from weerbaar.portal.quotes.provider_views import (
    AskedAction,
    AskedQuestion,
    AskedRequest,
    Attached,
    Contact,
    InboxLine,
    OfferedLine,
    OwnQuote,
)
from weerbaar.portal.quotes.words import InvitationState, QuoteState, RequestState


def request_of(invitation_id: uuid.UUID, actor: Invited, *, now: datetime | None = None) -> AskedRequest:
    """The request behind an invitation.

    Raises:
        NoSuchInvitation: it is not theirs, or not any more; says why.
        NoSuchOrganisation: this person does not belong to the provider.
    """
    row, now = seen_by(invitation_id, actor), now or timezone.now()
    request = row.request
    return AskedRequest(
        invitation_id=row.id,
        state=RequestState(request.state),
        invitation=InvitationState(row.state),
        region=request.region,
        sector=request.sector,
        size=request.size,
        language=request.language,
        message=request.message,
        made_on=timezone.localdate(request.made_at),
        deadline=timezone.localdate(request.deadline),
        takes_quotes=request.state == RequestState.OPEN and now <= request.deadline,
        supplier=row.supplier,
        actions=[
            AskedAction(asked.id, asked.cause, asked.title, asked.detail)
            for asked in request.actions.order_by("cause", "id")
        ],
        attachments=[_attached(file) for file in _files(request.id).defer("content").order_by("name", "id")],
        questions=[
            AskedQuestion(asked.text, asked.answer, asked.invitation_id == row.id) for asked in request.questions.all()
        ],
        quotes=_quotes(Quote.objects.filter(invitation=row), now),
        contact=_contact(row),
    )


def request_by_link(holder: LinkHolder, *, now: datetime | None = None) -> AskedRequest:
    """The request behind a link.

    Raises:
        NoSuchInvitation: the link opens nothing; says why and since when.
    """
    return request_of(invitation_by_link(holder), holder, now=now)


def inbox_of(actor: ProviderPerson, *, now: datetime | None = None) -> Sequence[InboxLine]:
    """The open requests of a listed provider: those that still take quotes first, by deadline. Wants a person of theirs."""
    now = now or timezone.now()
    rows = RequestInvitation.objects.filter(
        provider__organisation_id=actor.organisation_id,
        provider__organisation__memberships__user_id=actor.user_id,
        provider__state=ProviderState.LISTED,
        request__state=RequestState.OPEN,
    ).exclude(state=InvitationState.REVOKED)
    found = rows.select_related("request").prefetch_related("request__actions")
    lines = [_inbox_line(row, now) for row in found.order_by("request__deadline", "id")]
    return sorted(lines, key=lambda line: not line.takes_quotes)


def quotes_of(actor: ProviderPerson, *, now: datetime | None = None) -> Sequence[OwnQuote]:
    """All quotes of a provider, newest first. They are its own: it keeps them when a request ends or it is suspended."""
    rows = Quote.objects.filter(
        invitation__provider__organisation_id=actor.organisation_id,
        invitation__provider__organisation__memberships__user_id=actor.user_id,
    )
    return _quotes(rows, now or timezone.now())


def attachment_of(invitation_id: uuid.UUID, attachment_id: uuid.UUID, actor: Invited) -> tuple[Attached, bytes]:
    """A file of the request.

    Raises:
        NoSuchInvitation, NoSuchOrganisation: it is not theirs to see.
    """
    row = seen_by(invitation_id, actor)
    file = _files(row.request_id).filter(id=attachment_id).first()
    if file is None:
        raise NoSuchInvitation(InvitationFault.UNKNOWN)
    return _attached(file), bytes(file.content)


def _quotes(rows: QuerySet[Quote], now: datetime) -> list[OwnQuote]:
    found = rows.select_related("invitation__request").prefetch_related("lines__requested")
    return [_quote(row, now) for row in found.order_by("-submitted_at", "-version", "id")]


def _quote(row: Quote, now: datetime) -> OwnQuote:
    state = QuoteState(row.state)
    if state is QuoteState.SUBMITTED and row.valid_until < timezone.localdate(now):
        state = QuoteState.EXPIRED
    lines = sorted(row.lines.all(), key=lambda line: (line.requested.cause, str(line.requested_id)))
    return OwnQuote(
        id=row.id,
        invitation_id=row.invitation_id,
        version=row.version,
        state=state,
        as_a_whole=row.as_a_whole,
        conditions=row.conditions,
        submitted_on=timezone.localdate(row.submitted_at),
        valid_until=row.valid_until,
        reason=row.reason,
        region=row.invitation.request.region,
        lines=[
            OfferedLine(
                line.requested_id,
                line.requested.title,
                line.scope,
                line.price_cents,
                line.yearly_cents,
                line.vat_percent,
                line.ready_in_days,
            )
            for line in lines
        ],
    )


def _files(request_id: uuid.UUID) -> QuerySet[RequestAttachment]:
    return RequestAttachment.objects.filter(request_id=request_id).annotate(size=Length("content"))


def _attached(file: Any) -> Attached:
    return Attached(file.id, file.name, file.media_type, file.size)


def _inbox_line(row: RequestInvitation, now: datetime) -> InboxLine:
    request = row.request
    actions = sorted(request.actions.all(), key=lambda asked: (asked.cause, str(asked.id)))
    return InboxLine(
        invitation_id=row.id,
        state=InvitationState(row.state),
        is_opened=row.opened_at is not None,
        takes_quotes=now <= request.deadline,
        region=request.region,
        sector=request.sector,
        size=request.size,
        language=request.language,
        made_on=timezone.localdate(request.made_at),
        deadline=timezone.localdate(request.deadline),
        titles=[asked.title for asked in actions],
        causes=[asked.cause for asked in actions],
        has_contact=row.contact_at is not None,
    )


def _contact(row: RequestInvitation) -> Contact | None:
    if row.contact_at is None:
        return None
    view = organisation_for_machine(row.request.organisation_id)
    if view is None:
        return None
    asker = row.request.made_by
    actions = [asked.action for asked in row.request.actions.select_related("action")]
    return Contact(
        company=view.name,
        place=view.place,
        domains=domains_about(actions, view),
        person=asker.name if asker else "",
        email=asker.email if asker else "",
    )
