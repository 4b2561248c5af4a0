"""Whether the version that a service announces is still mended, by its maker or by the distribution that packaged it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.vocabulary.errors import InvalidReferenceData
from weerbaar.scanner.vocabulary.reference_data import Table, current

FILE = Path(__file__).with_suffix(".toml")
_AFTER_VERSION = re.compile(r"^[ ~_+-]*")
_LONGEST = 200


class Upkeep(Enum):
    """MENDED until a day that has not passed; ENDED before today; UNKNOWN where nothing can be said for certain."""

    MENDED = "mended"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`until` is the day that decided, None where there is none; `by` is the distribution and its release, or empty."""

    upkeep: Upkeep
    until: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class _Product:
    lines: Mapping[str, date]
    kept: Mapping[str, date]
    plain: tuple[str, ...]
    only_newest: bool


@dataclass(frozen=True, slots=True)
class _Distribution:
    name: str
    mark: re.Pattern[str]
    release: re.Pattern[str]
    packaged: Mapping[str, str]
    releases: Mapping[str, date]
    paid: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Versions:
    """What `service_versions.toml` says; the words are explained there."""

    products: Mapping[str, _Product]
    distributions: tuple[_Distribution, ...]
    good_until: date

    def judge(self, product: str, version: str, announced: str, on: date) -> Judgement:
        """How it stands on this day. `announced` is the whole text, in which a distribution leaves its mark.

        Something that is maintained can be said only while the table is fresh; what has ended stays ended.
        """
        if not version:
            return Judgement(Upkeep.UNKNOWN)
        text = announced[:_LONGEST]
        owner = next((one for one in self.distributions if one.mark.search(text)), None)
        if owner is not None:
            release = _release(owner, product, version, text)
            until, longest = owner.releases.get(release), owner.paid.get(release)
            return self._judgement(until, longest, on, f"{owner.name} {release}")
        known = self.products.get(product)
        if known is None or not _is_plain(known, version, text):
            return Judgement(Upkeep.UNKNOWN)
        until = _of_line(known.lines, version)
        if known.only_newest and until is not None and on <= until < max(known.lines.values()):
            return Judgement(Upkeep.UNKNOWN)
        return self._judgement(until, _of_line(known.kept, version), on)

    def _judgement(self, until: date | None, longest: date | None, on: date, by: str = "") -> Judgement:
        """By the last day for everybody, and that for those whom we cannot tell from them."""
        if until is None or until < on <= (longest or until):
            return Judgement(Upkeep.UNKNOWN)
        if until < on:
            return Judgement(Upkeep.ENDED, longest or until, by)
        return Judgement(Upkeep.MENDED, until, by) if on <= self.good_until else Judgement(Upkeep.UNKNOWN)


def versions() -> Versions:
    """The table in force."""
    return _versions()


def read(table: Table) -> Versions:
    """What the table says.

    Raises:
        InvalidReferenceData: a row cannot be used; the error names its line.
    """
    products: dict[str, _Product] = {}
    for index, row in enumerate(table.rows("product", ("names", "lines"))):
        lines, kept = (_days(table, "product", index, row.get(key, {})) for key in ("lines", "kept"))
        product = _Product(lines, kept, tuple(row.get("plain", ())), bool(row.get("only_newest", False)))
        products |= dict.fromkeys(row["names"], product)
    rows = table.rows("distribution", ("name", "mark", "release", "packaged", "releases"))
    return Versions(products, tuple(_distribution(table, *row) for row in enumerate(rows)), table.good_until)


def _distribution(table: Table, index: int, row: Mapping[str, Any]) -> _Distribution:
    try:
        mark, release = re.compile(row["mark"]), re.compile(row["release"])
    except (re.error, TypeError) as error:
        line = table.line_of("distribution", index)
        raise InvalidReferenceData(str(table.path), line, f"no expression: {error}") from error
    releases, paid = (_days(table, "distribution", index, row.get(key, {})) for key in ("releases", "paid"))
    return _Distribution(row["name"], mark, release, row["packaged"], releases, paid)


def _days(table: Table, kind: str, index: int, row: object) -> Mapping[str, date]:
    if not isinstance(row, dict) or not all(isinstance(day, date) for day in row.values()):
        raise InvalidReferenceData(str(table.path), table.line_of(kind, index), "no days")
    return row


def _release(owner: _Distribution, product: str, version: str, text: str) -> str:
    """The release of the distribution, from its mark or else from what it packaged; empty when neither tells."""
    found = owner.release.search(text)
    if found:
        return found[1]
    release: str | None = _of_line(owner.packaged, f"{product} {version}")
    return release or ""


def _is_plain(product: _Product, version: str, text: str) -> bool:
    """Whether nothing in the text says that somebody else packaged it: a bare version, or words of the maker itself."""
    rest = text.partition(version)[2].rstrip(" )]")
    return _AFTER_VERSION.sub("", rest) in ("", "Server", "Server ready.", *product.plain)


def _of_line(lines: Mapping[str, Any], version: str) -> Any:
    """The value of the longest line that the version begins with: `8.0` takes 8.0.36 and 8.0p1, not 8.01."""
    fitting = [line for line in lines if version.startswith(line) and not version[len(line) : len(line) + 1].isdigit()]
    return lines[max(fitting, key=len)] if fitting else None


@lru_cache(maxsize=1)
def _versions() -> Versions:
    return read(current(FILE))
