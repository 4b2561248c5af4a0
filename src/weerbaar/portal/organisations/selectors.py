"""What reads organisations. Every reading starts from a person: whoever is no member finds nothing."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.organisations.models import Invitation, Membership, Organisation
from weerbaar.portal.organisations.policies import may_manage, may_work
from weerbaar.portal.organisations.words import OrganisationKind, Role, SizeBand


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation as one of its people sees it."""

    id: uuid.UUID
    kind: OrganisationKind
    name: str
    kvk_number: str
    sector: str
    size: SizeBand
    place: str
    park: str
    role: Role
    municipality: str = ""

    @property
    def employees(self) -> int:
        """The most people in its size band."""
        return self.size.employees

    @property
    def can_work(self) -> bool:
        """Whether this person may measure, answer and plan."""
        return may_work(self.role)

    @property
    def can_manage(self) -> bool:
        """Whether this person decides on people, domains and sharing."""
        return may_manage(self.role)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person of an organisation."""

    user_id: uuid.UUID
    name: str
    email: str
    role: Role
    since: datetime


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """A seat that waits for somebody."""

    id: uuid.UUID
    email: str
    role: Role
    expires_at: datetime


def organisation_of(person: Person, organisation_id: uuid.UUID) -> OrganisationView:
    """The organisation, for somebody who belongs to it.

    Raises:
        NoSuchOrganisation: there is none, or this person does not belong to it.
    """
    row = _memberships(person).filter(organisation_id=organisation_id).first()
    if row is None:
        raise NoSuchOrganisation
    return _view(row)


def organisations_of(person: Person) -> Sequence[OrganisationView]:
    """All organisations of a person, by name."""
    return [_view(row) for row in _memberships(person).order_by("organisation__name", "organisation_id")]


def assert_may_work(person: Person, organisation_id: uuid.UUID) -> OrganisationView:
    """The organisation, for somebody who may work for it.

    Raises:
        NoSuchOrganisation: no member.
        NotAllowed: a reader.
    """
    view = organisation_of(person, organisation_id)
    if not view.can_work:
        raise NotAllowed
    return view


def assert_may_manage(person: Person, organisation_id: uuid.UUID) -> OrganisationView:
    """The organisation, for its owner.

    Raises:
        NoSuchOrganisation: no member.
        NotAllowed: a member or reader.
    """
    view = organisation_of(person, organisation_id)
    if not view.can_manage:
        raise NotAllowed
    return view


def colleagues_of(view: OrganisationView) -> Sequence[Colleague]:
    """The people of an organisation, owners first, then by how long they are there."""
    order = list(Role)
    rows = Membership.objects.filter(organisation_id=view.id).select_related("user").order_by("since", "id")
    people = [Colleague(row.user_id, row.user.name, row.user.email, Role(row.role), row.since) for row in rows]
    return sorted(people, key=lambda colleague: order.index(colleague.role))


def invitations_of(view: OrganisationView, now: datetime) -> Sequence[OpenInvitation]:
    """The seats that still wait, newest first."""
    rows = Invitation.objects.filter(
        organisation_id=view.id, accepted_at=None, withdrawn_at=None, expires_at__gt=now
    ).order_by("-invited_at", "id")
    return [OpenInvitation(row.id, row.email, Role(row.role), row.expires_at) for row in rows]


def companies_left_without_owner(person: Person) -> Sequence[OrganisationView]:
    """The organisations whose only owner this person is."""
    owned = [view for view in organisations_of(person) if view.can_manage]
    others = Membership.objects.filter(role=Role.OWNER).exclude(user_id=person.user_id)
    return [view for view in owned if not others.filter(organisation_id=view.id).exists()]


def organisation_for_machine(organisation_id: uuid.UUID) -> OrganisationView | None:
    """The organisation for a process of ours that takes in what was measured; None when it is gone. Not for pages."""
    row = Organisation.objects.filter(id=organisation_id).first()
    return view_of(row, Role.READER) if row else None


@dataclass(frozen=True, slots=True)
class LetterReader:
    """Whom a letter about an organisation goes to."""

    user_id: uuid.UUID
    email: str
    language: str
    organisation_name: str


def readers_of_letters(
    organisation_id: uuid.UUID, kind: str, *, member_id: uuid.UUID | None = None
) -> Sequence[LetterReader]:
    """The owners who did not refuse this kind of letter. With `member_id` that person alone instead; the owners when that
    person does not belong to the organisation any more.
    """
    people = Membership.objects.filter(organisation_id=organisation_id, user__is_active=True)
    members = people.filter(user_id=member_id) if member_id else people.none()
    rows = members if members.exists() else people.filter(role=Role.OWNER)
    return [
        LetterReader(row.user_id, row.user.email, row.user.language, row.organisation.name)
        for row in rows.select_related("user", "organisation").order_by("since", "id")
        if kind not in row.user.muted_letters
    ]


def _memberships(person: Person) -> models.QuerySet[Membership]:
    return Membership.objects.filter(user_id=person.user_id, user__is_active=True).select_related("organisation")


def _view(row: Membership) -> OrganisationView:
    return view_of(row.organisation, Role(row.role))


def view_of(organisation: Organisation, role: Role) -> OrganisationView:
    """The view of a row, for services and selectors of this app only."""
    return OrganisationView(
        id=organisation.id,
        kind=OrganisationKind(organisation.kind),
        name=organisation.name,
        kvk_number=organisation.kvk_number,
        sector=organisation.sector,
        size=SizeBand(organisation.size),
        place=organisation.place,
        park=organisation.park,
        role=role,
        municipality=organisation.municipality,
    )
