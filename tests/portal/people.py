"""The people of the tests: Anna owns a bakery, Bram may read there, Carla works there, Otto belongs elsewhere."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from weerbaar.portal.accounts.models import User
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.organisations.selectors import OrganisationView, organisation_of
from weerbaar.portal.organisations.services.found_organisation import OrganisationDetails, found_organisation
from weerbaar.portal.organisations.services.share import GrantRequest, give_grant
from weerbaar.portal.organisations.words import GrantScope, OrganisationKind, Role, SizeBand


@dataclass(frozen=True)
class Somebody:
    """A person with an account."""

    user: User
    person: Person

    def client(self) -> Client:
        """A browser in which this person has signed in."""
        client = Client()
        client.force_login(self.user)
        return client


@dataclass(frozen=True)
class Bakery:
    """A company with an owner, a colleague and a reader, and an outsider with a company of his own."""

    id: uuid.UUID
    anna: Somebody
    carla: Somebody
    bram: Somebody
    otto: Somebody
    otto_id: uuid.UUID

    def view(self, somebody: Somebody | None = None) -> OrganisationView:
        """The company as one of its people sees it."""
        return organisation_of((somebody or self.anna).person, self.id)


def somebody(name: str) -> Somebody:
    """A person who can sign in."""
    from allauth.account.models import EmailAddress

    user = User.objects.create_user(f"{name}@mail.example", name=name.capitalize())
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return Somebody(user, Person(user.id))


def company(owner: Somebody, name: str, **details: str) -> uuid.UUID:
    """A company of somebody."""
    return found_organisation(OrganisationDetails(name, size=SizeBand.TO_NINE, **details), actor=owner.person)


def organisation(owner: Somebody, name: str, kind: OrganisationKind) -> uuid.UUID:
    """Another organisation, such as an association."""
    return found_organisation(OrganisationDetails(name), actor=owner.person, kind=kind)


def bakery() -> Bakery:
    """All of them."""
    anna, carla, bram, otto = (somebody(name) for name in ("anna", "carla", "bram", "otto"))
    organisation_id = company(anna, "Bakkerij Deegrol")
    for who, role in ((carla, Role.MEMBER), (bram, Role.READER)):
        Membership.objects.create(organisation_id=organisation_id, user=who.user, role=role.value)
    return Bakery(organisation_id, anna, carla, bram, otto, company(otto, "Ottos Garage"))


def shared(here: Bakery, scope: GrantScope, *, days: int = 100) -> tuple[uuid.UUID, Somebody]:
    """The bakery shares with an association for so many days: the grant, and Evert, who belongs to the association."""
    evert = somebody("evert")
    receiver = organisation(evert, "Ondernemersvereniging Meeuwenwaard", OrganisationKind.ASSOCIATION)
    last_day = timezone.localdate() + timedelta(days=days)
    wanted = GrantRequest(receiver, scope, "Hulp bij het plan", last_day)
    return give_grant(here.id, wanted, actor=here.anna.person), evert
