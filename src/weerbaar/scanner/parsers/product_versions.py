"""How long makers of content management systems mend a version, as far as a dated table knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.parsers.version_number import VersionNumber
from weerbaar.scanner.vocabulary.errors import InvalidReferenceData
from weerbaar.scanner.vocabulary.reference_data import Table, current

FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of versions. `ends` is the last day on which its maker mends it; `latest` its newest release, empty if not known."""

    start: VersionNumber
    ends: date | None
    latest: VersionNumber | None
    latest_text: str


@dataclass(frozen=True, slots=True)
class Product:
    """One row of `product_versions.toml`, where the words are explained; `lines` newest first."""

    lines: tuple[Line, ...]
    known_until: date
    only_newest: bool = False
    drops_zero: bool = False


@dataclass(frozen=True, slots=True)
class Support:
    """What the table says of one version. `line` is None for one newer or older than all lines; `is_newest` when it is of
    the newest line or after it."""

    product: Product
    version: VersionNumber
    line: Line | None
    is_newest: bool

    @property
    def newest(self) -> str:
        """The newest release that we know, or its line."""
        first = self.product.lines[0]
        return first.latest_text or ".".join(map(str, first.start.parts))

    @property
    def is_outdated(self) -> bool:
        """Whether a newer release of the line is known, or the maker promises repairs for another line alone.

        A number with fewer parts than the newest release has may be any release of the line, that one included.
        """
        latest = self.line.latest if self.line else None
        is_whole = latest is not None and (self.product.drops_zero or len(self.version.parts) >= len(latest.parts))
        is_older = latest is not None and is_whole and self.version < latest
        return is_older or (self.product.only_newest and not self.is_newest)

    def has_ended(self, on: date) -> bool:
        """Whether the maker mended it no more on this day. One older than every line that we know has long ended."""
        if self.line is None:
            return not self.is_newest
        return self.line.ends is not None and on > self.line.ends


def support_of(product: str, version: VersionNumber) -> Support | None:
    """What is known of this version; None when the table does not know the product, or the version lies between its lines."""
    known = _products().get(product)
    if known is None:
        return None
    newest, oldest = known.lines[0], known.lines[-1]
    of_it = [line for line in known.lines if version.is_of(line.start)]
    line = max(of_it, key=lambda one: len(one.start.parts), default=None)
    is_newest = line is newest or (line is None and version > newest.start)
    if line is None and not is_newest and version > oldest.start:
        return None
    return Support(known, version, line, is_newest)


@lru_cache(maxsize=1)
def good_until() -> date:
    """The last day on which the table may be believed to know all lines."""
    return current(FILE).good_until


def read(table: Table) -> Mapping[str, Product]:
    """The products of the table by id.

    Raises:
        InvalidReferenceData: a row cannot be used; the error names its line.
    """
    found = {}
    for index, row in enumerate(table.rows("product", ("id", "known_until", "lines"))):
        try:
            lines = sorted((_line(one) for one in row["lines"]), key=lambda line: line.start, reverse=True)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise InvalidReferenceData(str(table.path), table.line_of("product", index), f"a line: {error}") from error
        if not lines or not isinstance(row["known_until"], date):
            raise InvalidReferenceData(str(table.path), table.line_of("product", index), "no lines or no day")
        flags = {key: bool(row.get(key, False)) for key in ("only_newest", "drops_zero")}
        found[row["id"]] = Product(tuple(lines), row["known_until"], **flags)
    return found


def _line(row: Mapping[str, Any]) -> Line:
    start, latest = VersionNumber.parse(row["line"]), VersionNumber.parse(row.get("latest", ""))
    ends = row.get("ends")
    if start is None or not (ends is None or isinstance(ends, date)) or (latest is None and "latest" in row):
        raise ValueError(f"{row['line']!r}")
    return Line(start, ends, latest, row.get("latest", ""))


@lru_cache(maxsize=1)
def _products() -> Mapping[str, Product]:
    return read(current(FILE))
