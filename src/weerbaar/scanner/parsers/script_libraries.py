"""Which libraries of scripts a page uses, by the places that it fetches them from, and which holes those have."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.facts.page import Page, Use
from weerbaar.scanner.parsers.version_number import VersionNumber
from weerbaar.scanner.vocabulary.errors import InvalidReferenceData
from weerbaar.scanner.vocabulary.reference_data import Table, current

FILE = Path(__file__).with_suffix(".toml")
SEVERITIES = ("serious", "minor")
_VERSION = r"\d{1,4}\.\d{1,4}(?:\.\d{1,4}){0,2}(?:-(?:alpha|beta|rc)[.\d]{0,4})?"
_FORMS = r"(?:[.-](?:min|slim|pack|prod|production|umd|esm|full))*"
# `NAME-1.2.3.min.js`, `/NAME/1.2.3/…/NAME.min.js` and `/NAME@1.2.3/`; a version behind a question mark is often another's.
_PLACES = (
    r"/(?:{names})[-.]v?({version}){forms}\.js(?=[?\n]|\Z)"
    r"|/(?:{folders})[/@]v?({version})/(?:[\w.-]{{1,40}}/){{0,4}}(?:{names}){forms}\.js(?=[?\n]|\Z)"
    r"|/(?:{folders})@({version})(?=[\n]|\Z)"
)


@dataclass(frozen=True, slots=True)
class Hole:
    """A known hole: `first` is the first version that has it (None: the oldest), `below` the first that has it no more."""

    id: str
    is_serious: bool
    first: VersionNumber | None
    below: VersionNumber

    def is_in(self, version: VersionNumber) -> bool:
        """Whether this version has the hole."""
        return version < self.below and (self.first is None or version >= self.first)


@dataclass(frozen=True, slots=True)
class Library:
    """One row of `script_libraries.toml`, where the words are explained."""

    id: str
    name: str
    banner: str
    hints: tuple[str, ...]
    places: str
    holes: tuple[Hole, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """A library that the page uses in this version, and the holes that are known of it."""

    library: Library
    version: str
    holes: tuple[Hole, ...]


def used_by(page: Page) -> tuple[Used, ...]:
    """The libraries of the page whose version can be read, each version once."""
    blob = "\n".join(reference.url for reference in page.references if reference.use is Use.SCRIPT).lower()
    found = dict.fromkeys(
        (library, version) for library in _known().libraries for version in _versions(library, blob, page.libraries)
    )
    return tuple(_used(library, version) for library, version in found)


def hijacked(page: Page) -> tuple[str, ...]:
    """Hosts that the page fetches scripts from and that have served harmful code."""
    hosts = (r.url.partition("://")[2].partition("/")[0] for r in page.references if r.use in (Use.SCRIPT, Use.INLINE))
    bad = _known().hosts
    return tuple(dict.fromkeys(host for host in hosts if any(host == one or host.endswith(f".{one}") for one in bad)))


@lru_cache(maxsize=1)
def good_until() -> date:
    """The last day on which the table may be believed to know what is known."""
    return current(FILE).good_until


@dataclass(frozen=True, slots=True)
class Known:
    """All that a table says."""

    libraries: tuple[Library, ...]
    hosts: tuple[str, ...]


def read(table: Table) -> Known:
    """What the table says.

    Raises:
        InvalidReferenceData: a row cannot be used; the error names its line.
    """
    libraries = []
    for index, row in enumerate(table.rows("library", ("id", "name", "names", "holes"))):
        try:
            libraries.append(_library(row))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise InvalidReferenceData(str(table.path), table.line_of("library", index), f"{error}") from error
    hosts = table.rows("host", ("name",)) if "host" in table.content else []
    return Known(tuple(libraries), tuple(row["name"] for row in hosts))


def read_and_try(table: Table) -> Known:
    """As `read`, and every expression is tried as well: in use each waits until its library may be there.

    Raises:
        InvalidReferenceData: a row cannot be used; the error names its line.
    """
    known = read(table)
    for index, library in enumerate(known.libraries):
        try:
            _pattern(library.places)
        except re.error as error:
            raise InvalidReferenceData(
                str(table.path), table.line_of("library", index), f"in_place: {error}"
            ) from error
    return known


# To make all of them ready takes twenty milliseconds, and most pages use two or three.
@lru_cache(maxsize=128)
def _pattern(places: str) -> re.Pattern[str]:
    return re.compile(places, re.MULTILINE)


def _library(row: Mapping[str, Any]) -> Library:
    names = tuple(name.lower() for name in row["names"])
    folders = tuple(dict.fromkeys((*(folder.lower() for folder in row.get("folders", ())), *names)))
    words = {
        "names": "|".join(map(re.escape, names)),
        "folders": "|".join(map(re.escape, folders)),
        "version": _VERSION,
        "forms": _FORMS,
    }
    own = [expression.replace("VERSION", _VERSION) for expression in row.get("in_place", ())]
    places = "|".join([_PLACES.format(**words), *own])
    return Library(row["id"], row["name"], row.get("banner", ""), folders, places, tuple(map(_hole, row["holes"])))


def _hole(row: Mapping[str, Any]) -> Hole:
    first, below = VersionNumber.parse(row.get("from", "0")), VersionNumber.parse(row["below"])
    if first is None or below is None or row["severity"] not in SEVERITIES:
        raise ValueError(f"a hole: {row.get('id')}")
    return Hole(row["id"], row["severity"] == "serious", first if "from" in row else None, below)


def _versions(library: Library, blob: str, said: Iterable[str]) -> Iterator[str]:
    # A look for the names costs a hundredth of a look for the whole pattern.
    if any(hint in blob for hint in library.hints):
        for match in _pattern(library.places).finditer(blob):
            yield next(group for group in match.groups() if group)
    for text in said:
        name, _, version = text.rpartition(" ")
        if library.banner and name == library.banner:
            yield version


def _used(library: Library, version: str) -> Used:
    number = VersionNumber.parse(version)
    return Used(library, version, tuple(hole for hole in library.holes if number is not None and hole.is_in(number)))


@lru_cache(maxsize=1)
def _known() -> Known:
    return read(current(FILE))
