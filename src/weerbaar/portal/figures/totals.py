"""From figures that count to what people read: per kind and year, of the whole area. Pure. Unknown is not zero.

A year is known for a kind when every neighbourhood of the area has a figure for it. A year that is known by months alone counts
once all twelve are there. Twelve months never mix with the figure of the year: that one goes first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from weerbaar.portal.figures.kinds import ALL_CRIMES, POLICE, kind_of
from weerbaar.portal.figures.words import Source


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure that counts, and from which file."""

    source: Source
    period: str
    place: str
    kind: str
    number: int | None
    is_provisional: bool
    batch: str


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A kind in a year over the whole area. `number` is None when not known. Of a year that is not over yet `so_far` is what was
    counted in its first `months`; 0 months when that is not known either.
    """

    kind: str
    year: int
    number: int | None
    is_provisional: bool
    batches: tuple[str, ...]
    so_far: int = 0
    months: int = 0


def yearly(figures: Iterable[Counted], codes: Sequence[str]) -> list[YearFigure]:
    """By kind and year. Of the police only these neighbourhoods count."""
    cells: dict[tuple[str, int], dict[tuple[str, str], Counted]] = {}
    for one in figures:
        cells.setdefault((one.kind, int(one.period[:4])), {})[one.place, one.period[5:]] = one
    found = []
    for (kind, year), parts in sorted(cells.items()):
        places = tuple(codes) if kind_of(kind).source == POLICE else ("",)
        chosen = [_year_of(parts, place) for place in places]
        used = [one for place in chosen for one in place]
        numbers = [one.number for one in used]
        is_known = bool(chosen) and all(chosen) and None not in numbers
        so_far, months = (0, 0) if is_known else _so_far(parts, places)
        found.append(
            YearFigure(
                kind=kind,
                year=year,
                number=sum(number for number in numbers if number is not None) if is_known else None,
                is_provisional=any(one.is_provisional for one in used),
                batches=tuple(sorted({one.batch for one in used or parts.values()})),
                so_far=so_far,
                months=months,
            )
        )
    return found


def by_kind(figures: Iterable[YearFigure]) -> dict[str, dict[int, YearFigure]]:
    """The same, to look up; all crimes first, then in the order of their ids."""
    found: dict[str, dict[int, YearFigure]] = {}
    for one in sorted(figures, key=lambda figure: (figure.kind != ALL_CRIMES, figure.kind, figure.year)):
        found.setdefault(one.kind, {})[one.year] = one
    return found


def per_hundred(number: int, establishments: int) -> float | None:
    """Of a hundred establishments; None when there are none: on an area nobody lives, so inhabitants say nothing."""
    return round(100 * number / establishments, 1) if establishments else None


def _year_of(parts: Mapping[tuple[str, str], Counted], place: str) -> list[Counted]:
    whole = parts.get((place, ""))
    if whole is not None:
        return [whole]
    months = [parts[place, f"{month:02}"] for month in range(1, 13) if (place, f"{month:02}") in parts]
    return months if len(months) == 12 else []


def _so_far(parts: Mapping[tuple[str, str], Counted], places: Sequence[str]) -> tuple[int, int]:
    """What was counted since January in all neighbourhoods, and over how many months without a gap."""
    total = 0
    for month in range(1, 12):
        found = [parts.get((place, f"{month:02}")) for place in places]
        numbers = [one.number for one in found if one is not None and one.number is not None]
        if not places or len(numbers) < len(places):
            return total, month - 1
        total += sum(numbers)
    return total, 11
