"""Providers that wait for a vetter, and vetters, for the tests."""

import uuid

from tests.portal.people import Somebody, organisation, somebody
from weerbaar.portal.organisations.services.found_organisation import OrganisationDetails
from weerbaar.portal.organisations.words import OrganisationKind
from weerbaar.portal.providers.checklist import checklists
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.providers.profile import PackageOrder, Profile
from weerbaar.portal.providers.services.change_profile import change_profile
from weerbaar.portal.providers.services.move_provider import submit_provider
from weerbaar.portal.providers.services.register_provider import register_provider
from weerbaar.portal.providers.services.vet_provider import Judgement
from weerbaar.portal.providers.words import VettingKind

PROFILE = Profile(
    about="Wij maken mail en websites veilig.",
    website="noorderzon.example",
    email="hallo@noorderzon.example",
    phone="038 123 45 67",
    municipality="zwolle",
    areas=("kampen", "zwolle"),
    categories=("web",),
    sectors=("retail",),
    sizes=("2-9",),
    languages=("nl",),
)
PACKAGE = PackageOrder("ACT-MAILAUTH", "Regel zetten, nakijken en uitleggen", 40_000, 50_000, 8)
YES = Judgement(True, tuple(point.id for point in checklists()[VettingKind.APPLICATION]))
YES_MARK = Judgement(True, tuple(point.id for point in checklists()[VettingKind.MARK]))
NO = Judgement(False, (), "Wij konden je niet bereiken.")


def registered(owner: Somebody, name: str = "Noorderzon ICT") -> uuid.UUID:
    """The organisation of a provider with an empty profile."""
    return register_provider(OrganisationDetails(name), actor=owner.person)


def submitted(owner: Somebody, profile: Profile = PROFILE, name: str = "Noorderzon ICT") -> Provider:
    """A provider that waits for a vetter."""
    organisation_id = registered(owner, name)
    change_profile(organisation_id, profile, actor=owner.person)
    submit_provider(organisation_id, actor=owner.person)
    return Provider.objects.get(organisation_id=organisation_id)


def adviser(name: str) -> tuple[Somebody, uuid.UUID]:
    """Somebody who vets, and the adviser they do it for."""
    who = somebody(name)
    return who, organisation(who, f"Adviesbureau {name.capitalize()}", OrganisationKind.ADVISER)


def operator(name: str = "olga") -> Somebody:
    """Somebody who keeps the installation."""
    who = somebody(name)
    who.user.is_staff = True
    who.user.save()
    return who
