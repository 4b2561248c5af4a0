"""Until when an operating system gets security updates: the dated list of `device_support.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.facts.device import Edition, OperatingSystem, Product
from weerbaar.scanner.vocabulary.errors import InvalidSupportList

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
    """The list that comes with the program, read once."""
    return read_support_list(FILE.name, FILE.read_text("utf-8"))


def read_support_list(file: str, text: str) -> SupportList:
    """The list in this text.

    Raises:
        InvalidSupportList: with file and line: no TOML, an unknown product or edition, a double row, a day that is none.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        raise InvalidSupportList(file, int(found[1]) if found else 0, str(error)) from error
    lines = text.splitlines()
    checked_on, days = data.get("checked_on"), data.get("stale_after_days")
    if type(checked_on) is not date:
        raise InvalidSupportList(file, _line(lines, "checked_on"), "checked_on is no day")
    if type(days) is not int or days < 1:
        raise InvalidSupportList(file, _line(lines, "stale_after_days"), "stale_after_days is no number of days")
    releases: dict[Product, tuple[Release, ...]] = {}
    rolling = set()
    for row in data.get("product", ()):
        product = _product(file, lines, row, releases)
        releases[product] = tuple(_rows(file, lines, product, row))
        if row.get("rolling") is True:
            rolling.add(product)
    return SupportList(checked_on, days, releases, frozenset(rolling))


def _product(file: str, lines: list[str], row: Mapping[str, Any], known: Mapping[Product, Any]) -> Product:
    name = str(row.get("name"))
    line = _line(lines, f'name = "{name}"')
    if name not in Product.__members__.values() or name == Product.OTHER:
        raise InvalidSupportList(file, line, f"{name}: no such product")
    if name in known:
        raise InvalidSupportList(file, line, f"{name}: a second time")
    if not isinstance(row.get("source"), str) or not row["source"].strip():
        raise InvalidSupportList(file, line, f"{name}: no source")
    if not row.get("release") and row.get("rolling") is not True:
        raise InvalidSupportList(file, line, f"{name}: no releases")
    return Product(name)


def _rows(file: str, lines: list[str], product: Product, row: Mapping[str, Any]) -> Iterator[Release]:
    start = _line(lines, f'name = "{product}"')
    seen = set()
    for entry in row["release"]:
        name, edition, ends = str(entry.get("name")), entry.get("edition", Edition.STANDARD), entry.get("ends")
        line = _line(lines, f'name = "{name}"', start)
        if not _NAME.fullmatch(name):
            raise InvalidSupportList(file, line, f"{name}: no release")
        if edition not in Edition.__members__.values():
            raise InvalidSupportList(file, line, f"{name}: no edition {edition!r}")
        if ends is not None and type(ends) is not date:
            raise InvalidSupportList(file, line, f"{name}: ends is no day")
        if (name, edition) in seen:
            raise InvalidSupportList(file, line, f"{name}: a second time")
        seen.add((name, edition))
        yield Release(name, Edition(edition), ends)


def _line(lines: list[str], words: str, after: int = 0) -> int:
    """The number of the first line from `after` that holds these words, 0 when none does."""
    return next((number for number, line in enumerate(lines, 1) if number > after and words in line), 0)


def _covers(name: str, release: str) -> bool:
    return release == name or release.startswith(f"{name}.")


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split(".") if part.isdigit())
