"""Reads the model texts from `agreements.yaml` and checks every word; a complaint names file and line."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "agreements.yaml"
SCHEMA = "agreement-templates/1"
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence or two. `fields` are those of a paper that it may go into, the best first; `role` is the party that it binds,
    or empty.
    """

    text: Texts
    fields: tuple[str, ...]
    role: str


@dataclass(frozen=True, slots=True)
class Template:
    """A model text. `uses` are its placeholders, `fill` the fields of a paper that one placeholder fills."""

    id: str
    title: Texts
    uses: tuple[str, ...]
    fill: Mapping[str, str]
    clauses: tuple[Clause, ...]
    signatures: tuple[str, ...]


@dataclass(frozen=True)
class Templates:
    """All of it. `placeholders` gives the name of each."""

    legal_note: Texts
    placeholders: Mapping[str, Texts]
    all: Mapping[str, Template]


@lru_cache(maxsize=1)
def load_templates() -> Templates:
    """Those that ship with the product, read once.

    Raises:
        InvalidContent: the file is not whole.
    """
    return read_templates(read_content(FILE))


def read_templates(content: Content) -> Templates:
    """What the file says.

    Raises:
        InvalidContent: something is missing, unknown, twice there, or used by nothing.
    """
    if content.at("schema") != SCHEMA:
        raise content.refuse(f"expected schema {SCHEMA}", "schema")
    placeholders = {str(name): content.text_pair("placeholders", name) for name in content.at("placeholders")}
    found: dict[str, Template] = {}
    for at in range(len(content.at("templates"))):
        name = content.at("templates", at, "id")
        if not isinstance(name, str) or name in found:
            raise content.refuse(f"the id {name!r} was used before, or is no text", "templates", at, "id")
        found[name] = _template(content, at, name, placeholders)
    used = {word for template in found.values() for word in template.uses}
    for word in placeholders:
        if word not in used:
            raise content.refuse(f"{word} is used in no template", "placeholders", word)
    return Templates(content.text_pair("legal_note"), placeholders, found)


def _template(content: Content, at: int, name: str, placeholders: Collection[str]) -> Template:
    place = ("templates", at)
    uses = tuple(_known(content, placeholders, *place, "uses", n) for n in range(len(content.at(*place, "uses"))))
    fill = {str(key): _known(content, uses, *place, "fill", key) for key in content.at(*place, "fill")}
    clauses = tuple(_clause(content, uses, *place, "clauses", n) for n in range(len(content.at(*place, "clauses"))))
    title = content.text_pair(*place, "title")
    said = {word for clause in clauses for word in _words(clause.text)} | set(fill.values()) | set(_words(title))
    for number, word in enumerate(uses):
        if word not in said:
            raise content.refuse(f"{name} does not say {word}", *place, "uses", number)
    signing = tuple(
        _known(content, load_safety().parties, *place, "signatures", n)
        for n in range(len(content.at(*place, "signatures")))
    )
    return Template(name, title, uses, fill, clauses, signing)


def _clause(content: Content, uses: Collection[str], *place: str | int) -> Clause:
    text, fields, role = content.text_pair(*place), content.at(*place, "field"), content.at(*place).get("role", "")
    if role and role not in load_safety().parties:
        raise content.refuse(f"{role!r} is not known", *place, "role")
    if unknown := _words(text) - set(uses):
        raise content.refuse(f"{sorted(unknown)} stands not in uses", *place)
    if set(PLACEHOLDER.findall(text["nl"])) != set(PLACEHOLDER.findall(text["en"])):
        raise content.refuse("the languages do not say the same", *place)
    if not isinstance(fields, list) or not all(isinstance(field, str) for field in fields):
        raise content.refuse("expected a list of fields", *place, "field")
    return Clause(text, tuple(fields), role)


def _words(text: Texts) -> set[str]:
    return {word for said in text.values() for word in PLACEHOLDER.findall(said)}


def _known(content: Content, known: Collection[str], *place: str | int) -> str:
    value = content.at(*place)
    if value not in known:
        raise content.refuse(f"{value!r} is not known", *place)
    return str(value)
