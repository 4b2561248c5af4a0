"""What the levy brings in: bands of property value with an amount each, or one band for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST_BANDS = 12


@dataclass(frozen=True, slots=True)
class Band:
    """Payers with property from this value (whole euro) up to the next band pay so much a year (cents). `payers` is how many
    there are by the list of the area: an estimate until the municipality raises the levy.
    """

    from_value_euro: int
    amount_cents: int
    payers: int


def is_levy(bands: Sequence[Band]) -> bool:
    """Whether these are bands in order, the first from nothing, each with an amount that somebody can pay."""
    if not 1 <= len(bands) <= MOST_BANDS or bands[0].from_value_euro != 0:
        return False
    rising = all(one.from_value_euro < two.from_value_euro for one, two in pairwise(bands))
    return rising and all(0 < band.amount_cents < 10**8 and 0 <= band.payers < 10**5 for band in bands)


def yearly_cents(bands: Sequence[Band]) -> int:
    """What a year brings in when everybody pays."""
    return sum(band.amount_cents * band.payers for band in bands)


def as_rows(bands: Sequence[Band]) -> list[list[int]]:
    """The bands as they are stored."""
    return [[band.from_value_euro, band.amount_cents, band.payers] for band in bands]


def from_rows(rows: Sequence[Sequence[int]]) -> tuple[Band, ...]:
    """The bands as they were stored."""
    return tuple(Band(*row) for row in rows)
