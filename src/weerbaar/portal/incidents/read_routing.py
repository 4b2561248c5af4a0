"""Whom to call now, by kind of incident, read from `routing.yaml` and checked in every place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.knowledge.emergency import Contact, load_emergency
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.organisations.card_selectors import FIELDS
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "routing.yaml"
SCHEMA = "incident-routing/1"


class KeptBy(StrEnum):
    """Who keeps a report of this kind."""

    NOTHING = "nothing"
    COMPANY = "company"
    AREA = "area"


class ContactSource(StrEnum):
    """Where the number of a contact comes from."""

    EVERYBODY = "everybody"
    CARD = "card"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class RoutingContact:
    """Somebody to call. `card` is a word of the emergency card; `public` is the contact that is the same for everybody."""

    id: str
    source: ContactSource
    name: Texts
    use: Texts
    card: str = ""
    public: Contact | None = None


@dataclass(frozen=True, slots=True)
class LegalTerm:
    """What the law or a policy asks. Only verified terms are loaded."""

    id: str
    name: Texts
    explain: Texts
    law: str


@dataclass(frozen=True, slots=True)
class IncidentKind:
    """A kind of incident. `then` and `first` are ids of contacts; `route` are the parties that hear of a report."""

    id: str
    aspect: str
    name: Texts
    first: str
    first_if: Texts
    then: tuple[str, ...]
    keep: tuple[Texts, ...]
    legal: tuple[LegalTerm, ...]
    kept_by: KeptBy
    route: tuple[PartnerKind, ...]
    quick_exit: bool


@dataclass(frozen=True)
class Routing:
    """All of it. Contacts without a verified number are in no list."""

    contacts: Mapping[str, RoutingContact]
    kinds: Mapping[str, IncidentKind]
    stores: Texts
    keeps_nothing: Texts


@lru_cache(maxsize=1)
def load_routing() -> Routing:
    """What ships with the product, read once.

    Raises:
        InvalidContent: the file is not whole; the error names file and line.
    """
    return read_routing(read_content(FILE))


def read_routing(content: Content) -> Routing:
    """What this file says.

    Raises:
        InvalidContent: something is missing, unknown, twice there, or of the wrong kind.
    """
    if content.at("schema") != SCHEMA:
        raise content.refuse(f"expected schema {SCHEMA}", "schema")
    contacts, known = _contacts(content)
    legal = _legal(content)
    kinds: dict[str, IncidentKind] = {}
    for at in range(len(content.at("kinds"))):
        kind = _kind(content, at, contacts, known, legal)
        if kind.id in kinds:
            raise content.refuse(f"{kind.id} stands here twice", "kinds", at, "id")
        kinds[kind.id] = kind
    return Routing(contacts, kinds, content.text_pair("stores"), content.text_pair("keeps_nothing"))


def _contacts(content: Content) -> tuple[dict[str, RoutingContact], set[str]]:
    """Those that can be shown, and the ids of all."""
    emergency = load_emergency()
    found = {
        key: RoutingContact(key, ContactSource.EVERYBODY, contact.name, contact.use, public=contact)
        for key, contact in emergency.contacts.items()
    }
    known = set(emergency.contact_ids)
    for source, key in ((ContactSource.CARD, "own"), (ContactSource.AREA, "of_area")):
        for at in range(len(content.at(key))):
            name = str(content.at(key, at, "id"))
            if name in known:
                raise content.refuse(f"{name} stands elsewhere too", key, at, "id")
            known.add(name)
            card = str(content.at(key, at, "card")) if source is ContactSource.CARD else ""
            if card and f"{card}_phone" not in FIELDS:
                raise content.refuse(f"the emergency card has no {card!r}", key, at, "card")
            found[name] = RoutingContact(
                name, source, content.text_pair(key, at, "name"), content.text_pair(key, at, "use"), card
            )
    return found, known


def _legal(content: Content) -> dict[str, LegalTerm | None]:
    """By id; None for what nobody verified."""
    found: dict[str, LegalTerm | None] = {}
    for at in range(len(content.at("legal_terms"))):
        place = ("legal_terms", at)
        verified = _flag(content, *place, "verified")
        if verified and content.at(*place).get("source") not in content.at("sources"):
            raise content.refuse("what is verified names a source of this file", *place)
        name = str(content.at(*place, "id"))
        term = LegalTerm(
            name,
            content.text_pair(*place, "name"),
            content.text_pair(*place, "explain"),
            str(content.at(*place, "law")),
        )
        found[name] = term if verified else None
    return found


def _kind(
    content: Content,
    at: int,
    contacts: Collection[str],
    known: Collection[str],
    legal: Mapping[str, LegalTerm | None],
) -> IncidentKind:
    place = ("kinds", at)
    kept_by = KeptBy(_one_of(content, [word.value for word in KeptBy], *place, "kept_by"))
    parties = [kind.value for kind in PartnerKind]
    route = tuple(PartnerKind(word) for word in _all_of(content, parties, *place, "route"))
    if route and kept_by is not KeptBy.AREA:
        raise content.refuse("what the area does not keep, goes to nobody", *place, "route")
    if PartnerKind.INSURER in route:
        raise content.refuse("a report never goes to an insurer", *place, "route")
    terms = (legal[name] for name in _all_of(content, legal, *place, "legal"))
    return IncidentKind(
        id=str(content.at(*place, "id")),
        aspect=_one_of(content, load_safety().aspects, *place, "aspect"),
        name=content.text_pair(*place, "name"),
        first=_one_of(content, contacts, *place, "first"),
        first_if=content.text_pair(*place, "first_if"),
        then=tuple(name for name in _all_of(content, known, *place, "then") if name in contacts),
        keep=tuple(content.text_pair(*place, "keep", item) for item in range(len(content.at(*place, "keep")))),
        legal=tuple(term for term in terms if term),
        kept_by=kept_by,
        route=route,
        quick_exit=_flag(content, *place, "quick_exit"),
    )


def _one_of(content: Content, known: Collection[str], *place: str | int) -> str:
    value = content.at(*place)
    if value not in known:
        raise content.refuse(f"{value!r} is not known", *place)
    return str(value)


def _all_of(content: Content, known: Collection[str], *place: str | int) -> tuple[str, ...]:
    return tuple(_one_of(content, known, *place, at) for at in range(len(content.at(*place))))


def _flag(content: Content, *place: str | int) -> bool:
    value = content.at(*place)
    if not isinstance(value, bool):
        raise content.refuse(f"expected true or false, got {value!r}", *place)
    return value
