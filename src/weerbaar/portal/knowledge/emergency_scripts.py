"""What to do first, by what happened, read from `emergency_scripts.yaml` and checked in every place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.knowledge.emergency import Contact, Emergency, load_emergency
from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "emergency_scripts.yaml"
SCHEMA = "emergency-scripts/1"
LONGEST_SENTENCE = 20  # words
_PARTS = ("first_5_minutes", "first_hour", "first_day", "dont")


@dataclass(frozen=True, slots=True)
class Callee:
    """Whom to call. `contact` is a number that everybody can call; without one, `where` says where the number stands."""

    name: Texts
    contact: Contact | None
    where: Texts | None


@dataclass(frozen=True, slots=True)
class Script:
    """Something that happened, and what to do about it in the first minutes, hour and day; `dont` is what makes it worse."""

    id: str
    title: Texts
    quick_exit: bool
    call: tuple[Callee, ...]
    first_5_minutes: tuple[Texts, ...]
    first_hour: tuple[Texts, ...]
    first_day: tuple[Texts, ...]
    dont: tuple[Texts, ...]


@dataclass(frozen=True)
class Scripts:
    """All of them, in the order of the file. `checked_on` is when somebody last compared them with their sources."""

    checked_on: date
    scripts: tuple[Script, ...]


@lru_cache(maxsize=1)
def load_scripts() -> Scripts:
    """What ships with the product, read once.

    Raises:
        InvalidContent: the file is not whole; the error names file and line.
    """
    return read_scripts(read_content(FILE), load_emergency())


def read_scripts(content: Content, emergency: Emergency) -> Scripts:
    """The scripts in a file. Contacts that nobody verified are left out.

    Raises:
        InvalidContent: something is missing or too long, an id is used twice, or nobody knows whom to call.
    """
    if content.at("schema") != SCHEMA:
        raise content.refuse(f"expected schema {SCHEMA}", "schema")
    own = {
        word: Callee(content.text_pair("own", word, "name"), None, content.text_pair("own", word, "where"))
        for word in content.at("own")
    }
    scripts: list[Script] = []
    for at in range(len(content.at("scripts"))):
        place = ("scripts", at)
        name = content.at(*place, "id")
        if any(script.id == name for script in scripts):
            raise content.refuse(f"the id {name} was used before", *place, "id")
        parts = {part: _sentences(content, *place, part) for part in _PARTS}
        script = Script(
            id=name,
            title=content.text_pair(*place, "title"),
            quick_exit=content.at(*place, "quick_exit") is True,
            call=_call(content, own, emergency, *place),
            **parts,
        )
        scripts.append(script)
    return Scripts(content.at("checked_on"), tuple(scripts))


def _call(content: Content, own: Mapping[str, Callee], emergency: Emergency, *place: str | int) -> tuple[Callee, ...]:
    found = []
    for number, word in enumerate(content.at(*place, "call")):
        if word in own:
            found.append(own[word])
        elif word not in emergency.contact_ids:
            raise content.refuse(f"nobody to call is named {word!r}", *place, "call", number)
        elif word in emergency.contacts:
            contact = emergency.contacts[word]
            found.append(Callee(contact.name, contact, None))
    if not found:
        raise content.refuse("nobody to call", *place, "call")
    return tuple(found)


def _sentences(content: Content, *place: str | int) -> tuple[Texts, ...]:
    found = tuple(content.text_pair(*place, number) for number in range(len(content.at(*place))))
    if not found:
        raise content.refuse("there is nothing here", *place)
    for number, texts in enumerate(found):
        for text in texts.values():
            for sentence in text.split(". "):
                if len(sentence.split()) > LONGEST_SENTENCE:
                    raise content.refuse(f"a sentence of more than {LONGEST_SENTENCE} words", *place, number)
    return found
