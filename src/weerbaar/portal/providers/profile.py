"""What a provider may say of itself and of its work, and what of it is refused. Pure: nothing here reads or writes a table."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.knowledge.municipalities import municipality
from weerbaar.portal.organisations.words import Sector, SizeBand
from weerbaar.portal.providers.errors import Fault
from weerbaar.questionnaires.bank import Bank, Texts
from weerbaar.questionnaires.load_bank import load_bank
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName
from weerbaar.scanner.vocabulary.language import Language

LONGEST_ABOUT, LONGEST_INCLUDED, LONGEST_HOLDER, LONGEST_SCOPE, LONGEST_NUMBER, LONGEST_URL = (
    600,
    1000,
    120,
    200,
    60,
    300,
)
MOST_AREAS = 60
# Beyond this it is a slip of the keyboard, not work for one point of a small company.
MOST_CENTS = 25_000_000
MOST_HOURS = Decimal(1000)
MOST_LEAD_DAYS, MOST_WARRANTY_DAYS = 365, 3650
DO_IT_YOURSELF = "none"
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{5,18}\Z")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is filled in. `website` is a domain name; `areas` and `municipality` are keys of municipalities."""

    about: str = ""
    website: str = ""
    email: str = ""
    phone: str = ""
    municipality: str = ""
    everywhere: bool = False
    areas: Collection[str] = ()
    categories: Collection[str] = ()
    sectors: Collection[str] = ()
    sizes: Collection[str] = ()
    languages: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class PackageOrder:
    """Work of a fixed scope for one action. Money is in euro cents without VAT; equal ends are one price."""

    cause: str
    included: str
    price_from_cents: int
    price_to_cents: int
    lead_days: int
    hours: Decimal | None = None
    warranty_days: int = 0


@dataclass(frozen=True, slots=True)
class MarkClaim:
    """A mark that a provider says it holds; `valid_until` is its last day."""

    mark: str
    holder: str
    scope: str
    number: str
    valid_until: date | None
    register_url: str


@lru_cache(maxsize=1)
def _bank() -> Bank:
    return load_bank("basisscan")


def categories() -> Mapping[str, Texts]:
    """The kinds of work that a provider can do, with their names."""
    return {word: texts for word, texts in _bank().providers.items() if word != DO_IT_YOURSELF}


def known_causes() -> frozenset[str]:
    """All actions that somebody can carry out: those of the table, those of the bank, and a check that has no other."""
    table = cause_table()
    return frozenset(
        {
            *(table.key_of(check) for check in catalogue()),
            *table.rows,
            *(question.action.id for question in _bank().questions),
        }
        - {question.action.id for question in _bank().questions if question.action.provider == DO_IT_YOURSELF}
    )


def profile_faults(profile: Profile) -> Mapping[str, Fault]:
    """What cannot be saved. Empty fields can: a profile grows."""
    checks = {
        "about": _too_long(profile.about, LONGEST_ABOUT),
        "website": None if is_domain_or_empty(profile.website) else Fault.BAD_WEBSITE,
        "email": None if not profile.email or _is_email(profile.email) else Fault.BAD_EMAIL,
        "phone": None if not profile.phone or _PHONE.match(profile.phone) else Fault.BAD_PHONE,
        "municipality": None if not profile.municipality or municipality(profile.municipality) else Fault.UNKNOWN,
        "areas": _areas(profile.areas),
        "categories": _unknown(profile.categories, categories()),
        "sectors": _unknown(profile.sectors, [word.value for word in Sector]),
        "sizes": _unknown(profile.sizes, [word.value for word in SizeBand]),
        "languages": _unknown(profile.languages, [word.value for word in Language]),
    }
    return {field: fault for field, fault in checks.items() if fault}


def missing_for_vetting(profile: Profile) -> tuple[str, ...]:
    """The fields that have to be filled in before somebody looks at it."""
    needs = {
        "about": profile.about,
        "email": profile.email,
        "municipality": profile.municipality,
        "areas": profile.everywhere or profile.areas,
        "categories": profile.categories,
        "languages": profile.languages,
    }
    return tuple(field for field, value in needs.items() if not value)


def package_faults(order: PackageOrder) -> Mapping[str, Fault]:
    """What is wrong with a package."""
    checks = {
        "cause": None if order.cause in known_causes() else Fault.UNKNOWN,
        "included": Fault.MISSING if not order.included else _too_long(order.included, LONGEST_INCLUDED),
        "price_from": None if 0 < order.price_from_cents <= MOST_CENTS else Fault.BAD_PRICE,
        "price_to": _price_to(order),
        "lead_days": None if 1 <= order.lead_days <= MOST_LEAD_DAYS else Fault.BAD_DAYS,
        "warranty_days": None if 0 <= order.warranty_days <= MOST_WARRANTY_DAYS else Fault.BAD_DAYS,
        "hours": None if order.hours is None or 0 < order.hours <= MOST_HOURS else Fault.BAD_HOURS,
    }
    return {field: fault for field, fault in checks.items() if fault}


def claim_faults(claim: MarkClaim, known: Collection[str], today: date) -> Mapping[str, Fault]:
    """What is wrong with a claim. `known` are the marks that providers may choose from."""
    checks = {
        "mark": None if claim.mark in known else Fault.UNKNOWN,
        "holder": Fault.MISSING if not claim.holder else _too_long(claim.holder, LONGEST_HOLDER),
        "scope": _too_long(claim.scope, LONGEST_SCOPE),
        "number": _too_long(claim.number, LONGEST_NUMBER),
        "valid_until": None if claim.valid_until is None or claim.valid_until >= today else Fault.BAD_DAY,
        "register_url": None if not claim.register_url or is_web_address(claim.register_url) else Fault.BAD_ADDRESS,
    }
    return {field: fault for field, fault in checks.items() if fault}


def is_domain_or_empty(text: str) -> bool:
    """Whether this can stand as a website."""
    try:
        return not text or bool(DomainName.parse(text))
    except InvalidDomainName:
        return False


def is_web_address(text: str) -> bool:
    """Whether this is an address that a browser can open safely."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in (parts.hostname or "") and not parts.username and len(text) <= LONGEST_URL


def _price_to(order: PackageOrder) -> Fault | None:
    if not 0 < order.price_to_cents <= MOST_CENTS:
        return Fault.BAD_PRICE
    return Fault.BAD_BAND if order.price_to_cents < order.price_from_cents else None


def _areas(areas: Collection[str]) -> Fault | None:
    if len(areas) > MOST_AREAS:
        return Fault.TOO_MANY
    return None if all(municipality(key) for key in areas) else Fault.UNKNOWN


def _unknown(words: Collection[str], known: Collection[str]) -> Fault | None:
    return None if set(words) <= set(known) else Fault.UNKNOWN


def _too_long(text: str, most: int) -> Fault | None:
    return Fault.TOO_LONG if len(text) > most else None


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
