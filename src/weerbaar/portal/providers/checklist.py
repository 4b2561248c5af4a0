"""The points that a vetter ticks, from `vetting.yaml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.providers.words import VettingKind
from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "vetting.yaml"
_LISTS = (VettingKind.APPLICATION, VettingKind.MARK)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that has to be so."""

    id: str
    text: Texts


@lru_cache(maxsize=1)
def checklists() -> Mapping[VettingKind, Sequence[Point]]:
    """The points for an application, and those for a mark.

    Raises:
        InvalidContent: the file is not whole; the error names file and line.
    """
    return read_checklists(read_content(FILE))


def read_checklists(content: Content) -> Mapping[VettingKind, Sequence[Point]]:
    """What the file says.

    Raises:
        InvalidContent: a list is empty, or a point lacks something or is there twice.
    """
    if content.at("schema") != "vetting/1":
        raise content.refuse("expected schema vetting/1", "schema")
    return {kind: _points(content, kind.value) for kind in _LISTS}


def _points(content: Content, key: str) -> Sequence[Point]:
    found: dict[str, Point] = {}
    for at in range(len(content.at(key))):
        name = str(content.at(key, at, "id"))
        if name in found:
            raise content.refuse(f"the point {name!r} is there twice", key, at, "id")
        found[name] = Point(name, content.text_pair(key, at, "text"))
    if not found:
        raise content.refuse("there is no point to look at", key)
    return list(found.values())
