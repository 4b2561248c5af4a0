"""Reads the patterns for meetings from `meeting_patterns.yaml`; a complaint names file and line."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "meeting_patterns.yaml"
SCHEMA = "meeting-patterns/1"


@dataclass(frozen=True, slots=True)
class PatternItem:
    """One part of a meeting."""

    minutes: int
    text: Texts


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of meeting. `minutes` is how long all of it takes."""

    id: str
    title: Texts
    minutes: int
    items: tuple[PatternItem, ...]


@lru_cache(maxsize=1)
def load_patterns() -> Mapping[str, Pattern]:
    """Those that ship with the product, read once.

    Raises:
        InvalidContent: the file is not whole.
    """
    return read_patterns(read_content(FILE))


def read_patterns(content: Content) -> Mapping[str, Pattern]:
    """What the file says.

    Raises:
        InvalidContent: something is missing, twice there, of the wrong kind, or the minutes do not add up.
    """
    if content.at("schema") != SCHEMA:
        raise content.refuse(f"expected schema {SCHEMA}", "schema")
    found: dict[str, Pattern] = {}
    for at in range(len(content.at("meeting_patterns"))):
        place = ("meeting_patterns", at)
        name = content.at(*place, "id")
        if not isinstance(name, str) or name in found:
            raise content.refuse(f"the id {name!r} was used before, or is no text", *place, "id")
        items = tuple(_item(content, *place, "items", number) for number in range(len(content.at(*place, "items"))))
        total = _minutes(content, *place, "minutes_total")
        if sum(item.minutes for item in items) != total:
            raise content.refuse(f"the parts of {name} do not take {total} minutes", *place, "minutes_total")
        found[name] = Pattern(name, content.text_pair(*place, "title"), total, items)
    return found


def _item(content: Content, *place: str | int) -> PatternItem:
    return PatternItem(_minutes(content, *place, "minutes"), content.text_pair(*place))


def _minutes(content: Content, *place: str | int) -> int:
    value = content.at(*place)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise content.refuse(f"expected a number of minutes, got {value!r}", *place)
    return value
