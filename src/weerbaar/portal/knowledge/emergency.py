"""Whom to call and what to do after a hack, read from `emergency.yaml` and checked in every place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "emergency.yaml"
SCHEMA = "emergency-card/1"
# Whose name and number a company fills in itself.
OWN = ("decider", "deputy", "it", "bank", "insurer")
LONGEST_SENTENCE = 20  # words


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody outside the company. `phone` and `url` are empty as long as nobody verified them: what is not sure is not shown.
    `url` is the form of whoever is not called but written to.
    """

    id: str
    name: Texts
    phone: str
    use: Texts
    checked_on: date
    url: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the list of calls. `own` is a word of `OWN`, or empty when `contact` is called."""

    name: Texts
    use: Texts
    own: str
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do at once, and how."""

    do: Texts
    how: Texts


@dataclass(frozen=True)
class Emergency:
    """All of the card that is the same for everybody. `breach` is empty as long as nobody verified it.

    `contacts` are those that can be shown, by id; `contact_ids` are all of them. `stale_after_days` is how long after
    `checked_on` the facts hold; `replace_after_days` how long a printed card does.
    """

    checked_on: date
    stale_after_days: int
    replace_after_days: int
    danger: Contact
    contacts: Mapping[str, Contact]
    contact_ids: tuple[str, ...]
    calls: tuple[Call, ...]
    steps: tuple[Step, ...]
    keep: tuple[Texts, ...]
    breach: Texts
    hang: Texts


@lru_cache(maxsize=1)
def load_emergency() -> Emergency:
    """What the product tells, read once.

    Raises:
        InvalidContent: the file is not whole; the error names file and line.
    """
    return read_emergency(read_content(FILE))


def read_emergency(content: Content) -> Emergency:
    """What this content tells.

    Raises:
        InvalidContent: something is missing, unknown, too long or of the wrong kind.
    """
    if content.at("schema") != SCHEMA:
        raise content.refuse(f"expected schema {SCHEMA}", "schema")
    contacts = _contacts(content)
    danger = contacts[_one_of(content, contacts, "danger")]
    if not danger.phone:
        raise content.refuse("the number for danger must be verified", "danger")
    return Emergency(
        checked_on=_day(content, "checked_on"),
        stale_after_days=_whole(content, "stale_after_days"),
        replace_after_days=_whole(content, "replace_after_days"),
        danger=danger,
        contacts={key: contact for key, contact in contacts.items() if contact.phone or contact.url},
        contact_ids=tuple(contacts),
        calls=_calls(content, contacts),
        steps=tuple(
            Step(_texts(content, "steps", at, "do"), _texts(content, "steps", at, "how"))
            for at in range(_length(content, "steps"))
        ),
        keep=tuple(_texts(content, "keep", at) for at in range(_length(content, "keep"))),
        breach=_texts(content, "breach") if _verified(content, "breach") else {"nl": "", "en": ""},
        hang=_texts(content, "hang"),
    )


def _contacts(content: Content) -> dict[str, Contact]:
    contacts: dict[str, Contact] = {}
    for at in range(_length(content, "contacts")):
        contact_id = _text(content, "contacts", at, "id")
        url = _text(content, "contacts", at, "url") if "url" in content.at("contacts", at) else ""
        phone = "" if url and content.at("contacts", at, "phone") == "" else _text(content, "contacts", at, "phone")
        if contact_id in contacts or contact_id in OWN:
            raise content.refuse(f"the id {contact_id} was used before", "contacts", at, "id")
        is_verified = _verified(content, "contacts", at)
        contacts[contact_id] = Contact(
            contact_id,
            _texts(content, "contacts", at, "name"),
            phone if is_verified else "",
            _texts(content, "contacts", at, "use"),
            _day(content, "contacts", at, "checked_on")
            if "checked_on" in content.at("contacts", at)
            else _day(content, "checked_on"),
            url if is_verified else "",
        )
    return contacts


def _calls(content: Content, contacts: dict[str, Contact]) -> tuple[Call, ...]:
    """The lines in order. A contact without a verified number has nothing to be called by: its line is left out."""
    calls = []
    for at in range(_length(content, "order")):
        who = _one_of(content, (*contacts, *OWN), "order", at, "who")
        contact = contacts.get(who)
        if contact is None:
            calls.append(Call(_texts(content, "order", at, "name"), _texts(content, "order", at, "use"), who, None))
        elif contact.phone:
            calls.append(Call(contact.name, contact.use, "", contact))
    return tuple(calls)


def _verified(content: Content, *path: str | int) -> bool:
    """Whether this fact may be told; a fact names a source of the file either way."""
    _one_of(content, content.at("sources"), *path, "source")
    verified = content.at(*path, "verified")
    if not isinstance(verified, bool):
        raise content.refuse(f"expected true or false, got {verified!r}", *path, "verified")
    return verified


def _texts(content: Content, *path: str | int) -> Texts:
    texts = content.text_pair(*path)
    for language, text in texts.items():
        if any(len(sentence.split()) > LONGEST_SENTENCE for sentence in text.split(". ")):
            raise content.refuse(f"more than {LONGEST_SENTENCE} words", *path, language)
    return texts


def _text(content: Content, *path: str | int) -> str:
    value = content.at(*path)
    if not isinstance(value, str) or not value.strip():
        # A number without quotes would lose its leading zero.
        raise content.refuse(f"expected a text in quotes, got {value!r}", *path)
    return value


def _one_of(content: Content, known: Collection[str], *path: str | int) -> str:
    value = _text(content, *path)
    if value not in known:
        raise content.refuse(f"{value!r} is not known", *path)
    return value


def _day(content: Content, *path: str | int) -> date:
    value = content.at(*path)
    if type(value) is not date:
        raise content.refuse(f"expected a day such as 2026-11-24, got {value!r}", *path)
    return value


def _whole(content: Content, *path: str | int) -> int:
    value = content.at(*path)
    if type(value) is not int or not 1 <= value <= 1000:
        raise content.refuse(f"expected a whole number from 1 to 1000, got {value!r}", *path)
    return value


def _length(content: Content, *path: str | int) -> int:
    value = content.at(*path)
    if not isinstance(value, list) or not value:
        raise content.refuse("expected a list", *path)
    return len(value)
