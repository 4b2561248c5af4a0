"""From bytes to rows of text: comma, semicolon or tab, UTF-8 with or without a mark, or Windows-1252; and from JSON."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weerbaar.portal.figures.reading.rows import MOST_BYTES, MOST_COUNTED, MOST_ROWS
from weerbaar.portal.figures.words import Fault

_NUMBER = re.compile(r"[0-9]{1,7}(\.0+)?\Z", re.ASCII)
# What tables of Statistics Netherlands write for "unknown, missing or secret".
_UNKNOWN = frozenset({"", ".", "x", "-", "null"})


@dataclass(eq=False)
class NoTable(Exception):
    """The whole file is wrong; `column` is the one that is missing, or empty."""

    fault: Fault
    column: str = ""


@dataclass(eq=False)
class NoNumber(Exception):
    """A cell that should hold a count does not."""


def text_of(data: bytes) -> str:
    """The text of a file. What is no UTF-8 is read as Windows-1252, as Dutch spreadsheets still write it.

    Raises:
        NoTable: it is too large, or no text.
    """
    if len(data) > MOST_BYTES:
        raise NoTable(Fault.TOO_LARGE)
    if b"\0" in data:
        raise NoTable(Fault.NO_TEXT)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoTable(Fault.NO_TEXT)


def is_json(text: str) -> bool:
    """Whether a file is JSON rather than a table."""
    return text.lstrip()[:1] in {"{", "["}


def json_of(text: str) -> Any:
    """What a JSON file says.

    Raises:
        NoTable: it is no JSON.
    """
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NoTable(Fault.NO_TEXT) from error


def table_of(text: str, needed: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str] | None]]:
    """Each row below the heading by its columns in small letters, with its line; None for a row of another width.

    Raises:
        NoTable: it is no table, or has no such column; also while it is read.
    """
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count), strict=True)
    try:
        heading = [cell.strip().lower() for cell in next(reader, [])]
        for name in needed:
            if heading.count(name.lower()) != 1:
                raise NoTable(Fault.MISSING_COLUMN, name)
        number = 0
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            number += 1
            if number > MOST_ROWS:
                raise NoTable(Fault.TOO_MANY_ROWS)
            stripped = [cell.strip() for cell in cells]
            is_whole = len(stripped) == len(heading)
            yield reader.line_num, dict(zip(heading, stripped, strict=True)) if is_whole else None
    except csv.Error as error:
        raise NoTable(Fault.NO_TEXT) from error
    if not number:
        raise NoTable(Fault.NO_ROWS)


def count_of(value: object) -> int | None:
    """The count in a cell; None when the source does not say.

    Raises:
        NoNumber: it is no whole number of zero or more, or one that cannot be.
    """
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise NoNumber
    text = str(value).strip().lower()
    if text in _UNKNOWN:
        return None
    if not _NUMBER.match(text):
        raise NoNumber
    number = int(text.split(".")[0])
    if number > MOST_COUNTED:
        raise NoNumber
    return number


def _refuse(word: str) -> None:
    raise ValueError(word)
