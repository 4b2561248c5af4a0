"""The cells of the first sheet of a workbook (Office Open XML, ECMA-376 part 1, section 18). Values alone: no styles, no dates.

Read with the standard library. A workbook comes from strangers: the size after unpacking is bounded, and a document type, which
such files never have, is refused, so that no entity can grow. A formula is given as its text with `=` before it.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from xml.parsers import expat

from weerbaar.portal.parks.errors import ListFileFault, ListFileRefused

_MOST_UNPACKED = 30_000_000
_MOST_ROWS = 5000  # more than is taken in, so that the reader of cells can say so
# What the libraries raise when a file is cut off, changed, sealed with a password, or no workbook at all.
_BROKEN = (zipfile.BadZipFile, zlib.error, expat.ExpatError, LookupError, ValueError, RuntimeError, EOFError)
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]+\Z")


def workbook_rows(data: bytes) -> list[list[str]]:
    """The rows of the first sheet.

    Raises:
        ListFileRefused: it is no workbook, or larger than we unpack.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            texts = _Texts()
            if "xl/sharedStrings.xml" in archive.namelist():
                _parse(_part(archive, "xl/sharedStrings.xml"), texts)
            sheet = _Sheet(texts.found)
            _parse(_part(archive, _first_sheet(archive)), sheet)
    except _BROKEN as error:
        raise ListFileRefused(ListFileFault.NO_TABLE) from error
    return sheet.rows


class _Reader:
    """Hears of each element by its name without a namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text between them, perhaps in pieces."""


class _Texts(_Reader):
    """The texts that cells refer to by their number. Of a text in several styles all pieces count, of a reading aid none."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] | None = None
        self._is_aid = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self.found.append("")
        self._is_aid = self._is_aid or name == "rPh"
        self._pieces = [] if name == "t" and not self._is_aid else None

    def text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == "t" and self._pieces is not None:
            self.found[-1] += "".join(self._pieces)
            self._pieces = None
        self._is_aid = self._is_aid and name != "rPh"


class _Sheet(_Reader):
    """The rows of a sheet."""

    def __init__(self, texts: list[str]) -> None:
        self.rows: list[list[str]] = []
        self._texts = texts
        self._kind, self._column = "", 0
        self._parts: dict[str, str] = {}
        self._inside = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            number = int(attributes.get("r", len(self.rows) + 1))
            if number > _MOST_ROWS:
                raise ListFileRefused(ListFileFault.TOO_MANY_ROWS)
            # Empty rows are left out of the file; a row keeps the number that people see.
            self.rows.extend([] for _ in range(number - len(self.rows)))
        elif name == "c":
            self._kind, self._parts = attributes.get("t", "n"), {}
            self._column = _column(attributes["r"]) if "r" in attributes else len(self.rows[-1])
        elif name in {"v", "f", "t"}:
            self._inside = name
            self._parts.setdefault(name, "")

    def text(self, text: str) -> None:
        if self._inside:
            self._parts[self._inside] += text

    def end(self, name: str) -> None:
        if name in {"v", "f", "t"}:
            self._inside = ""
        elif name == "c":
            row = self.rows[-1]
            row.extend([""] * (self._column - len(row)))
            row[self._column :] = [self._value()]

    def _value(self) -> str:
        if "f" in self._parts:
            return f"={self._parts['f']}"
        if self._kind == "inlineStr":
            return self._parts.get("t", "")
        value = self._parts.get("v", "")
        if self._kind == "s":
            return self._texts[int(value)] if value else ""
        if self._kind == "b":
            return {"1": "yes", "0": "no"}.get(value, "")
        return _number(value) if self._kind == "n" else value


def _number(value: str) -> str:
    """12 and not 12.0 or 1.2E1: a number of an establishment is kept as a number by many spreadsheets."""
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _column(reference: str) -> int:
    """From 0: A is 0, AA is 26."""
    match = _REFERENCE.match(reference)
    if match is None:
        raise ValueError(reference)
    number = 0
    for letter in match[1]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _first_sheet(archive: zipfile.ZipFile) -> str:
    sheets, targets = _Attributes("sheet"), _Attributes("Relationship")
    _parse(_part(archive, "xl/workbook.xml"), sheets)
    _parse(_part(archive, "xl/_rels/workbook.xml.rels"), targets)
    wanted = sheets.found[0]["id"]
    target = {one["Id"]: one["Target"] for one in targets.found}[wanted]
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


class _Attributes(_Reader):
    """What stands in the elements of one name."""

    def __init__(self, wanted: str) -> None:
        self.found: list[dict[str, str]] = []
        self._wanted = wanted

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == self._wanted:
            self.found.append(dict(attributes))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        data = part.read(_MOST_UNPACKED + 1)
    if len(data) > _MOST_UNPACKED:
        raise ListFileRefused(ListFileFault.TOO_LARGE)
    return data


def _parse(data: bytes, reader: _Reader) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _by_local_name(reader)
    parser.EndElementHandler = lambda name: reader.end(_local(name))
    parser.CharacterDataHandler = reader.text
    parser.Parse(data, True)


def _by_local_name(reader: _Reader) -> Callable[[str, dict[str, str]], None]:
    def start(name: str, attributes: dict[str, str]) -> None:
        reader.start(_local(name), {_local(key): value for key, value in attributes.items()})

    return start


def _local(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _refuse(*_: object) -> None:
    raise ListFileRefused(ListFileFault.NO_TABLE)
