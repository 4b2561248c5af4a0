"""What figures count, from `kinds.yaml`: each kind with its source, its name, and the subject of the analysis it belongs to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

POLICE, ACCIDENTS, FIRE_BRIGADE = "police", "accidents", "fire_brigade"
ALL_CRIMES = "0.0.0"
POLICE_KIND = re.compile(r"[0-9]\.[0-9]\.[0-9]\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kind:
    """`aspect` may be empty. `word` is what the file of the fire brigade calls it; empty for other sources."""

    id: str
    source: str
    aspect: str
    name: Texts
    word: str = ""


@lru_cache(maxsize=1)
def load_kinds() -> Mapping[str, Kind]:
    """What ships with the product, read once, in the order of the file.

    Raises:
        InvalidContent: the file is not whole; the error names file and line.
    """
    return read_kinds(read_content(Path(__file__).parent / "kinds.yaml"))


def kind_of(kind: str) -> Kind:
    """The kind with this id. A code of the police that is newer than our list is named by its code."""
    found = load_kinds().get(kind)
    return found or Kind(kind, POLICE, "", {"nl": f"Soort {kind}", "en": f"Kind {kind}"})


def read_kinds(content: Content) -> dict[str, Kind]:
    """What this file says.

    Raises:
        InvalidContent: something is missing, unknown, twice there, or of the wrong kind.
    """
    if content.at("schema") != "figure-kinds/1":
        raise content.refuse("expected schema figure-kinds/1", "schema")
    found: dict[str, Kind] = {}
    for at in range(len(content.at("kinds"))):
        kind = _kind(content, at)
        if kind.id in found:
            raise content.refuse(f"{kind.id!r} is there twice", "kinds", at, "id")
        found[kind.id] = kind
    return found


def _kind(content: Content, at: int) -> Kind:
    place = ("kinds", at)
    kind, source = str(content.at(*place, "id")), str(content.at(*place, "source"))
    aspect = str(content.at(*place, "aspect"))
    if source not in {POLICE, ACCIDENTS, FIRE_BRIGADE}:
        raise content.refuse(f"there is no source {source!r}", *place, "source")
    if aspect and aspect not in load_safety().aspects:
        raise content.refuse(f"there is no aspect {aspect!r}", *place, "aspect")
    if source == POLICE and not POLICE_KIND.match(kind):
        raise content.refuse("a kind of the police is a code of three figures", *place, "id")
    word = str(content.at(*place, "word")) if source == FIRE_BRIGADE else ""
    return Kind(kind, source, aspect, content.text_pair(*place, "name"), word)
