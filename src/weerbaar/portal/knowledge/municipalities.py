"""The municipalities of the Netherlands, from `municipalities.yaml`: what providers are found by, and how far apart."""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "municipalities.yaml"
_EARTH_RADIUS_KM = 6371.0
# Europe's part of the country lies within these degrees; a place outside them is a mistake in the file.
_SOUTH, _NORTH, _WEST, _EAST = 50.7, 53.6, 3.3, 7.3


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of them. `latitude` and `longitude` are degrees (WGS 84) of the middle of its main place, rounded to hundredths."""

    key: str
    name: str
    latitude: float
    longitude: float


def municipality(key: str) -> Municipality | None:
    """The municipality of this key, if there is one."""
    return _known().by_key.get(key)


def municipalities() -> Sequence[Municipality]:
    """All of them, in the order of a telephone book."""
    return _known().all


def find_municipality(text: str) -> Municipality | None:
    """The one that somebody means who writes this: its name or key, whatever its capitals, accents and signs."""
    return _known().by_word.get(_word(text))


def distance_km(one: Municipality | None, other: Municipality | None) -> int | None:
    """How far their main places are apart in a straight line, in whole kilometres; None where one is not known."""
    if one is None or other is None:
        return None
    north, north_too = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    # Haversine: exact enough on a sphere, and steady for places close together.
    half = math.sin((north_too - north) / 2) ** 2 + math.cos(north) * math.cos(north_too) * math.sin(east / 2) ** 2
    return round(2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(half)))


@dataclass(frozen=True)
class Municipalities:
    """All of them, and the ways to find one."""

    all: Sequence[Municipality]
    by_key: Mapping[str, Municipality]
    by_word: Mapping[str, Municipality]


@lru_cache(maxsize=1)
def _known() -> Municipalities:
    return read_municipalities(read_content(FILE))


def read_municipalities(content: Content) -> Municipalities:
    """What the file says.

    Raises:
        InvalidContent: something is missing, twice there, or outside the country.
    """
    by_key: dict[str, Municipality] = {}
    by_word: dict[str, Municipality] = {}
    for at, row in enumerate(content.at("municipalities")):
        place = ("municipalities", at)
        latitude, longitude = (float(degrees) for degrees in content.at(*place, "at"))
        if not (_SOUTH < latitude < _NORTH and _WEST < longitude < _EAST):
            raise content.refuse("this place lies outside the country", *place, "at")
        one = Municipality(str(content.at(*place, "key")), str(content.at(*place, "name")), latitude, longitude)
        by_key[one.key] = one
        for text in {one.key, one.name, row.get("also", one.name)}:
            if by_word.setdefault(_word(text), one) is not one:
                raise content.refuse(f"{text!r} means two municipalities", *place)
    return Municipalities(tuple(by_key.values()), by_key, by_word)


def _word(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]", "", plain)
