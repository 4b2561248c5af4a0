"""Until when an operating system gets security updates: the dated list of `device_support.toml`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.facts.device import Edition, OperatingSystem, Product
from weerbaar.scanner.vocabulary.errors import InvalidReferenceData
from weerbaar.scanner.vocabulary.reference_data import Table, current

FILE = Path(__file__).with_suffix(".toml")
_NAME = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,2}")
_EXTENDED = {Edition.LONG_TERM_IOT: Edition.LONG_TERM}


@dataclass(frozen=True, slots=True)
class Release:
    """One row. `ends` is the last day with updates, None where the maker has named none and still mends it."""

    name: str
    edition: Edition
    ends: date | None


@dataclass(frozen=True)
class SupportList:
    """What was known on `checked_on`; it says nothing new once `stale_after_days` have gone by."""

    checked_on: date
    stale_after_days: int
    releases: Mapping[Product, tuple[Release, ...]]
    rolling: frozenset[Product]

    def is_stale(self, today: date) -> bool:
        """Whether the list is too old to call anything supported."""
        return (today - self.checked_on).days > self.stale_after_days

    def release_of(self, system: OperatingSystem) -> Release | None:
        """The row of this system; one without end for a release that came after the list; None when it is unknown."""
        rows = self.releases.get(system.product)
        if rows is None:
            return None
        own = [row for row in rows if _covers(row.name, system.release)]
        for edition in (system.edition, _EXTENDED.get(system.edition), Edition.STANDARD):
            for row in own:
                if row.edition is edition:
                    return row
        newer = system.product in self.rolling or all(_numbers(row.name) < _numbers(system.release) for row in rows)
        return Release(system.release, system.edition, None) if newer and not own else None


@lru_cache(maxsize=1)
def support_list() -> SupportList:
    """The newer of the list that comes with the program and the operator's own, read once."""
    return read(current(FILE))


def read(table: Table) -> SupportList:
    """The list in this table.

    Raises:
        InvalidReferenceData: with file and line: an unknown product or edition, a double row, a day that is none.
    """
    file, lines = str(table.path), table.path.read_text("utf-8").splitlines()
    if type(table.checked_on) is not date:
        raise InvalidReferenceData(file, _line(lines, "checked_on"), "checked_on is no day")
    if table.stale_after_days < 1:
        raise InvalidReferenceData(file, _line(lines, "stale_after_days"), "stale_after_days is no number of days")
    releases: dict[Product, tuple[Release, ...]] = {}
    rolling = set()
    for index, row in enumerate(table.rows("product", ("name", "source", "release"))):
        start = table.line_of("product", index)
        product = _product(file, _line(lines, "name = ", start), row, releases)
        releases[product] = tuple(_rows(file, lines, start, row))
        if row.get("rolling") is True:
            rolling.add(product)
    return SupportList(table.checked_on, table.stale_after_days, releases, frozenset(rolling))


def _product(file: str, line: int, row: Mapping[str, Any], known: Mapping[Product, Any]) -> Product:
    name = str(row["name"])
    if name not in Product.__members__.values() or name == Product.OTHER:
        raise InvalidReferenceData(file, line, f"{name}: no such product")
    if name in known:
        raise InvalidReferenceData(file, line, f"{name}: a second time")
    if not row["release"] and row.get("rolling") is not True:
        raise InvalidReferenceData(file, line, f"{name}: no releases")
    return Product(name)


def _rows(file: str, lines: list[str], start: int, row: Mapping[str, Any]) -> Iterator[Release]:
    seen = set()
    for entry in row["release"]:
        if not isinstance(entry, dict):
            raise InvalidReferenceData(file, start, f"{row['name']}: {entry!r} is no release")
        name, edition, ends = str(entry.get("name")), entry.get("edition", Edition.STANDARD), entry.get("ends")
        line = _line(lines, f'name = "{name}"', start + 1)
        if not _NAME.fullmatch(name):
            raise InvalidReferenceData(file, line, f"{name}: no release")
        if edition not in Edition.__members__.values():
            raise InvalidReferenceData(file, line, f"{name}: no edition {edition!r}")
        if ends is not None and type(ends) is not date:
            raise InvalidReferenceData(file, line, f"{name}: ends is no day")
        if (name, edition) in seen:
            raise InvalidReferenceData(file, line, f"{name}: a second time")
        seen.add((name, edition))
        yield Release(name, Edition(edition), ends)


def _line(lines: list[str], words: str, after: int = 0) -> int:
    """The number of the first line after `after` that holds these words, 1 when none does."""
    return next((number for number, line in enumerate(lines, 1) if number > after and words in line), 1)


def _covers(name: str, release: str) -> bool:
    return release == name or release.startswith(f"{name}.")


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split(".") if part.isdigit())
