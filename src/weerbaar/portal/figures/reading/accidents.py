"""Road accidents of the national register (BRON), as a table or as GeoJSON points. What lies inside the area counts.

Points may be on the Dutch grid (EPSG:28992) or in degrees (WGS 84): which one shows from the numbers, since no place of the
Netherlands is the same in both. Other grids, such as the one of web maps, are refused.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from weerbaar.portal.core.geo.measures import Part, in_parts
from weerbaar.portal.core.geo.rijksdriehoek import to_wgs84
from weerbaar.portal.core.geo.shapes import EAST, NORTH, SOUTH, WEST
from weerbaar.portal.figures.reading.rows import MOST_ROWS, Reading, Row, Spot, refused
from weerbaar.portal.figures.reading.tables import NoTable, is_json, json_of, table_of, text_of
from weerbaar.portal.figures.words import Fault

YEAR, OUTCOME, NUMBER, STREET = "jaar_ongeval", "verkeersongeval_afloop", "verkeersongeval_nummer", "straatnaam"
_OUTCOMES = {
    "dodelijk": "accident_fatal",
    "dod": "accident_fatal",
    "letsel": "accident_injury",
    "let": "accident_injury",
    "uitsluitend materiele schade": "accident_damage",
    "uitsluitend materiële schade": "accident_damage",
    "ums": "accident_damage",
}
_PAIRS = (("x_rd", "y_rd"), ("x", "y"), ("lon", "lat"), ("longitude", "latitude"))
_SHAPES = ("shape", "geometry", "geom", "the_geom", "wkt")
_POINT = re.compile(r"(?:SRID=[0-9]{4,5};)?\s*POINT\s*\(\s*(\S{1,24})\s+(\S{1,24})\s*\)\Z", re.ASCII | re.IGNORECASE)
_FIRST_YEAR = 2003
_LONGEST_STREET = 80


def read_accidents(data: bytes, parts: Sequence[Part], *, this_year: int) -> Reading:
    """For every year in the file and every outcome that occurs in it, how many accidents were inside the outline; also zero.
    A year or an outcome that the file is silent about stays unknown.
    """
    if not parts:
        return refused(Fault.NO_BOUNDARY)
    reading, years, outcomes, seen = Reading(), set[str](), set[str](), set[str]()
    try:
        for line, cells in _rows(text_of(data)):
            spot = _spot(line, cells, reading, this_year)
            if spot is None:
                continue
            number = _text(cells, NUMBER)
            if number and number in seen:
                reading.complain(line, NUMBER, Fault.TWICE)
            seen.add(number)
            years.add(spot.year)
            outcomes.add(spot.kind)
            if in_parts((spot.longitude, spot.latitude), parts):
                reading.spots.append(spot)
            else:
                reading.left_out += 1
    except NoTable as error:
        return refused(error.fault, error.column)
    inside = Counter((spot.year, spot.kind) for spot in reading.spots)
    reading.rows = [Row(year, "", kind, inside[year, kind]) for year in sorted(years) for kind in sorted(outcomes)]
    return reading


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, Any] | None]]:
    if not is_json(text):
        yield from table_of(text, (YEAR, OUTCOME))
        return
    found = json_of(text)
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or not features:
        raise NoTable(Fault.NO_ROWS)
    if len(features) > MOST_ROWS:
        raise NoTable(Fault.TOO_MANY_ROWS)
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(properties, dict) or not isinstance(geometry, dict):
            yield number, None
            continue
        pair = geometry.get("coordinates") if geometry.get("type") == "Point" else None
        x, y = pair[:2] if isinstance(pair, list) and len(pair) >= 2 else (None, None)
        # The place of a feature is its geometry, whatever its properties say.
        yield number, {**{str(name).lower(): value for name, value in properties.items()}, "x_rd": x, "y_rd": y}


def _spot(line: int, cells: Mapping[str, Any] | None, reading: Reading, this_year: int) -> Spot | None:
    if cells is None:
        reading.complain(line, "", Fault.WRONG_WIDTH)
        return None
    year, outcome = _text(cells, YEAR).removesuffix(".0"), _OUTCOMES.get(_text(cells, OUTCOME).lower())
    if not re.fullmatch(r"[0-9]{4}", year, re.ASCII) or int(year) < _FIRST_YEAR:
        reading.complain(line, YEAR, Fault.OTHER_PERIOD)
    elif int(year) > this_year:
        reading.complain(line, YEAR, Fault.FUTURE)
    elif outcome is None:
        reading.complain(line, OUTCOME, Fault.UNKNOWN_KIND)
    elif (pair := _pair(cells)) is None:
        reading.complain(line, "", Fault.NO_POINT)
    elif (place := _place(*pair)) is None:
        reading.complain(line, "", Fault.OUTSIDE)
    else:
        return Spot(year, outcome, *place, _text(cells, STREET)[:_LONGEST_STREET])
    return None


def _pair(cells: Mapping[str, Any]) -> tuple[float, float] | None:
    for x, y in _PAIRS:
        if x in cells and y in cells:
            return _numbers(cells[x], cells[y])
    for name in _SHAPES:
        found = _POINT.match(_text(cells, name))
        if found:
            return _numbers(*found.groups())
    return None


def _numbers(x: object, y: object) -> tuple[float, float] | None:
    try:
        return float(str(x).replace(",", ".")), float(str(y).replace(",", "."))
    except ValueError:
        return None


def _place(x: float, y: float) -> tuple[float, float] | None:
    """Longitude and latitude; None when it is nowhere in the Netherlands."""
    if 0 <= x <= 300_000 and 300_000 <= y <= 625_000:
        x, y = to_wgs84(x, y)
    return (round(x, 7), round(y, 7)) if WEST <= x <= EAST and SOUTH <= y <= NORTH else None


def _text(cells: Mapping[str, Any] | None, name: str) -> str:
    value = cells.get(name) if cells else None
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
