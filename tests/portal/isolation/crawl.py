"""Asks for every address as everybody, and writes down what went wrong."""

import re
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core import mail
from django.db import connection, transaction
from django.test import Client, TestCase
from django.utils import timezone

from tests.portal.isolation.addresses import BY_GRANT, OF_COMPANY, OF_PROVIDER, Address, addresses
from tests.portal.isolation.company import Company
from tests.portal.isolation.marks import Field, Mark, letter_texts, texts_of
from tests.portal.isolation.people import Persona
from tests.portal.isolation.rows import digest_of, writes
from tests.portal.isolation.world import FIRM_OF, World
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.quotes.models import RequestInvitation

Form = Mapping[str, Any]
DEEDS = {
    "plan-action": (
        "begin",
        "terug",
        "hervat",
        "heropen",
        "neem",
        "datum",
        "uitstel",
        "niet",
        "klaar",
        "bevestig",
        "antwoord",
    ),
    "help-order-line": ("bevestig", "annuleer", "geschil", "antwoord", "voorstel", "akkoord"),
    "provider-order-line": ("begin", "klaar", "annuleer", "geschil", "antwoord", "voorstel", "akkoord"),
    "meeting-one": ("kom", "punt-erbij", "other", "sluit"),
    "meeting-change": ("vervalt",),
    "meeting-minutes": ("verstuur", "opmerking", "correctie"),
    "handover-task": ("aannemen", "beginnen", "klaar", "antwoord", "vraag", "weiger"),
}
# Who sends forms to companies that are not theirs, and to pages that are about nobody or about who asks.
STRANGERS = {"anonymous", "outsider", "owner of bakery", "owner of garage"}
ANYBODY = {"anonymous", "owner of garage", "reader of bakery"}
# Where an answer is followed to: what is inside, and not the page to sign in.
INSIDE = ("/bedrijf/", "/dienstverlener/", "/gedeeld/", "/overdracht/", "/meting/", "/account/mail/", "/aanvraag/")
# What a reader changes of the own company: only that they leave it.
READER_MAY = {"leave"}


@dataclass
class Report:
    """What came of a crawl. `faults` is empty when all is well; `seen` are the marks that somebody read."""

    faults: list[str] = field(default_factory=list)
    seen: set[Mark] = field(default_factory=set)
    asked: int = 0
    shown: int = 0
    letters: int = 0
    changed: int = 0


def crawl(world: World, *, forms: bool = False, only: Collection[str] = ()) -> Report:
    """Everybody asks for everything (or for these routes); with `forms` they send forms, each of which is undone."""
    report, browsers = Report(), dict[str, Client]()
    wanted = (address for address in addresses(world) if not only or address.route in only)
    every = _some(wanted, most=1 if forms else 2)
    before = {company.key: digest_of(company.id) for company in world.results}
    for persona in world.personas:
        for address in every:
            for way in _ways(persona, address, forms):
                if forms:
                    for form in _forms(world, way, address):
                        client = way.same_client(_browser(browsers, way))
                        _send(world, way, client, address, form, report, before)
                else:
                    response = _browser(browsers, way).get(address.path)
                    _judge(world, way, address, response, report, f"GET {address.route}")
    return report


def _some(every: Iterable[Address], most: int) -> list[Address]:
    """No more than so many addresses that differ by an id alone, since the time of the tests is bounded; but every grant, since
    each shows something else."""
    kept: dict[tuple[str, str, str, bool], list[Address]] = {}
    for address in every:
        kind = address.link.kind if address.link else ""
        kind = address.path if address.route in BY_GRANT else kind
        kept.setdefault((address.route, address.company, kind, address.foreign), []).append(address)
    return [address for alike in kept.values() for address in alike[:most]]


def _browser(browsers: dict[str, Client], persona: Persona) -> Client:
    if persona.name not in browsers:
        browsers[persona.name] = persona.client()
    return browsers[persona.name]


def _ways(persona: Persona, address: Address, forms: bool) -> Iterator[Persona]:
    """As who the persona asks for the address: nobody where another persona is as much a stranger, twice behind a password."""
    link, role = address.link, next(iter(persona.roles.values()), None)
    if link is not None:
        if persona.name in {"anonymous", "owner of garage"} or (persona.name == "outsider" and not forms):
            yield persona
            if link.session:
                name = f"{persona} with the password of {link.kind}"
                yield Persona(name, persona.user, persona.roles, persona.sees, link.session)
    elif address.company in persona.roles:
        # On paper and screen a colleague reads what a reader does; what they may change differs. Receivers have no results.
        if role is Role.OWNER or (not address.company.startswith("receiver") and (forms or role is Role.READER)):
            yield persona
    elif address.company.startswith("receiver"):
        if persona.name in {"anonymous", "outsider"}:
            yield persona
    elif forms:
        if persona.name in (STRANGERS if address.company else ANYBODY):
            yield persona
    elif role in {None, Role.OWNER} or (not address.company and role is Role.READER):
        yield persona


