"""How well a provider fits what is asked: a small number, added up from one table."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.providers.daily_order import draw


class Rung(StrEnum):
    """What can speak for a provider. DOES counts once for each of the wanted actions that it carries out."""

    DOES = "does"
    PLACE = "place"
    SECTOR = "sector"
    SIZE = "size"
    LANGUAGE = "language"


# Each rung weighs more than all below it together: nobody makes up for an action by speaking one language more.
LADDER = {Rung.DOES: 16, Rung.PLACE: 8, Rung.SECTOR: 4, Rung.SIZE: 2, Rung.LANGUAGE: 1}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `causes` are keys of actions; what is empty was not asked for, and speaks for or against nobody."""

    causes: frozenset[str] = frozenset()
    municipality: str = ""
    sector: str = ""
    size: str = ""
    language: str = ""

    @property
    def scope(self) -> str:
        """The same as text: what is mixed into the draw, so that a provider is not first everywhere on one day."""
        words = {
            "actions": ",".join(sorted(self.causes)),
            "municipality": self.municipality,
            "sector": self.sector,
            "size": self.size,
            "language": self.language,
        }
        return ";".join(f"{name}={value}" for name, value in words.items())


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a provider says of itself, as far as it matters here. Empty `sectors` and `sizes` mean all."""

    provider_id: uuid.UUID
    causes: frozenset[str]
    everywhere: bool
    serves_place: bool
    sectors: Collection[str]
    sizes: Collection[str]
    languages: Collection[str]


@dataclass(frozen=True, slots=True)
class Fit:
    """The sum, the rungs it comes from, and how many of the wanted actions the provider carries out."""

    points: int
    rungs: tuple[Rung, ...]
    actions: int


def fit_of(wanted: Wanted, candidate: Candidate) -> Fit:
    """How well this provider fits."""
    actions = len(wanted.causes & candidate.causes)
    holds = {
        Rung.DOES: actions > 0,
        Rung.PLACE: bool(wanted.municipality) and (candidate.everywhere or candidate.serves_place),
        Rung.SECTOR: bool(wanted.sector) and (not candidate.sectors or wanted.sector in candidate.sectors),
        Rung.SIZE: bool(wanted.size) and (not candidate.sizes or wanted.size in candidate.sizes),
        Rung.LANGUAGE: bool(wanted.language) and wanted.language in candidate.languages,
    }
    rungs = tuple(rung for rung, is_so in holds.items() if is_so)
    points = sum(LADDER[rung] * (actions if rung is Rung.DOES else 1) for rung in rungs)
    return Fit(points, rungs, actions)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a provider stands. `drawn` of `equals` that fit as well as it does, itself included."""

    candidate: Candidate
    fit: Fit
    place: int
    drawn: int
    equals: int


def standings(wanted: Wanted, candidates: Collection[Candidate], seed: str) -> list[Standing]:
    """All of them, the best fit first, and between equal fits by the draw of the day."""
    scope = wanted.scope
    fits = [(fit_of(wanted, candidate), candidate) for candidate in candidates]
    equals: dict[int, int] = {}
    for fit, _candidate in fits:
        equals[fit.points] = equals.get(fit.points, 0) + 1
    fits.sort(key=lambda pair: (-pair[0].points, draw(seed, str(pair[1].provider_id), scope)))
    found: list[Standing] = []
    drawn: dict[int, int] = {}
    for place, (fit, candidate) in enumerate(fits, start=1):
        drawn[fit.points] = drawn.get(fit.points, 0) + 1
        found.append(Standing(candidate, fit, place, drawn[fit.points], equals[fit.points]))
    return found
