"""Reads the two files that operators take in: providers, and extracts of registers of marks. Pure, and everything is checked
before anything is used.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from weerbaar.portal.knowledge.municipalities import find_municipality
from weerbaar.portal.providers.errors import Fault
from weerbaar.portal.providers.profile import MarkClaim, Profile, claim_faults, profile_faults

T = TypeVar("T")
MOST_BYTES, MOST_ROWS = 1_000_000, 2000
PROVIDER_COLUMNS = (
    "name",
    "kvk_number",
    "email",
    "phone",
    "website",
    "about",
    "municipality",
    "areas",
    "categories",
    "sectors",
    "sizes",
    "languages",
)
MARK_COLUMNS = ("kvk_number", "mark", "holder", "scope", "number", "valid_until", "register_url")
EVERYWHERE = "*"
_KVK = re.compile(r"[0-9]{8}\Z")


class FileFault(StrEnum):
    """What is wrong with a whole file or a whole row. NOT_YOURS: one vetter alone does not decide about this provider."""

    TOO_LARGE = "too-large"
    NO_TEXT = "no-text"
    NO_ROWS = "no-rows"
    TOO_MANY_ROWS = "too-many-rows"
    MISSING_COLUMN = "missing-column"
    UNKNOWN_COLUMN = "unknown-column"
    WRONG_WIDTH = "wrong-width"
    NOT_YOURS = "not-yours"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong at a line (from 1, the heading; 0 when it is the whole file) and a column (empty: all of them)."""

    line: int
    column: str
    fault: Fault | FileFault


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """A provider in a file."""

    line: int
    name: str
    kvk_number: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark in a file, of whoever has this number in the trade register."""

    line: int
    kvk_number: str
    claim: MarkClaim


@dataclass(frozen=True)
class Table(Generic[T]):
    """What was read. With complaints nothing of it may be used."""

    rows: Sequence[T]
    complaints: Sequence[Complaint]


def read_providers(data: bytes) -> Table[ProviderRow]:
    """Lists within a cell are split by semicolons or bars; `*` as areas is the whole country."""
    return _read(data, PROVIDER_COLUMNS, _provider, lambda row: row.profile.email.lower())


def read_marks(data: bytes, known: Sequence[str], today: date) -> Table[MarkRow]:
    """`known` are the marks that may be shown to people."""

    def one(line: int, cells: Mapping[str, str]) -> tuple[MarkRow, Mapping[str, Fault]]:
        return _mark(line, cells, known, today)

    return _read(data, MARK_COLUMNS, one, lambda row: f"{row.kvk_number} {row.claim.mark}")


def _read(
    data: bytes,
    columns: Sequence[str],
    one: Callable[[int, Mapping[str, str]], tuple[T, Mapping[str, Fault]]],
    key: Callable[[T], str],
) -> Table[T]:
    if len(data) > MOST_BYTES:
        return Table((), [Complaint(0, "", FileFault.TOO_LARGE)])
    try:
        text = data.decode("utf-8-sig")
        lines = _lines(text)
    except (UnicodeDecodeError, csv.Error):
        return Table((), [Complaint(0, "", FileFault.NO_TEXT)])
    complaints = _of_heading(lines, columns)
    if complaints:
        return Table((), complaints)
    heading, found, seen = lines[0][1], [], set()
    for line, cells in lines[1:]:
        if len(cells) != len(heading):
            complaints.append(Complaint(line, "", FileFault.WRONG_WIDTH))
            continue
        row, faults = one(line, dict(zip(heading, cells, strict=True)))
        complaints += [Complaint(line, column, fault) for column, fault in faults.items()]
        if key(row) in seen:
            complaints.append(Complaint(line, "", Fault.TAKEN))
        seen.add(key(row))
        found.append(row)
    return Table(found, complaints)


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Each row with its line in the file, without empty ones. Dutch spreadsheets separate by semicolons, and
    copying from one by tabs."""
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    found = []
    for cells in reader:
        if any(cell.strip() for cell in cells):
            found.append((reader.line_num, [cell.strip() for cell in cells]))
    return found


def _of_heading(lines: Sequence[tuple[int, list[str]]], columns: Sequence[str]) -> list[Complaint]:
    if len(lines) < 2:
        return [Complaint(0, "", FileFault.NO_ROWS)]
    if len(lines) - 1 > MOST_ROWS:
        return [Complaint(0, "", FileFault.TOO_MANY_ROWS)]
    heading = lines[0][1]
    missing = [Complaint(1, name, FileFault.MISSING_COLUMN) for name in columns if name not in heading]
    unknown = [
        Complaint(1, name, FileFault.UNKNOWN_COLUMN)
        for at, name in enumerate(heading)
        if name not in columns or name in heading[:at]
    ]
    return missing + unknown


def _provider(line: int, cells: Mapping[str, str]) -> tuple[ProviderRow, Mapping[str, Fault]]:
    areas = _several(cells["areas"])
    profile = Profile(
        about=cells["about"],
        website=cells["website"],
        email=cells["email"],
        phone=cells["phone"],
        municipality=_key(cells["municipality"]),
        everywhere=areas == (EVERYWHERE,),
        areas=() if areas == (EVERYWHERE,) else tuple(sorted({_key(name) for name in areas})),
        categories=_several(cells["categories"]),
        sectors=_several(cells["sectors"]),
        sizes=_several(cells["sizes"]),
        languages=_several(cells["languages"]),
    )
    name = " ".join(cells["name"].split())
    faults = dict(profile_faults(profile))
    if not name or len(name) > 120:
        faults["name"] = Fault.TOO_LONG if name else Fault.MISSING
    if not profile.email:
        faults["email"] = Fault.MISSING
    if cells["kvk_number"] and not _KVK.match(cells["kvk_number"]):
        faults["kvk_number"] = Fault.UNKNOWN
    return ProviderRow(line, name, cells["kvk_number"], profile), faults


def _mark(
    line: int, cells: Mapping[str, str], known: Sequence[str], today: date
) -> tuple[MarkRow, Mapping[str, Fault]]:
    day_fault: dict[str, Fault] = {}
    try:
        until = date.fromisoformat(cells["valid_until"]) if cells["valid_until"] else None
    except ValueError:
        until, day_fault = None, {"valid_until": Fault.UNKNOWN}
    claim = MarkClaim(cells["mark"], cells["holder"], cells["scope"], cells["number"], until, cells["register_url"])
    faults = {**claim_faults(claim, known, today), **day_fault}
    if not _KVK.match(cells["kvk_number"]):
        faults["kvk_number"] = Fault.UNKNOWN
    return MarkRow(line, cells["kvk_number"], claim), faults


def _several(cell: str) -> tuple[str, ...]:
    return tuple(sorted({part.strip() for part in re.split(r"[;|]", cell) if part.strip()}))


def _key(name: str) -> str:
    found = find_municipality(name)
    return found.key if found else name
