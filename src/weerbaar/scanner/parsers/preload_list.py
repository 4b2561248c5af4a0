"""The HSTS preload list: read as Chromium keeps it, and kept small and sorted for looking up.

Chromium keeps it in `net/http/transport_security_state_static.json`: JSON with whole lines of `//` remarks. Ours has a first
line with the day, and then one line an entry, sorted: the name, a blank and its letters.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from weerbaar.scanner.parsers.malformed import Malformed

_HEAD = "# HSTS preload list of "
_REMARK = re.compile(r"^[ \t]*//.*$", re.MULTILINE)
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_SUBDOMAINS, _BULK = "s", "b"
# Entries that came in by the public form, which goes on looking at the header (hstspreload.org, continued requirements).
_BULK_POLICY = "bulk-"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One name. `include_subdomains`: everything below it too; `bulk`: put there by the header of the site."""

    name: str
    include_subdomains: bool
    bulk: bool


def read_chromium(text: str) -> tuple[Entry, ...] | Malformed:
    """The entries that force https. Faults: `not-json`, `no-entries`."""
    try:
        content = json.loads(_REMARK.sub("", text))
    except (ValueError, RecursionError) as error:
        at = error.pos if isinstance(error, json.JSONDecodeError) else 0
        return Malformed(text[:50], at, "not-json")
    rows = content.get("entries") if isinstance(content, dict) else None
    found = tuple(entry for row in rows if (entry := _entry(row))) if isinstance(rows, list) else ()
    return found or Malformed(text[:50], 0, "no-entries")


def _entry(row: object) -> Entry | None:
    if not isinstance(row, dict) or row.get("mode") != "force-https":
        return None
    name = str(row.get("name", "")).lower()
    if _NAME.fullmatch(name) is None:
        return None
    return Entry(name, row.get("include_subdomains") is True, str(row.get("policy", "")).startswith(_BULK_POLICY))


def write(entries: Iterable[Entry], taken_on: date) -> str:
    """Our own form."""
    lines = sorted(f"{entry.name} {_letters(entry)}" for entry in entries)
    return "\n".join([f"{_HEAD}{taken_on.isoformat()}", *lines, ""])


def _letters(entry: Entry) -> str:
    return (_SUBDOMAINS if entry.include_subdomains else "") + (_BULK if entry.bulk else "")


class PreloadList:
    """A list in our own form, kept as the octets of its file: some 4 MB, and a few microseconds for a look-up."""

    def __init__(self, content: bytes, taken_at: datetime) -> None:
        self._content = content
        self.taken_at = taken_at

    @classmethod
    def read(cls, content: bytes) -> "PreloadList | Malformed":
        """A list with a day in its first line. Fault: `no-day`."""
        head, _, rest = content.partition(b"\n")
        text = head.decode("ascii", "replace")
        try:
            day = date.fromisoformat(text.removeprefix(_HEAD).strip())
        except ValueError:
            return Malformed(text[:50], 0, "no-day")
        return cls(rest, datetime(day.year, day.month, day.day, tzinfo=UTC))

    def covering(self, name: str) -> Entry | None:
        """The entry for this name (lower-case ASCII): its own, else that of the nearest name above that takes all below."""
        entry = self._find(name)
        while entry is None and "." in name:
            name = name.partition(".")[2]
            above = self._find(name)
            entry = above if above is not None and above.include_subdomains else None
        return entry

    def _find(self, name: str) -> Entry | None:
        """Halves what is left until the line is found."""
        # With the blank, since "a-b " sorts before "a.b " as the lines do.
        wanted, content = f"{name} ".encode(), self._content
        low, high = 0, len(content)
        while low < high:
            middle = (low + high) // 2
            start = content.rfind(b"\n", low, middle) + 1 or low
            end = content.find(b"\n", middle)
            end = len(content) if end < 0 else end
            line = content[start:end]
            if line.startswith(wanted):
                letters = line[len(wanted) :].decode("ascii", "replace")
                return Entry(name, _SUBDOMAINS in letters, _BULK in letters)
            if line < wanted:
                low = end + 1
            else:
                high = start
        return None
