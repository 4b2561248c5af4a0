"""Somebody who reads the whole database after every reply, who knows everybody's code, and the answers of half of all.

From the half that is known the attacker learns which trace in the database goes with the answer: a value that a person's row and
an answer's row share, an order that two tables have in common (also the order of storage), or a number that changed when somebody
replied. That trace then tells of the other half.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from weerbaar.portal.core.ids import fingerprint

Row = dict[str, Any]
Dump = dict[str, list[Row]]
Trace = tuple[str, ...]
_TOKEN = re.compile(r"[\w-]+(?:\"?: ?\[?\"?[\w-]+)?")
# Where a row is stored, and by which write: what no table shows and every database keeps.
_HIDDEN = {"sqlite": ("rowid",), "postgresql": ("ctid::text", "xmin::text::bigint")}


def read_all() -> Dump:
    """Every row of every table, with where it is stored."""
    dump: Dump = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            hidden = ", ".join(f'{name} AS "hidden{at}"' for at, name in enumerate(_HIDDEN[connection.vendor]))
            cursor.execute(f'SELECT {hidden}, * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            dump[table] = [dict(zip(names, map(_plain, values), strict=True)) for values in cursor.fetchall()]
    return dump


@dataclass
class Attacker:
    """Reads on, and guesses at the end. `codes` are those of all people, in an order of the attacker's own."""

    codes: Sequence[str]
    last: Dump = field(default_factory=dict)
    seen: dict[Trace, set[str]] = field(default_factory=lambda: defaultdict(set))

    def begin(self) -> None:
        """Read before the first reply."""
        self.last = read_all()

    def look(self, code: str) -> None:
        """Read again right after this person replied, and note what is new, and which numbers changed."""
        now = read_all()
        for table, rows in now.items():
            before = self.last.get(table, [])
            for row in rows:
                if row not in before:
                    for trace in _changes(table, row, before):
                        self.seen[trace].add(code)
        self.last = now

    def guess(self, known: Mapping[str, bool]) -> dict[str, bool]:
        """The answer of everybody, by the trace that tells most of those whose answer is known."""
        for trace, code in self._linked():
            self.seen[trace].add(code)

        def right(trace: Trace) -> int:
            return sum((code in self.seen[trace]) is answer for code, answer in known.items())

        traces = sorted(self.seen)
        if not traces:
            return dict.fromkeys(self.codes, True)
        best = max(traces, key=lambda trace: max(right(trace), len(known) - right(trace)))
        upright = 2 * right(best) >= len(known)
        return {code: (code in self.seen[best]) is upright for code in self.codes}

    def _linked(self) -> Iterator[tuple[Trace, str]]:
        """What the last reading links: a person's row to rows elsewhere, by a shared value, or by the same place in an order."""
        owner = {fingerprint(code): code for code in self.codes} | {code: code for code in self.codes}
        for table, rows in self.last.items():
            people = [(owner[value], row) for row in rows for value in row.values() if value in owner]
            if not people:
                continue
            for other, others in self.last.items():
                yield from _by_value(table, people, other, others)
                if len(others) == len(people):
                    yield from _by_order(table, people, other, others)


def _by_value(
    table: str, people: Sequence[tuple[str, Row]], other: str, others: Sequence[Row]
) -> Iterator[tuple[Trace, str]]:
    for column in others[0] if others else ():
        found = {row[column]: row for row in others}
        for mine in people[0][1]:
            for code, row in people:
                if row is not found.get(row[mine]) and row[mine] in found:
                    yield from (
                        (("value", table, mine, other, column, *token), code) for token in _tokens(found[row[mine]])
                    )


def _by_order(
    table: str, people: Sequence[tuple[str, Row]], other: str, others: Sequence[Row]
) -> Iterator[tuple[Trace, str]]:
    for mine in _sortable(row for _code, row in people):
        mine_sorted = sorted(people, key=lambda item, mine=mine: item[1][mine])  # type: ignore[misc]
        for column in _sortable(others):
            theirs = sorted(others, key=lambda row, column=column: row[column])  # type: ignore[misc]
            for (code, _row), row in zip(mine_sorted, theirs, strict=True):
                yield from ((("order", table, mine, other, column, *token), code) for token in _tokens(row))


def _sortable(rows: Iterable[Row]) -> list[str]:
    """Columns with a value of one sort in every row, not all the same."""
    rows = list(rows)
    return [
        column
        for column in (rows[0] if rows else ())
        if len({type(row[column]) for row in rows}) == 1
        and not isinstance(rows[0][column], type(None))
        and len({row[column] for row in rows}) > 1
    ]


def _changes(table: str, row: Row, before: Sequence[Row]) -> Iterator[Trace]:
    """What is in a row that was not there before; where one like it was there, which of its columns changed."""
    old = next((other for other in before if other.get("id") == row.get("id")), None)
    key = str(row.get("id") or "")
    if old is None:
        yield from (("new", table, *token) for token in _tokens(row))
        return
    for column, value in row.items():
        if value != old[column]:
            yield ("changed", table, key, column)
            yield ("changed to", table, key, column, str(hash(value) % 2))


def _tokens(row: Row) -> Iterator[Trace]:
    for column, value in row.items():
        for word in _TOKEN.findall(str(value)):
            yield (column, word)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, dict | list):
        return str(value)
    if isinstance(value, str) and re.fullmatch(r"\(\d+,\d+\)", value):
        return tuple(int(part) for part in value[1:-1].split(","))
    return value