def _send(
    world: World,
    persona: Persona,
    client: Client,
    address: Address,
    form: Form,
    report: Report,
    before: Mapping[str, str],
) -> None:
    """Send a form, read the answer and the letters, see what changed, and undo it."""
    what = f"POST {address.route} {form.get('doe', '')}".strip()
    mail.outbox.clear()
    with transaction.atomic():
        with writes(connection) as written, TestCase.captureOnCommitCallbacks(execute=True):
            response = client.post(address.path, form)
            _judge(world, persona, address, response, report, what, form)
            if response.status_code in {301, 302, 303} and response["Location"].startswith(INSIDE):
                after = client.get(response["Location"])
                _judge(world, persona, address, after, report, f"{what} then {response['Location']}", form)
        report.changed += bool(written)
        if written:
            for company in world.results:
                if not _may_change(persona, address, company) and digest_of(company.id) != before[company.key]:
                    report.faults.append(f"{what} by {persona} changed {company.key}")
        _read_letters(world, persona, report, what)
        transaction.set_rollback(True)


def _judge(
    world: World, persona: Persona, address: Address, response: Any, report: Report, what: str, form: Form | None = None
) -> None:
    report.asked += 1
    if response.status_code >= 500:
        fault = response.exc_info[1] if getattr(response, "exc_info", None) else ""
        report.faults.append(f"{what} by {persona}: {response.status_code} {fault!r}")
        return
    stranger = address.company and address.company not in persona.roles
    if stranger and response.status_code < 300 and "then" not in what:
        report.faults.append(f"{what} by {persona}: {response.status_code} at a page of {address.company}")
    found = world.marks.found_in(texts_of(response))
    report.shown += response.status_code < 300
    report.seen |= found
    allowed = persona.sees | _by_link(persona, address) | world.public
    allowed |= world.marks.found_in([repr(form), address.path])
    for mark in sorted(found - allowed, key=str):
        report.faults.append(f"{what} by {persona}: shows {mark}")


def _by_link(persona: Persona, address: Address) -> frozenset[Mark]:
    link = address.link
    if link is None or link.dead or (link.session and not persona.session):
        return frozenset()
    return link.sees


def _may_change(persona: Persona, address: Address, company: Company) -> bool:
    """Whether a form of this persona at this address may change anything of the company."""
    if address.link and not address.foreign and company.key in address.link.kind:
        return not address.link.dead
    if _asker(address) == company.id and not address.foreign:
        return persona.roles.get(address.company) in {Role.OWNER, Role.MEMBER}
    if address.route in OF_PROVIDER and FIRM_OF.get(company.key) == address.company and not address.foreign:
        return persona.roles.get(address.company) in {Role.OWNER, Role.MEMBER}
    role = persona.roles.get(company.key)
    if role is Role.READER:
        return address.route in READER_MAY or address.route not in OF_COMPANY
    return role is not None


def _asker(address: Address) -> uuid.UUID | None:
    """Whose request an address of an invited firm is about: each company asked both."""
    found = re.search(r"/dienstverlener/[^/]+/aanvragen/([^/]+)/", address.path)
    asked = RequestInvitation.objects.filter(id=found[1]) if found else RequestInvitation.objects.none()
    return asked.values_list("request__organisation_id", flat=True).first()


def _read_letters(world: World, persona: Persona, report: Report, what: str) -> None:
    """A letter holds what its reader may see, and what its sender says about the own company."""
    for letter in mail.outbox:
        report.letters += 1
        found = world.marks.found_in(letter_texts(letter))
        readers = [other for other in world.personas if other.user and other.user.email in letter.to]
        allowed = set().union(*(reader.sees for reader in readers)) | world.marks.found_in(letter.to)
        allowed |= {mark for mark in persona.sees if mark.where in {Field.NAME, Field.PERSON}} | world.public
        allowed |= {mark for link in world.links if set(letter.to) & _addresses(link.sees) for mark in link.sees}
        for mark in sorted(found - allowed, key=str):
            report.faults.append(f"{what} by {persona}: a letter shows {mark}")


def _addresses(marks: frozenset[Mark]) -> set[str]:
    return {f"{mark.text}@mail.example" for mark in marks}


def _forms(world: World, persona: Persona, address: Address) -> Sequence[Form]:
    """An empty form, and one in which every field names something of another company."""
    own = next(iter(persona.roles), "")
    other = world.results[1] if own == world.results[0].key else world.results[0]
    soon = (timezone.localdate() + timedelta(days=20)).isoformat()
    greedy = {
        "tasks": [str(action) for action in other.ids["action_id"]],
        "assignee": str(other.ids["user_id"][0]),
        "receiver": str(other.id),
        "organisation": str(other.id),
        "company": str(other.id),
        "target": str(other.ids["target_id"][0]),
        "scope": "everything",
        "purpose": "Hulp",
        "until": soon,
        "due_on": soon,
        "remind_on": soon,
        "evidence_on": timezone.localdate().isoformat(),
        "consent": "yes",
        "role": "owner",
        "role_address": "info",
        "address": "198.18.0.1",
        "supplier": "Netkracht",
        "email": other.people[Role.OWNER].email,
        "name": "Ander bedrijf",
        "domain": other.domains[0],
        "label": "Laptop",
        "answer": "yes",
        "choice": "yes",
        "reason": "Reden",
        "text": "Tekst",
        "note": "Tekst",
        "evidence": "Gezien",
        "message": "Graag",
        "password": "nog-een-lang-wachtwoord",
        "next": f"/bedrijf/{other.id}/",
        "happened_on": timezone.localdate().isoformat(),
        "street": "Kade 1",
        "damage": "none",
    }
    owns = address.company in persona.roles and persona.roles[address.company] is not Role.READER
    deeds = DEEDS.get(address.route, ())
    if deeds:
        return [greedy | {"doe": deed} for deed in (deeds if owns or address.link else deeds[:2])]
    return [greedy, {}] if owns or not address.company else [greedy]
