"""Whom the letters about requests and quotes go to, and what they may say. What goes to the invited holds no name, domain or
address of who asks, nor anything that somebody wrote.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.models import Quote, RequestInvitation, RequestQuestion
from weerbaar.portal.quotes.words import InvitationState


@dataclass(frozen=True, slots=True)
class InvitedParty:
    """Somebody invited. `organisation_id` of a provider; a supplier without account has an `email` instead, or nothing. `titles`
    are the actions as the page shows them, in the language of the request.
    """

    invitation_id: uuid.UUID
    organisation_id: uuid.UUID | None
    email: str
    language: str
    region: str
    titles: Sequence[str]
    deadline: date


@dataclass(frozen=True, slots=True)
class SaidToCompany:
    """What an invited party did, for the company: `who` is the name of the provider or supplier."""

    organisation_id: uuid.UUID
    request_id: uuid.UUID
    who: str


def invited_to(request_id: uuid.UUID) -> Sequence[InvitedParty]:
    """Everybody who was invited and did not decline."""
    rows = RequestInvitation.objects.filter(request_id=request_id).exclude(
        state__in=(InvitationState.DECLINED, InvitationState.REVOKED)
    )
    return [_party(row) for row in _whole(rows)]


def invited_by(invitation_id: uuid.UUID) -> Sequence[InvitedParty]:
    """The party of one invitation; nobody when it is gone."""
    return [_party(row) for row in _whole(RequestInvitation.objects.filter(id=invitation_id))]


def invited_to_question(question_id: uuid.UUID) -> Sequence[InvitedParty]:
    """Everybody who can read the answer to this question."""
    row = RequestQuestion.objects.filter(id=question_id).first()
    return invited_to(row.request_id) if row else []


def maker_of(quote_id: uuid.UUID) -> Sequence[InvitedParty]:
    """Who made a quote; nobody when it is gone."""
    row = Quote.objects.filter(id=quote_id).first()
    return invited_by(row.invitation_id) if row else []


def organisation_of_provider(provider_id: uuid.UUID) -> uuid.UUID | None:
    """The organisation whose people hear of what happens to a provider."""
    return Provider.objects.filter(id=provider_id).values_list("organisation_id", flat=True).first()


def said_by_invitation(invitation_id: uuid.UUID) -> SaidToCompany | None:
    """Which company hears of what this party did."""
    row = _whole(RequestInvitation.objects.filter(id=invitation_id)).first()
    if row is None:
        return None
    who = row.provider.organisation.name if row.provider else row.supplier
    return SaidToCompany(row.request.organisation_id, row.request_id, who)


def said_by_quote(quote_id: uuid.UUID) -> SaidToCompany | None:
    """Which company hears of this quote."""
    row = Quote.objects.filter(id=quote_id).first()
    return said_by_invitation(row.invitation_id) if row else None


def said_by_question(question_id: uuid.UUID) -> SaidToCompany | None:
    """Which company hears of this question."""
    row = RequestQuestion.objects.filter(id=question_id).first()
    return said_by_invitation(row.invitation_id) if row else None


def _whole(rows: QuerySet[RequestInvitation]) -> QuerySet[RequestInvitation]:
    return rows.select_related("request", "provider__organisation").order_by("id")


def _party(row: RequestInvitation) -> InvitedParty:
    request = row.request
    return InvitedParty(
        invitation_id=row.id,
        organisation_id=row.provider.organisation_id if row.provider else None,
        email=row.email,
        language=request.language,
        region=request.region,
        titles=list(request.actions.order_by("cause", "id").values_list("title", flat=True)),
        deadline=timezone.localdate(request.deadline),
    )
