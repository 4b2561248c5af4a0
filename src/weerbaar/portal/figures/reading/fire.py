"""Calls of the fire brigade inside the area, by a layout of our own: `jaar;maand;soort;aantal`. Without a month the row is
about the whole year. Columns besides these are not read.
"""

import re
from collections.abc import Mapping

from weerbaar.portal.figures.kinds import FIRE_BRIGADE, load_kinds
from weerbaar.portal.figures.reading.rows import Reading, Row, refused
from weerbaar.portal.figures.reading.tables import NoNumber, NoTable, count_of, table_of, text_of
from weerbaar.portal.figures.words import Fault

YEAR, MONTH, KIND, NUMBER = "jaar", "maand", "soort", "aantal"
_YEAR = re.compile(r"(19|20)[0-9]{2}\Z", re.ASCII)
_MONTH = re.compile(r"(0?[1-9]|1[0-2])?\Z", re.ASCII)


def read_fire(data: bytes, *, this_year: int) -> Reading:
    """Every row of it."""
    reading, seen = Reading(), set()
    words = {kind.word: kind.id for kind in load_kinds().values() if kind.source == FIRE_BRIGADE}
    try:
        for line, cells in table_of(text_of(data), (YEAR, KIND, NUMBER)):
            row = _row(line, cells, words, reading, this_year)
            if row is None:
                continue
            if (row.period, row.kind) in seen:
                reading.complain(line, "", Fault.TWICE)
            seen.add((row.period, row.kind))
            reading.rows.append(row)
    except NoTable as error:
        return refused(error.fault, error.column)
    return reading


def _row(
    line: int, cells: Mapping[str, str] | None, words: Mapping[str, str], reading: Reading, this_year: int
) -> Row | None:
    if cells is None:
        reading.complain(line, "", Fault.WRONG_WIDTH)
        return None
    year, month, kind = cells[YEAR], cells.get(MONTH, ""), cells[KIND].lower().replace(" ", "_")
    if not _YEAR.match(year) or not _MONTH.match(month):
        reading.complain(line, MONTH if _YEAR.match(year) else YEAR, Fault.OTHER_PERIOD)
    elif int(year) > this_year:
        reading.complain(line, YEAR, Fault.FUTURE)
    elif kind not in words:
        reading.complain(line, KIND, Fault.UNKNOWN_KIND)
    else:
        try:
            number = count_of(cells[NUMBER])
        except NoNumber:
            reading.complain(line, NUMBER, Fault.NO_NUMBER)
            return None
        return Row(f"{year}-{int(month):02}" if month else year, "", words[kind], number)
    return None
