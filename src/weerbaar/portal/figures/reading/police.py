"""Registered crime by neighbourhood: the open tables 47018NED (by year) and 47022NED (by month) of the police at Statistics
Netherlands, as CSV or as OData JSON. Keys are padded with blanks there, and so they come out of every export.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from weerbaar.portal.figures.kinds import POLICE_KIND
from weerbaar.portal.figures.reading.rows import MOST_ROWS, Reading, Row, refused
from weerbaar.portal.figures.reading.tables import NoNumber, NoTable, count_of, is_json, json_of, table_of, text_of
from weerbaar.portal.figures.words import Fault

KIND, PLACE, PERIOD, NUMBER, STATUS = (
    "SoortMisdrijf",
    "WijkenEnBuurten",
    "Perioden",
    "GeregistreerdeMisdrijven_1",
    "Status",
)
COLUMNS = (KIND, PLACE, PERIOD, NUMBER)
CODE = re.compile(r"(GM[0-9]{4}|WK[0-9]{6}|BU[0-9]{8})\Z", re.ASCII)
_PLACE = re.compile(r"[A-Z]{2}[0-9]{2,8}\Z", re.ASCII)
_PERIOD = re.compile(r"([0-9]{4})(JJ00|MM(0[1-9]|1[0-2]))(\*?)\Z", re.ASCII)
FIRST_YEAR = 2010  # the tables begin in 2012 and 2010


def read_police(data: bytes, codes: Sequence[str], *, by_month: bool, this_year: int, provisional_from: int) -> Reading:
    """The figures of these neighbourhoods. Years from `provisional_from` on are provisional, and so is a period that the file
    marks with a star or with a status that says so.
    """
    if not codes:
        return refused(Fault.NO_CODES)
    reading, seen = Reading(), set()
    try:
        for line, cells in _rows(text_of(data)):
            if cells is None:
                reading.complain(line, "", Fault.WRONG_WIDTH)
                continue
            row = _row(line, cells, reading, by_month, this_year, provisional_from)
            if row is None:
                continue
            key = (row.period, row.place, row.kind)
            if key in seen:
                reading.complain(line, "", Fault.TWICE)
            seen.add(key)
            if row.place in codes:
                reading.rows.append(row)
            else:
                reading.left_out += 1
    except NoTable as error:
        return refused(error.fault, error.column)
    if not reading.rows and not reading.complaints:
        return refused(Fault.NOTHING_HERE)
    return reading


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, object] | None]]:
    if not is_json(text):
        yield from table_of(text, COLUMNS)
        return
    found = json_of(text)
    values = found.get("value") if isinstance(found, dict) else found
    if not isinstance(values, list) or not values:
        raise NoTable(Fault.NO_ROWS)
    if len(values) > MOST_ROWS:
        raise NoTable(Fault.TOO_MANY_ROWS)
    for number, value in enumerate(values, start=1):
        if not isinstance(value, dict) or any(name not in value for name in COLUMNS):
            yield number, None
        else:
            yield number, {name.lower(): cell for name, cell in value.items()}


def _row(
    line: int, cells: Mapping[str, object], reading: Reading, by_month: bool, this_year: int, provisional_from: int
) -> Row | None:
    kind, place, status = (_cell(cells, name) for name in (KIND, PLACE, STATUS))
    period = _PERIOD.match(_cell(cells, PERIOD))
    year = int(period.group(1)) if period else 0
    if period is None or bool(period.group(3)) != by_month or year < FIRST_YEAR:
        reading.complain(line, PERIOD, Fault.OTHER_PERIOD)
    elif year > this_year:
        reading.complain(line, PERIOD, Fault.FUTURE)
    elif not _PLACE.match(place):
        reading.complain(line, PLACE, Fault.UNKNOWN_PLACE)
    elif not POLICE_KIND.match(kind):
        reading.complain(line, KIND, Fault.UNKNOWN_KIND)
    else:
        try:
            number = count_of(cells.get(NUMBER.lower()))
        except NoNumber:
            reading.complain(line, NUMBER, Fault.NO_NUMBER)
            return None
        is_provisional = year >= provisional_from or bool(period.group(4)) or "voorlopig" in status.lower()
        when = f"{year}-{period.group(3)}" if by_month else str(year)
        return Row(when, place, kind, number, is_provisional)
    return None


def _cell(cells: Mapping[str, object], name: str) -> str:
    value = cells.get(name.lower())
    return value.strip() if isinstance(value, str) else ""
