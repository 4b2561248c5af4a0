"""What an area could buy together: from the sectors of who takes part and the catalogue. Never from a count of its gaps.

Totals of the region can weigh along: whoever calls hands them in as shares by cause, published figures with their noise.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.organisations.words import Sector

# An action that suits every sector counts each company half, so that one that fits the mix well comes first.
_EVERY_SECTOR = 0.5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An action, and the sectors of this area for which it was thought of."""

    cause: str
    sectors: tuple[str, ...]


def suggestions(
    sectors: Iterable[str], *, regional: Mapping[str, float] | None = None, most: int = 3
) -> Sequence[Suggestion]:
    """The actions that fit a mix of sectors best. `regional` is the published share of companies of the region that lack each."""
    mix, regional = Counter(sectors), regional or {}
    everybody = sum(mix.values())

    def weight(one: Suggestion) -> float:
        fitting = sum(mix[sector] for sector in one.sectors) if one.sectors else _EVERY_SECTOR * everybody
        return fitting * regional.get(one.cause, 1.0)

    ranked = sorted(_known(), key=lambda one: (-weight(one), one.cause))
    present = [Suggestion(one.cause, tuple(word for word in one.sectors if mix[word])) for one in ranked]
    return present[:most]


@lru_cache(maxsize=1)
def _known() -> tuple[Suggestion, ...]:
    rows = tomllib.loads((Path(__file__).parent / "suggestions.toml").read_text("utf-8"))["suggestion"]
    found = tuple(Suggestion(row["cause"], tuple(Sector(word).value for word in row["sectors"])) for row in rows)
    unknown = [one.cause for one in found if one.cause not in cause_table().rows]
    if unknown:
        raise ValueError(f"suggestions.toml names actions that are in no catalogue: {', '.join(unknown)}")
    return found
