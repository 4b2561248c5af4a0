"""What the owner of a provider sees of its tokens and addresses."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from weerbaar.portal.api_access.models import ApiToken, WebhookEndpoint
from weerbaar.portal.api_access.words import DeliveryFault, DeliveryState, Scope
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.organisations.selectors import OrganisationView, assert_may_manage


@dataclass(frozen=True, slots=True)
class TokenView:
    """A token as its owner sees it. `is_orphan`: who made it left, so it opens nothing."""

    id: uuid.UUID
    name: str
    start: str
    scopes: Sequence[Scope]
    made_by: str
    made_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    last_used_on: date | None
    is_orphan: bool
    is_expired: bool

    @property
    def is_in_force(self) -> bool:
        """Whether a program can still call with it."""
        return not (self.withdrawn_at or self.is_orphan or self.is_expired)


def tokens_of(organisation_id: uuid.UUID, person: Person, *, now: datetime | None = None) -> Sequence[TokenView]:
    """All tokens of a provider, newest first.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner.
    """
    assert_may_manage(person, organisation_id)
    now = now or timezone.now()
    people = set(
        Membership.objects.filter(organisation_id=organisation_id, user__is_active=True).values_list(
            "user_id", flat=True
        )
    )
    rows = ApiToken.objects.filter(organisation_id=organisation_id).select_related("made_by")
    return [
        TokenView(
            id=row.id,
            name=row.name,
            start=row.start,
            scopes=[scope for scope in Scope if scope in row.scopes],
            made_by=row.made_by.name,
            made_at=row.made_at,
            expires_at=row.expires_at,
            withdrawn_at=row.withdrawn_at,
            last_used_on=row.last_used_on,
            is_orphan=row.made_by_id not in people,
            is_expired=row.expires_at <= now,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A message: what about, and what became of it. `status` 0 means that nobody answered."""

    word: str
    made_at: datetime
    state: DeliveryState
    tries: int
    next_at: datetime | None
    status: int
    fault: DeliveryFault | None


@dataclass(frozen=True, slots=True)
class EndpointView:
    """An address as its owner sees it, with its newest messages. `both_until`: so long the former secret signs along."""

    id: uuid.UUID
    url: str
    words: Sequence[str]
    made_at: datetime
    paused_at: datetime | None
    both_until: datetime | None
    deliveries: Sequence[DeliveryView]


_SHOWN = 10


def endpoints_of(organisation_id: uuid.UUID, person: Person, *, now: datetime | None = None) -> Sequence[EndpointView]:
    """All addresses of a provider.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner.
    """
    assert_may_manage(person, organisation_id)
    now = now or timezone.now()
    return [_endpoint(row, now) for row in WebhookEndpoint.objects.filter(organisation_id=organisation_id)]


def _endpoint(row: WebhookEndpoint, now: datetime) -> EndpointView:
    until = row.former_until
    return EndpointView(
        id=row.id,
        url=row.url,
        words=list(row.words),
        made_at=row.made_at,
        paused_at=row.paused_at,
        both_until=until if until and now < until else None,
        deliveries=[
            DeliveryView(
                word=sent.word,
                made_at=sent.made_at,
                state=DeliveryState(sent.state),
                tries=sent.tries,
                next_at=sent.next_at,
                status=sent.status,
                fault=DeliveryFault(sent.fault) if sent.fault else None,
            )
            for sent in row.deliveries.all()[:_SHOWN]
        ],
    )


def exported_access(view: OrganisationView) -> dict[str, list[dict[str, Any]]]:
    """The tokens and addresses of a provider as plain values, without any secret."""
    return {
        "tokens": [
            {
                "name": row.name,
                "start": row.start,
                "scopes": row.scopes,
                "made_at": row.made_at.isoformat(),
                "expires_at": row.expires_at.isoformat(),
                "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
                "last_used_on": row.last_used_on.isoformat() if row.last_used_on else None,
            }
            for row in ApiToken.objects.filter(organisation_id=view.id)
        ],
        "webhooks": [
            {
                "url": row.url,
                "words": row.words,
                "made_at": row.made_at.isoformat(),
                "paused_at": row.paused_at.isoformat() if row.paused_at else None,
            }
            for row in WebhookEndpoint.objects.filter(organisation_id=view.id)
        ],
    }
