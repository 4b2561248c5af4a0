"""A generated world: companies, associations that they share with, and everybody who looks."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.utils import timezone

from tests.portal.isolation.company import Company, fill, new_organisation, new_user
from tests.portal.isolation.help import ask_for_help, list_provider
from tests.portal.isolation.marks import Field, Mark, Marks
from tests.portal.isolation.park import make_areas, seen_by_firm, seen_of_area
from tests.portal.isolation.people import Link, Persona
from weerbaar.portal.organisations.models import Grant
from weerbaar.portal.organisations.services.share import GrantRequest, give_grant, withdraw_grant
from weerbaar.portal.organisations.words import GIVEN_BY_HAND, GrantScope, OrganisationKind, Role

# What each scope lets a receiver read, beyond levels and the titles of tasks, which are no free text.
SHOWN = {
    GrantScope.LEVEL: (Field.NAME,),
    GrantScope.PLAN: (Field.NAME,),
    GrantScope.EVERYTHING: (Field.NAME, Field.DOMAIN),
}
ENDED = "ended"
# At which provider each company ordered.
FIRM_OF = {"bakery": "firm-1", "garage": "firm-2"}


@dataclass(frozen=True)
class World:
    """All of it. `results` are the companies with results, `receivers` the associations, `firms` the service providers,
    `areas` the parks."""

    marks: Marks
    results: tuple[Company, ...]
    receivers: tuple[Company, ...]
    personas: tuple[Persona, ...]
    firms: tuple[Company, ...]
    areas: tuple[Company, ...]

    @property
    def public(self) -> set[Mark]:
        """What anybody may read: what listed providers tell of themselves."""
        return _told(self.marks)

    @property
    def links(self) -> list[Link]:
        """Every private link."""
        return [link for company in (*self.results, *self.areas) for link in company.links]

    def company(self, key: str) -> Company:
        """By its key."""
        return next(
            company for company in (*self.results, *self.receivers, *self.firms, *self.areas) if company.key == key
        )


def make_world(seed: int) -> World:
    """Two companies, two associations, and grants of every scope, one of them ended, between them."""
    chance = Random(seed)
    marks = Marks(chance)
    results = tuple(new_organisation(marks, key) for key in ("bakery", "garage"))
    kinds = chance.sample((OrganisationKind.ASSOCIATION, OrganisationKind.MUNICIPALITY, OrganisationKind.ADVISER), 2)
    receivers = tuple(new_organisation(marks, f"receiver-{kind.value}", kind) for kind in kinds)
    firms = tuple(new_organisation(marks, f"firm-{number}", OrganisationKind.PROVIDER) for number in (1, 2))
    for company in results:
        fill(company, marks, chance)
    for firm in firms:
        list_provider(firm, marks)
    for company, firm, other in zip(results, firms, reversed(firms), strict=True):
        ask_for_help(company, firm, other, marks)
    scopes: list[GrantScope | str] = [*GIVEN_BY_HAND, ENDED]
    chance.shuffle(scopes)
    pairs = [(company, receiver) for company in results for receiver in receivers]
    for (company, receiver), scope in zip(pairs, scopes, strict=True):
        _share(marks, company, receiver, scope, chance)
    areas = make_areas(results, firms, marks)
    outsider = new_user(marks, "", "outsider")
    operator = new_user(marks, "", "operator")
    operator.is_staff = operator.is_superuser = True
    operator.save()
    people = [_persona(marks, company, role, results) for company in (*results, *receivers) for role in Role]
    people += [
        _at_firm(marks, firm, role, company) for company, firm in zip(results, firms, strict=True) for role in Role
    ]
    people += areas.managers
    for name, user in (("outsider", outsider), ("operator", operator)):
        people.append(Persona(name, user, sees=frozenset(marks.among([""], of=name))))
    return World(marks, results, receivers, (Persona("anonymous"), *people), firms, tuple(areas.all))


def _share(marks: Marks, company: Company, receiver: Company, scope: GrantScope | str, chance: Random) -> None:
    of = f"{receiver.key} {scope}"
    given = GrantScope.EVERYTHING if scope == ENDED else GrantScope(scope)
    purpose = marks.new(Field.PURPOSE, company.key, of)
    wanted = GrantRequest(receiver.id, given, purpose, timezone.localdate() + timedelta(days=chance.randrange(1, 300)))
    grant = company.note("grant_id", give_grant(company.id, wanted, actor=company.owner))
    if scope == ENDED and chance.random() < 0.5:
        withdraw_grant(company.id, grant, actor=company.owner)
    elif scope == ENDED:
        Grant.objects.filter(id=grant).update(until=timezone.now() - timedelta(seconds=1))


def _persona(marks: Marks, company: Company, role: Role, results: tuple[Company, ...]) -> Persona:
    # Everything of the own organisation, but no secret of a link: those were mailed, or shown once.
    sees: set[Mark] = {mark for mark in marks.among([company.key]) if mark.where is not Field.TOKEN}
    sees |= {mark for mark in marks.known.values() if mark.where is Field.NAME and mark.company.startswith("receiver")}
    others = [mark for mark in marks.known.values() if mark.company.startswith("receiver")]
    # Whom one can share with is listed by its id, and what a provider tells of itself is for everybody.
    sees |= {mark for mark in others if mark.where is Field.ID} | _told(marks)
    if company in results:
        # Who of a receiver looked stands in the log.
        sees |= {mark for mark in others if mark.where is Field.PERSON}
        # So does who did the work that was ordered.
        sees |= seen_of_area(marks, company.key)
        firm = FIRM_OF[company.key]
        sees |= marks.among([firm], Field.PERSON, of=f"{firm} owner")
    else:
        for other in results:
            sees |= _shared_marks(marks, other, company)
    return Persona(f"{role.value} of {company.key}", company.people[role], {company.key: role}, frozenset(sees))


def _told(marks: Marks) -> set[Mark]:
    return marks.among(FIRM_OF.values(), Field.NAME, Field.ID, Field.PROFILE)


def _at_firm(marks: Marks, firm: Company, role: Role, customer: Company) -> Persona:
    """Somebody of a service provider: sees who ordered and for which domains, and of who only asked nothing but the request."""
    sees = {mark for mark in marks.among([firm.key]) if mark.where is not Field.TOKEN} | _told(marks)
    sees |= {mark for mark in marks.known.values() if mark.where is Field.NAME and mark.company.startswith("receiver")}
    sees |= {mark for mark in marks.known.values() if mark.where is Field.ID and mark.company.startswith("receiver")}
    sees |= marks.among(FIRM_OF, Field.REQUEST) | seen_by_firm(marks, firm.key)
    for company in FIRM_OF:
        sees |= marks.among([company], Field.QUOTE, of=firm.key)
    sees |= marks.among([customer.key], Field.NAME, Field.ABOUT, Field.DOMAIN, Field.ORDER)
    sees |= marks.among([customer.key], Field.PERSON, of=f"{customer.key} owner")
    return Persona(f"{role.value} of {firm.key}", firm.people[role], {firm.key: role}, frozenset(sees))


def _shared_marks(marks: Marks, company: Company, receiver: Company) -> set[Mark]:
    for scope, fields in SHOWN.items():
        purpose = marks.among([company.key], Field.PURPOSE, of=f"{receiver.key} {scope}")
        if purpose:
            return purpose | marks.among([company.key], *fields)
    return set()
