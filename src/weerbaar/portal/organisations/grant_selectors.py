"""What reads grants: those a company gave, and those that a person's organisations received."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.errors import NoSuchOrganisation
from weerbaar.portal.organisations.models import Grant, Organisation
from weerbaar.portal.organisations.selectors import OrganisationView, view_of
from weerbaar.portal.organisations.words import GrantScope, OrganisationKind, Role


@dataclass(frozen=True, slots=True)
class GrantView:
    """A grant as either side may read it. `ended_at` is when it was withdrawn or ran out, None while it holds."""

    id: uuid.UUID
    company: str
    receiver: str
    receiver_kind: OrganisationKind
    scope: GrantScope
    purpose: str
    given_at: datetime
    until: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shared:
    """What a receiver may see of a company: the company, and how much of it."""

    grant: GrantView
    company: OrganisationView

    @property
    def shows_plan(self) -> bool:
        """Whether the plan is shared too."""
        return self.grant.scope in {GrantScope.PLAN, GrantScope.EVERYTHING}

    @property
    def shows_everything(self) -> bool:
        """Whether answers and results are shared too."""
        return self.grant.scope is GrantScope.EVERYTHING


@dataclass(frozen=True, slots=True)
class Receiver:
    """An organisation that companies can share with."""

    id: uuid.UUID
    name: str
    kind: OrganisationKind


def receivers() -> Sequence[Receiver]:
    """All organisations that can be shared with, by name. Companies are never listed."""
    rows = Organisation.objects.exclude(kind=OrganisationKind.COMPANY).order_by("name", "id")
    return [Receiver(row.id, row.name, OrganisationKind(row.kind)) for row in rows]


def grants_of(view: OrganisationView, now: datetime) -> Sequence[GrantView]:
    """What a company shares and shared, newest first."""
    rows = Grant.objects.filter(organisation_id=view.id).select_related("organisation", "receiver")
    return [_view(row, now) for row in rows.order_by("-given_at", "-id")]


def received_grants(person: Person, now: datetime) -> Sequence[GrantView]:
    """What companies share with the organisations of a person, and still hold. What an order shares is read with the order."""
    rows = (
        Grant.objects.exclude(scope=GrantScope.WORK.value)
        .filter(
            receiver__memberships__user_id=person.user_id,
            receiver__memberships__user__is_active=True,
            withdrawn_at=None,
            until__gt=now,
        )
        .select_related("organisation", "receiver")
    )
    return [_view(row, now) for row in rows.order_by("organisation__name", "id")]


def shared_with(person: Person, grant_id: uuid.UUID, now: datetime) -> Shared:
    """What a person of the receiving organisation sees.

    Raises:
        NoSuchOrganisation: there is no such grant, it has ended, or it is not for this person.
    """
    if grant_id not in {grant.id for grant in received_grants(person, now)}:
        raise NoSuchOrganisation
    return _shared(grant_id, now)


def as_receiver_sees(view: OrganisationView, grant_id: uuid.UUID, now: datetime) -> Shared:
    """The same for the company itself: see what they see.

    Raises:
        NoSuchOrganisation: the company gave no such grant, or it has ended.
    """
    held = {grant.id for grant in grants_of(view, now) if grant.ended_at is None and grant.scope is not GrantScope.WORK}
    if grant_id not in held:
        raise NoSuchOrganisation
    return _shared(grant_id, now)


def _shared(grant_id: uuid.UUID, now: datetime) -> Shared:
    row = Grant.objects.select_related("organisation", "receiver").get(id=grant_id)
    return Shared(_view(row, now), view_of(row.organisation, Role.READER))


def _view(row: Grant, now: datetime) -> GrantView:
    return GrantView(
        row.id,
        row.organisation.name,
        row.receiver.name,
        OrganisationKind(row.receiver.kind),
        GrantScope(row.scope),
        row.purpose,
        row.given_at,
        row.until,
        row.withdrawn_at or (row.until if row.until <= now else None),
    )
