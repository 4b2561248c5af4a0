"""Lets a call in: by a token that is in force, of somebody who still belongs to the provider, and not too often."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Case, F, Value, When
from django.utils import timezone

from weerbaar.portal.api_access.errors import CallFault, NotAuthenticated, TooManyCalls
from weerbaar.portal.api_access.models import ApiToken
from weerbaar.portal.api_access.words import Scope
from weerbaar.portal.core.actors import Person, ProviderPerson
from weerbaar.portal.core.ids import fingerprint
from weerbaar.portal.organisations.errors import NoSuchOrganisation
from weerbaar.portal.organisations.selectors import organisation_of

_MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, for the services, and what the token may do."""

    token_id: uuid.UUID
    actor: ProviderPerson
    scopes: frozenset[Scope]


def use_token(token: str, *, now: datetime | None = None) -> Caller:
    """Who calls with this token. Counts the call.

    Raises:
        NotAuthenticated: the token is not in force; or who made it left the provider.
        TooManyCalls: more than the setting `API_CALLS_PER_MINUTE` in this minute.
    """
    now = now or timezone.now()
    row = ApiToken.objects.filter(token_hash=fingerprint(token), withdrawn_at=None).first()
    if row is None:
        raise NotAuthenticated(CallFault.UNKNOWN)
    if row.expires_at <= now:
        raise NotAuthenticated(CallFault.EXPIRED)
    try:
        organisation_of(Person(row.made_by_id), row.organisation_id)
    except NoSuchOrganisation as error:
        raise NotAuthenticated(CallFault.UNKNOWN) from error
    _count(row, now)
    known = frozenset(scope for scope in Scope if scope in row.scopes)
    return Caller(row.id, ProviderPerson(row.made_by_id, row.organisation_id), known)


def _count(row: ApiToken, now: datetime) -> None:
    """One UPDATE, so that calls at the same moment, in whatever process, are all counted."""
    minute = int(now.timestamp()) // _MINUTE_S
    ApiToken.objects.filter(id=row.id).update(
        calls=Case(When(minute=minute, then=F("calls") + 1), default=Value(1)),
        minute=minute,
        last_used_on=timezone.localdate(now),
    )
    row.refresh_from_db(fields=("calls", "minute"))
    if row.minute == minute and row.calls > settings.API_CALLS_PER_MINUTE:
        raise TooManyCalls(_MINUTE_S - int(now.timestamp()) % _MINUTE_S)
