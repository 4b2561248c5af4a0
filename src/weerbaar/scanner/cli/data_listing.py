"""Carries out `weerbaar data list`: what the scanner knows of the world outside, and how old that is."""

import os
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import weerbaar.scanner as package
from weerbaar.scanner.cli.datasets import Dataset, datasets
from weerbaar.scanner.cli.door import Reader
from weerbaar.scanner.cli.language import choose_language
from weerbaar.scanner.cli.messages import say
from weerbaar.scanner.vocabulary.reference_data import KEPT_FILES, current, newer_file

_DATED = re.compile(r"^checked_on = ", re.MULTILINE)
# Files of texts and settings have a day as well, but say nothing of the world outside.
_OURS = re.compile(r"words|messages|reasons|fixes|basic-")


class Row(NamedTuple):
    """One line of the list. `days_left` is None for what does not say how long it holds; `own` whether the operator keeps it."""

    name: str
    day: date | None
    days_left: int | None
    own: bool
    source: str


def run_list(reader: Reader, *, lang: str) -> None:
    """Print the list on standard output."""
    reader.language = choose_language(lang)
    today = datetime.now(UTC).date()
    rows = [*rows_of_tables(today), *rows_of_files(today)]
    width = max(len(row.name) for row in rows)

    def words(key: str, **values: object) -> str:
        return say(reader.language, "data", key, **values)

    for row in rows:
        if row.day is None:
            state = words("absent")
        elif row.days_left is None:
            state = words("age", days=(today - row.day).days)
        else:
            state = words("fresh" if row.days_left >= 0 else "stale", days=abs(row.days_left))
        where = words("own" if row.own else "built-in") if row.day else ""
        day = row.day.isoformat() if row.day else "-"
        print(f"{row.name:<{width}}  {day:<10}  {state:<24}  {where:<10}  {row.source}".rstrip())


def rows_of_tables(today: date) -> Iterator[Row]:
    """Every dated table of the scanner, the newer of the built-in and the operator's own."""
    renewable = {one.table: one for one in datasets().values() if one.table}
    for path in sorted(Path(package.__path__[0]).rglob("*.toml")):
        text = path.read_text("utf-8")
        if not _DATED.search(text) or _OURS.search(path.stem):
            continue
        if path in renewable:
            table = current(path)
            left = (table.good_until - today).days
            yield Row(table.id, table.checked_on, left, table.path != path, table.source)
        else:
            yield _plain_row(path, text, today)


def _plain_row(path: Path, text: str, today: date) -> Row:
    content = tomllib.loads(text)
    day, holds = content["checked_on"], content.get("stale_after_days")
    left = holds - (today - day).days if holds is not None else None
    return Row(str(content.get("id", path.stem)), day, left, False, str(content.get("source", "")))


def rows_of_files(today: date) -> Iterator[Row]:
    """What only an operator can keep, since it changes every day or is too large to come along."""
    for one in datasets().values():
        if one.table is None:
            yield _file_row(one)


def _file_row(one: Dataset) -> Row:
    setting = next((setting for setting, file in KEPT_FILES.items() if file == one.file), "")
    named = os.environ.get(setting, "").strip()
    path = Path(named) if named and Path(named).is_file() else newer_file(one.file)
    day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date() if path else None
    return Row(one.name, day, None, path is not None, one.made_from)
