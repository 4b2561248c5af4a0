"""A generated world: companies, associations that they share with, and everybody who looks."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.utils import timezone

from tests.portal.isolation.company import Company, fill, new_organisation, new_user
from tests.portal.isolation.marks import Field, Mark, Marks
from tests.portal.isolation.people import Link, Persona
from weerbaar.portal.organisations.models import Grant
from weerbaar.portal.organisations.services.share import GrantRequest, give_grant, withdraw_grant
from weerbaar.portal.organisations.words import GrantScope, OrganisationKind, Role

# What each scope lets a receiver read, beyond levels and the titles of tasks, which are no free text.
SHOWN = {
    GrantScope.LEVEL: (Field.NAME,),
    GrantScope.PLAN: (Field.NAME,),
    GrantScope.EVERYTHING: (Field.NAME, Field.DOMAIN),
}
ENDED = "ended"


@dataclass(frozen=True)
class World:
    """All of it. `results` are the companies with results, `receivers` the associations."""

    marks: Marks
    results: tuple[Company, ...]
    receivers: tuple[Company, ...]
    personas: tuple[Persona, ...]

    @property
    def links(self) -> list[Link]:
        """Every private link."""
        return [link for company in self.results for link in company.links]

    def company(self, key: str) -> Company:
        """By its key."""
        return next(company for company in (*self.results, *self.receivers) if company.key == key)


def make_world(seed: int) -> World:
    """Two companies, two associations, and grants of every scope, one of them ended, between them."""
    chance = Random(seed)
    marks = Marks(chance)
    results = tuple(new_organisation(marks, key) for key in ("bakery", "garage"))
    kinds = chance.sample((OrganisationKind.ASSOCIATION, OrganisationKind.MUNICIPALITY, OrganisationKind.ADVISER), 2)
    receivers = tuple(new_organisation(marks, f"receiver-{kind.value}", kind) for kind in kinds)
    for company in results:
        fill(company, marks, chance)
    scopes: list[GrantScope | str] = [*GrantScope, ENDED]
    chance.shuffle(scopes)
    pairs = [(company, receiver) for company in results for receiver in receivers]
    for (company, receiver), scope in zip(pairs, scopes, strict=True):
        _share(marks, company, receiver, scope, chance)
    outsider = new_user(marks, "", "outsider")
    operator = new_user(marks, "", "operator")
    operator.is_staff = operator.is_superuser = True
    operator.save()
    people = [_persona(marks, company, role, results) for company in (*results, *receivers) for role in Role]
    for name, user in (("outsider", outsider), ("operator", operator)):
        people.append(Persona(name, user, sees=frozenset(marks.among([""], of=name))))
    return World(marks, results, receivers, (Persona("anonymous"), *people))


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
    # Whom one can share with is listed by its id.
    sees |= {mark for mark in others if mark.where is Field.ID}
    if company in results:
        # Who of a receiver looked stands in the log.
        sees |= {mark for mark in others if mark.where is Field.PERSON}
    else:
        for other in results:
            sees |= _shared_marks(marks, other, company)
    return Persona(f"{role.value} of {company.key}", company.people[role], {company.key: role}, frozenset(sees))


def _shared_marks(marks: Marks, company: Company, receiver: Company) -> set[Mark]:
    for scope, fields in SHOWN.items():
        purpose = marks.among([company.key], Field.PURPOSE, of=f"{receiver.key} {scope}")
        if purpose:
            return purpose | marks.among([company.key], *fields)
    return set()
