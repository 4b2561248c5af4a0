"""What sources say about the safety of an area: figures with when and where they come from. Pure values; unknown is not zero."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from weerbaar.questionnaires.bank import Texts


class Part(StrEnum):
    """Where a sentence stands: what was counted, what companies say, what nobody knows."""

    SEEN = "seen"
    COMPANIES = "companies"
    UNKNOWN = "unknown"


class Unit(StrEnum):
    """PERCENT is rounded to steps; SHARE is not. RATE is of a hundred, and stands beside no count."""

    COUNT = "count"
    PERCENT = "percent"
    SHARE = "share"
    RATE = "rate"
    DAYS = "days"
    MARK = "mark"


class Direction(StrEnum):
    """How a figure changed."""

    MORE = "more"
    LESS = "less"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of a source. `key` stays the same from edition to edition. `when` is a phrase such as "in 2024". `before` is the
    same figure earlier, `elsewhere` that of the whole country; None: not known. `lower` says that less is better; None: neither.
    """

    key: str
    aspect: str
    source: str
    part: Part
    name: Texts
    value: float
    unit: Unit
    when: Texts
    before: float | None = None
    before_when: Texts = field(default_factory=lambda: {"nl": "", "en": ""})
    elsewhere: float | None = None
    elsewhere_when: Texts = field(default_factory=lambda: {"nl": "", "en": ""})
    lower: bool | None = None
    is_provisional: bool = False

    @property
    def direction(self) -> Direction | None:
        """None when there is nothing to compare with."""
        if self.before is None:
            return None
        return direction_of(self.before, self.value)

    @property
    def got_worse(self) -> bool:
        """Whether it changed in the direction that nobody wants."""
        unwanted = Direction.MORE if self.lower else Direction.LESS
        return self.lower is not None and self.direction is unwanted

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @staticmethod
    def read(kept: Mapping[str, Any]) -> "Fact":
        """From what was kept."""
        return Fact(**{**kept, "part": Part(kept["part"]), "unit": Unit(kept["unit"])})


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where figures come from: a source, which period of it, of which day, and the SHA-256 of the file or of the figures
    themselves. The name of a file is a text of a person, and stays out.
    """

    source: str
    period: str
    dated: str
    sha256: str

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Place:
    """Something on the map, in degrees."""

    aspect: str
    name: Texts
    longitude: float
    latitude: float

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


@dataclass(frozen=True)
class Evidence:
    """What one source says."""

    facts: Sequence[Fact] = ()
    refs: Sequence[SourceRef] = ()
    places: Sequence[Place] = ()


def direction_of(before: float, now: float) -> Direction:
    """How a figure changed."""
    if now == before:
        return Direction.SAME
    return Direction.MORE if now > before else Direction.LESS


def ref_of(source: str, facts: Sequence[Fact], dated: date) -> tuple[SourceRef, ...]:
    """The reference of figures that come from no file: the hash of the figures. No figures are an answer too, when somebody
    looked: whoever calls knows.
    """
    text = json.dumps([fact.plain() for fact in facts], sort_keys=True, ensure_ascii=True)
    return (SourceRef(source, "", dated.isoformat(), hashlib.sha256(text.encode()).hexdigest()),)


def in_year(year: int) -> Texts:
    """The phrase for a year."""
    return {"nl": f"in {year}", "en": f"in {year}"}
