"""Recognises the sign-in pages of routers, storage and hypervisors by their title, a header or a mark in the page."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.vocabulary.errors import InvalidReferenceData
from weerbaar.scanner.vocabulary.reference_data import Table, current

FILE = Path(__file__).with_suffix(".toml")
KINDS = ("router", "storage", "hypervisor", "remote-board", "admin")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Device:
    """One row of `device_pages.toml`, where the words are explained."""

    name: str
    kind: str
    titles: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]

    def fits(self, title: str, headers: Iterable[tuple[str, str]], body: str) -> bool:
        """Whether the page is one of this device; `title` and `headers` in small letters."""
        if title and any(_title_fits(title, pattern) for pattern in self.titles):
            return True
        if any(name == own and value.startswith(start) for name, value in headers for own, start in self.headers):
            return True
        return any(mark in body for mark in self.marks)


def recognise(headers: Iterable[tuple[str, str]], body: str) -> Device | None:
    """The device whose sign-in page this is; None for any other page."""
    small = [(name.lower(), value.lower()) for name, value in headers]
    title = title_of(body).lower()
    return next((device for device in _devices() if device.fits(title, small, body)), None)


def title_of(body: str) -> str:
    """The text of the first `<title>`, blanks as one; empty without."""
    found = _TITLE.search(body)
    return _SPACE.sub(" ", html.unescape(found[1])).strip() if found else ""


def read(table: Table) -> tuple[Device, ...]:
    """The devices of the table.

    Raises:
        InvalidReferenceData: a row cannot be used; the error names its line.
    """
    return tuple(_device(table, *row) for row in enumerate(table.rows("device", ("name", "kind", "titles"))))


def _device(table: Table, index: int, row: Mapping[str, Any]) -> Device:
    pairs = [header.partition(": ") for header in row.get("headers", ())]
    if row["kind"] not in KINDS or not all(start for _, _, start in pairs):
        line = table.line_of("device", index)
        raise InvalidReferenceData(str(table.path), line, f"{row['name']}: no such kind or header")
    headers = tuple((name, start) for name, _, start in pairs)
    return Device(row["name"], row["kind"], tuple(row["titles"]), headers, tuple(row.get("marks", ())))


def _title_fits(title: str, pattern: str) -> bool:
    start, star, end = pattern.partition("*")
    if not star:
        return title == pattern
    return len(title) >= len(start) + len(end) and title.startswith(start) and title.endswith(end)


@lru_cache(maxsize=1)
def _devices() -> tuple[Device, ...]:
    return read(current(FILE))
