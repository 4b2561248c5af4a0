"""Pages that say how far something is proved: what is covered, which texts to paste were tried, what the fuzzing found."""

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path

import yaml

from lab.repair.plan import plan, unproven
from lab.table import LAB, archetypes
from weerbaar.scanner.advice.fixes import keys_with_a_fix, kinds_of
from weerbaar.scanner.checks.catalogue import catalogue

ROOT = Path(__file__).parents[1]
Row = tuple[str, str, str, tuple[str, ...], str]


def coverage_rows() -> tuple[Row, ...]:
    """Area, level, what, checks and why it is open, by `docs/coverage.toml`."""
    rows = tomllib.loads((ROOT / "docs/coverage.toml").read_text("utf-8"))["rows"]
    return tuple((row[0], row[1], row[2], tuple(row[3]), row[4] if len(row) > 4 else "") for row in rows)


def missing(row: Row) -> tuple[str, ...]:
    """The checks of a row that do not exist."""
    return tuple(check for check in row[3] if check not in catalogue())


def coverage_page() -> str:
    """What we set out to measure, row by row, and what is open."""
    rows = coverage_rows()
    lines = ["# What is covered", ""]
    for level in ("must", "should"):
        of_level = [row for row in rows if row[1] == level]
        done = [row for row in of_level if not missing(row)]
        lines.append(f"- {level}: {len(done)} of {len(of_level)} rows have their check.")
    lines += ["", "| area | level | what | checks | state |", "|---|---|---|---|---|"]
    for row in rows:
        area, level, what, checks, why = row
        links = ", ".join(f"[`{check}`](checks.md#{check.replace('.', '')})" for check in checks)
        state = f"open: {', '.join(missing(row))}. {why}".strip() if missing(row) else "measured"
        lines.append(f"| {area} | {level} | {what} | {links} | {state} |")
    return "\n".join(lines) + "\n"


def fixes_page() -> str:
    """Every outcome with a text to paste, and where that text was tried."""
    tried = plan()
    keys = sorted(keys_with_a_fix())
    lines = [
        "# Texts to paste, and their proof",
        "",
        f"{len(keys)} outcomes have a record or a setting to paste. The texts of {len(tried)} are taken over letter by letter",
        "on real servers of the lab, which are measured before and after (`tests/lab/test_fixes.py`). Texts for servers that",
        "the lab does not run set the same values (`tests/scanner/advice/test_fix_kinds.py`).",
        "",
        "| outcome | kinds | tried at | not tried, because |",
        "|---|---|---|---|",
    ]
    for key in keys:
        cells = (
            f"`{key}`",
            ", ".join(kinds_of(key)) or "made from the facts",
            tried.get(key, ""),
            unproven().get(key, ""),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def fuzzing_page() -> str:
    """What the last recorded campaign did and found."""
    seen = json.loads((ROOT / "bench/fuzz/recorded.json").read_text("utf-8"))
    mended = tomllib.loads((ROOT / "bench/fuzz/mended.toml").read_text("utf-8"))["mended"]
    lines = [
        "# Fuzzing of the parsers",
        "",
        f"Recorded on {seen['recorded_on']} by `make fuzz`, with {seen['engine']}: {seen['executions']:,} texts on"
        f" {len(seen['entry_points'])} entry points in {seen['minutes']:g} minutes.",
        "Each was then timed on texts and on texts ten times as long.",
        "",
        *(f"- Finding: {finding}" for finding in seen["findings"] or ["none."]),
        "",
        "Found and mended before, each kept as a text of `tests/scanner/parsers/corpus.toml` or as a rule of its own test:",
        "",
        *(f"- {line}" for line in mended),
        "",
        "| entry point | texts |",
        "|---|---|",
        *(f"| `{name}` | {count:,} |" for name, count in seen["entry_points"].items()),
    ]
    return "\n".join(lines) + "\n"


def archetypes_of(check: str) -> tuple[str, ...]:
    """The companies of the lab that show a failing outcome of a check."""
    return tuple(row.id for row in archetypes() if any(key.partition("/")[0] == check for key in row.expect))


def shown_by(check: str) -> str:
    """The tests that show the faults of a check which no company of the lab has."""
    unshown = yaml.safe_load((LAB / "unshown.yaml").read_text("utf-8"))
    tests = [test for test, keys in unshown.items() if any(key.partition("/")[0] == check for key in keys)]
    area, _, name = check.partition(".")
    return ", ".join(f"`{test}`" for test in [*tests, f"tests/scanner/checks/{area}/test_{name.replace('-', '_')}.py"])


def shown(names: Iterable[str], most: int = 4) -> str:
    """Some names, and how many more there are."""
    every = list(names)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more
