"""Makes a token for a program of a provider, and takes it back."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.api_access.errors import NoSuchToken, TokenFault, TokenRefused
from weerbaar.portal.api_access.events import AccessEvent
from weerbaar.portal.api_access.models import ApiToken
from weerbaar.portal.api_access.words import Scope
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.organisations.errors import NoSuchOrganisation
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.organisations.words import OrganisationKind

# So that a token that leaked by mistake is known as one of ours by whoever finds it.
PREFIX = "weerbaar_"
LONGEST_NAME = 60
LONGEST = timedelta(days=366)
MOST_TOKENS = 20


@dataclass(frozen=True, slots=True)
class NewToken:
    """What the page shows once: the token exists here and on that page only."""

    id: uuid.UUID
    name: str
    token: str
    expires_at: datetime


def make_token(
    organisation_id: uuid.UUID,
    name: str,
    scopes: Collection[Scope],
    last_day: date,
    *,
    actor: Person,
    now: datetime | None = None,
) -> NewToken:
    """A token with these scopes, in force through `last_day`.

    Raises:
        NoSuchOrganisation: this person does not belong to it, or it is no provider.
        NotAllowed: no owner.
        TokenRefused: something filled in cannot be, or there are very many already.
    """
    now, name = now or timezone.now(), " ".join(name.split())
    expires_at = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time()))
    with transaction.atomic():
        if assert_may_manage(actor, organisation_id).kind is not OrganisationKind.PROVIDER:
            raise NoSuchOrganisation
        if not 0 < len(name) <= LONGEST_NAME:
            raise TokenRefused(TokenFault.NO_NAME)
        if not scopes:
            raise TokenRefused(TokenFault.NO_SCOPES)
        if not now < expires_at <= now + LONGEST:
            raise TokenRefused(TokenFault.BAD_DAY)
        living = ApiToken.objects.filter(organisation_id=organisation_id, withdrawn_at=None, expires_at__gt=now)
        if living.count() >= MOST_TOKENS:
            raise TokenRefused(TokenFault.TOO_MANY)
        token = PREFIX + new_token()
        row = ApiToken.objects.create(
            organisation_id=organisation_id,
            made_by_id=actor.user_id,
            name=name,
            token_hash=fingerprint(token),
            start=token[len(PREFIX) : len(PREFIX) + 4],
            scopes=[scope.value for scope in Scope if scope in scopes],
            made_at=now,
            expires_at=expires_at,
        )
        record_event(AccessEvent.TOKEN_MADE, actor=actor, subject_id=row.id, organisation_id=organisation_id)
    return NewToken(row.id, name, token, expires_at)


def withdraw_token(
    organisation_id: uuid.UUID, token_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> None:
    """From now on it opens nothing. Once more changes nothing.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner.
        NoSuchToken: it is not this provider's.
    """
    now = now or timezone.now()
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        rows = ApiToken.objects.filter(id=token_id, organisation_id=organisation_id)
        if not rows.exists():
            raise NoSuchToken
        if rows.filter(withdrawn_at=None).update(withdrawn_at=now):
            record_event(AccessEvent.TOKEN_WITHDRAWN, actor=actor, subject_id=token_id, organisation_id=organisation_id)
