"""Which reader reads which source."""

from collections.abc import Sequence

from weerbaar.portal.core.geo.measures import Part
from weerbaar.portal.figures.reading.accidents import read_accidents
from weerbaar.portal.figures.reading.fire import read_fire
from weerbaar.portal.figures.reading.police import read_police
from weerbaar.portal.figures.reading.rows import Reading
from weerbaar.portal.figures.words import Source


def read_file(
    source: Source, data: bytes, *, codes: Sequence[str], parts: Sequence[Part], this_year: int, provisional_from: int
) -> Reading:
    """What a file of this source says about an area with these codes and this outline."""
    match source:
        case Source.POLICE_YEAR | Source.POLICE_MONTH:
            return read_police(
                data,
                codes,
                by_month=source is Source.POLICE_MONTH,
                this_year=this_year,
                provisional_from=provisional_from,
            )
        case Source.ACCIDENTS:
            return read_accidents(data, parts, this_year=this_year)
        case Source.FIRE_BRIGADE:
            return read_fire(data, this_year=this_year)
