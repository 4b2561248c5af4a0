"""A table of text from a file: comma, semicolon or tab separated, or the first sheet of a workbook (xlsx)."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from weerbaar.portal.parks.errors import ListFileFault, ListFileRefused
from weerbaar.portal.parks.list_file.workbook import workbook_rows

MOST_BYTES = 2_000_000
MOST_ROWS, MOST_COLUMNS = 2000, 60
LONGEST = 500  # characters of a cell; whatever we keep is shorter
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class FileTable:
    """The heading, and each row with its number in the file; all rows are as wide as the heading."""

    heading: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]

    def stored(self) -> dict[str, Any]:
        """As plain data."""
        return {"heading": list(self.heading), "rows": [[line, list(cells)] for line, cells in self.rows]}

    @classmethod
    def from_stored(cls, data: dict[str, Any]) -> "FileTable":
        """The same again."""
        return cls(data["heading"], [(line, cells) for line, cells in data["rows"]])


def read_table(data: bytes) -> FileTable:
    """All rows that hold anything. Blanks around a cell are left out.

    Raises:
        ListFileRefused: it is too large, or no table.
    """
    if len(data) > MOST_BYTES:
        raise ListFileRefused(ListFileFault.TOO_LARGE)
    if data.startswith(_ZIP):
        numbered: Iterable[tuple[int, Sequence[str]]] = enumerate(workbook_rows(data), start=1)
    else:
        numbered = _separated(data)
    rows = _clean(numbered)
    if len(rows) < 2:
        raise ListFileRefused(ListFileFault.NO_ROWS)
    width = max(len(cells) for _, cells in rows)
    wide = [(line, cells + [""] * (width - len(cells))) for line, cells in rows]
    return FileTable(wide[0][1], wide[1:])


def _clean(rows: Iterable[tuple[int, Sequence[str]]]) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    for line, row in rows:
        cells = [" ".join(cell.split())[:LONGEST] for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        # A title above the table has one cell, and is no heading.
        if not cells or (not found and len([cell for cell in cells if cell]) < 2):
            continue
        if len(cells) > MOST_COLUMNS:
            raise ListFileRefused(ListFileFault.TOO_MANY_COLUMNS)
        found.append((line, cells))
        if len(found) > MOST_ROWS + 1:
            raise ListFileRefused(ListFileFault.TOO_MANY_ROWS)
    return found


def _separated(data: bytes) -> list[tuple[int, list[str]]]:
    if b"\0" in data:
        raise ListFileRefused(ListFileFault.NO_TABLE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Dutch spreadsheets write when nobody asks for another encoding.
        text = data.decode("cp1252", errors="replace")
    first = next((line for line in text.splitlines() if any(mark in line for mark in ";,\t")), "")
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count), strict=True)
        return [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise ListFileRefused(ListFileFault.NO_TABLE) from error
