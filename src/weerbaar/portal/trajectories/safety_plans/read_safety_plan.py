"""Reads what a safety plan consists of from `safety_plan.yaml`; a complaint names file and line."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "safety_plan.yaml"
SCHEMA = "safety-plan/1"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is told. What is not verified is shown to operators only."""

    text: Texts
    verified: bool


@dataclass(frozen=True, slots=True)
class PlanField:
    """A field of a safety plan, and the aspects of an area that it is about."""

    id: str
    name: Texts
    aspects: tuple[str, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class Reminder:
    """What an area does so many months before the plan ends."""

    months_before_end: int
    text: Texts


@dataclass(frozen=True)
class PlanGuide:
    """All of it. `rules` are the ways in which a measure may point to a priority, by their id."""

    who_decides: tuple[Sentence, ...]
    fields: Mapping[str, PlanField]
    help: Texts
    rules: Mapping[str, Texts]
    calendar: tuple[Reminder, ...]


@lru_cache(maxsize=1)
def load_plan_guide() -> PlanGuide:
    """What ships with the product, read once.

    Raises:
        InvalidContent: the file is not whole.
    """
    return read_plan_guide(read_content(FILE))


def read_plan_guide(content: Content) -> PlanGuide:
    """What the file says.

    Raises:
        InvalidContent: something is missing, unknown, twice there, or of the wrong kind.
    """
    if content.at("schema") != SCHEMA:
        raise content.refuse(f"expected schema {SCHEMA}", "schema")
    fields: dict[str, PlanField] = {}
    for at in range(len(content.at("fields"))):
        field = _field(content, "fields", at)
        if field.id in fields:
            raise content.refuse(f"the id {field.id!r} was used before", "fields", at, "id")
        fields[field.id] = field
    return PlanGuide(
        who_decides=tuple(_sentence(content, "who_decides", at) for at in range(len(content.at("who_decides")))),
        fields=fields,
        help=content.text_pair("help"),
        rules={
            str(content.at("link_rules", at, "id")): content.text_pair("link_rules", at, "text")
            for at in range(len(content.at("link_rules")))
        },
        calendar=tuple(_reminder(content, "calendar", at) for at in range(len(content.at("calendar")))),
    )


def _sentence(content: Content, *place: str | int) -> Sentence:
    return Sentence(content.text_pair(*place), _verified(content, *place))


def _field(content: Content, *place: str | int) -> PlanField:
    aspects = content.at(*place, "aspects")
    for number, aspect in enumerate(aspects):
        if aspect not in load_safety().aspects:
            raise content.refuse(f"there is no aspect {aspect!r}", *place, "aspects", number)
    name = str(content.at(*place, "id"))
    return PlanField(name, content.text_pair(*place, "name"), tuple(aspects), _verified(content, *place))


def _reminder(content: Content, *place: str | int) -> Reminder:
    months = content.at(*place, "months_before_end")
    if not isinstance(months, int) or isinstance(months, bool) or months < 1:
        raise content.refuse(f"expected a number of months, got {months!r}", *place, "months_before_end")
    return Reminder(months, content.text_pair(*place, "text"))


def _verified(content: Content, *place: str | int) -> bool:
    value = content.at(*place, "verified")
    if not isinstance(value, bool):
        raise content.refuse(f"expected true or false, got {value!r}", *place, "verified")
    if value and not content.at(*place, "source"):
        raise content.refuse("what is verified names its source", *place)
    return value
