"""The fictional people of a demonstration, so that there is somebody to sign in as and to share with."""

from weerbaar.portal.accounts.services.find_or_make_person import find_or_make_person
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.grant_selectors import receivers
from weerbaar.portal.organisations.services.found_organisation import OrganisationDetails, found_organisation
from weerbaar.portal.organisations.words import OrganisationKind

# Only a demonstration on this machine has it, and it guards nothing but fictional companies.
PASSWORD = "drie rode fietsen"  # noqa: S105
_OTHERS = (
    (OrganisationKind.ASSOCIATION, "Ondernemersvereniging Meeuwenwaard (fictief)", "vereniging@meeuwenwaard.example"),
    (OrganisationKind.ADVISER, "PVO Demoregio (fictief)", "adviseur@demoregio.example"),
)


def make_demo_people() -> None:
    """May be called at every start: what is there already is left alone."""
    known = {receiver.name for receiver in receivers()}
    for kind, name, email in _OTHERS:
        if name not in known:
            person = Person(find_or_make_person(email, password=PASSWORD))
            found_organisation(OrganisationDetails(name), actor=person, kind=kind)
