"""Tables of the outside world that age: which products there are, which versions have holes, who owns which host.

Each table is a TOML file beside the code that reads it and says when it was checked and how long that holds. An operator may
keep newer ones in a folder, named by `WEERBAAR_REFERENCE_DATA`; `weerbaar data update` puts them there.
"""

import logging
import os
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from weerbaar.scanner.vocabulary.errors import InvalidReferenceData

SETTING = "WEERBAAR_REFERENCE_DATA"
# What changes too fast or is too large to come along: how each file is called in that folder, by the setting that names another.
KEPT_FILES = {
    "WEERBAAR_VRPS": "vrps.json",
    "WEERBAAR_RIS_V4": "ris.v4.txt",
    "WEERBAAR_RIS_V6": "ris.v6.txt",
    "WEERBAAR_RDAP": "rdap.jsonl",
    "WEERBAAR_HSTS_PRELOAD": "preload.txt",
}
_log = logging.getLogger(__name__)
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Table:
    """`content` is what the file says; `checked_on` when somebody last compared it with its source."""

    path: Path
    id: str
    version: int
    checked_on: date
    stale_after_days: int
    source: str
    verified: bool
    content: Mapping[str, Any]

    @property
    def good_until(self) -> date:
        """The last day on which it may be believed to be complete."""
        return self.checked_on + timedelta(days=self.stale_after_days)

    def rows(
        self, kind: str, required: Sequence[str], words: Mapping[str, Collection[str]] | None = None
    ) -> list[dict[str, Any]]:
        """The `[[kind]]` rows. `words` are what may stand under some of the keys.

        Raises:
            InvalidReferenceData: a row lacks what is required or says another word; the error names its line.
        """
        rows = self.content.get(kind, [])
        if not isinstance(rows, list) or not rows:
            raise InvalidReferenceData(str(self.path), 1, f"no [[{kind}]]")
        for index, row in enumerate(rows):
            for key in required:
                if not isinstance(row, dict) or key not in row:
                    raise InvalidReferenceData(str(self.path), self.line_of(kind, index), f"no {key}")
            for key, known in (words or {}).items():
                if row.get(key) not in known:
                    raise InvalidReferenceData(str(self.path), self.line_of(kind, index), f"{key} is {row.get(key)!r}")
        return rows

    def line_of(self, kind: str, index: int) -> int:
        """The line at which the row of this number, counted from 0, starts."""
        lines = self.path.read_text("utf-8").splitlines()
        starts = [number for number, line in enumerate(lines, 1) if line.strip().startswith(f"[[{kind}]]")]
        return starts[index] if index < len(starts) else 1


def folder() -> Path | None:
    """Where the operator keeps newer tables, if anywhere."""
    named = os.environ.get(SETTING, "").strip()
    return Path(named) if named else None


def newer_file(name: str) -> Path | None:
    """The operator's own file of this name, if there is one."""
    place = folder()
    path = place / name if place else None
    return path if path is not None and path.is_file() else None


def current(built_in: Path) -> Table:
    """The newer of the built-in table and the operator's own of the same name. An own one that cannot be read is passed over."""
    table = read_table(built_in)
    own = newer_file(built_in.name)
    if own is None:
        return table
    try:
        other = read_table(own)
    except InvalidReferenceData as error:
        _log.warning("%s is passed over: %s", own.name, error)
        return table
    return other if other.id == table.id and other.checked_on >= table.checked_on else table


def read_table(path: Path) -> Table:
    """A table with what every one says of itself.

    Raises:
        InvalidReferenceData: it cannot be read; the error names file and line.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        raise InvalidReferenceData(
            str(path), int(found[1]) if found else 1, _AT_LINE.sub("", str(error)).strip()
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidReferenceData(str(path), 1, type(error).__name__) from error
    shapes = {"id": str, "version": int, "checked_on": date, "stale_after_days": int, "source": str, "verified": bool}
    for key, shape in shapes.items():
        if not isinstance(content.get(key), shape):
            raise InvalidReferenceData(str(path), 1, f"no {key}")
    return Table(path, **{key: content[key] for key in shapes}, content=content)
