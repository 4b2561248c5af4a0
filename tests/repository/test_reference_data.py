"""Tables of the outside world say how old they are, and none is older than it says it may be."""

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from weerbaar.scanner.vocabulary.reference_data import Table, read_table

ROOT = Path(__file__).parents[2]
SCANNER = ROOT / "src/weerbaar/scanner"


def is_table(path: Path) -> bool:
    """A file that says both where it comes from and how long that holds."""
    head = path.read_text("utf-8").partition("\n[")[0]
    return all(re.search(rf"^{key} = ", head, re.MULTILINE) for key in ("stale_after_days", "source"))


TABLES = [path for path in sorted(SCANNER.rglob("*.toml")) if is_table(path)]


def names(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", TABLES, ids=names)
def test_no_table_is_older_than_it_says_it_may_be(path: Path) -> None:
    table = read_table(path)
    today = datetime.now(UTC).date()
    assert today <= table.good_until, (
        f"{path.relative_to(ROOT)} was checked on {table.checked_on} and holds for {table.stale_after_days} days."
        f" Compare it with its source ({table.source}), or renew it with `weerbaar data update {table.id} --from FILE`;"
        " then raise its version and set checked_on."
    )


@pytest.mark.parametrize("path", TABLES, ids=names)
def test_a_table_says_what_it_is_and_where_it_comes_from(path: Path) -> None:
    table = read_table(path)
    assert table.id == path.stem.replace("_", "-")
    assert table.version >= 1
    assert 90 <= table.stale_after_days <= 400
    assert len(table.source) > 10
    assert table.checked_on <= datetime.now(UTC).date()


DATED = [
    path for path in sorted(SCANNER.rglob("*.toml")) if "stale_after_days" in tomllib.loads(path.read_text("utf-8"))
]


@pytest.mark.parametrize("path", DATED, ids=names)
def test_no_other_dated_file_is_older_than_it_says_either(path: Path) -> None:
    content = tomllib.loads(path.read_text("utf-8"))
    age_days = (datetime.now(UTC).date() - content["checked_on"]).days
    assert age_days <= content["stale_after_days"], (
        f"{path.relative_to(ROOT)} is {age_days} days old: compare it with its source"
    )


def test_there_are_tables_and_their_names_differ() -> None:
    tables: list[Table] = [read_table(path) for path in TABLES]
    assert {"products", "product-versions", "third-parties", "third-parties-local"} <= {table.id for table in tables}
    assert len({table.id for table in tables}) == len(tables)
