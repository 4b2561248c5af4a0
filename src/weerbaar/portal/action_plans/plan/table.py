"""The table of causes (`causes.toml`), read once and checked in every place."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.vocabulary.severity import Severity

BANK_ACTION = "ACT-"


class InvalidCauses(Exception):
    """The table names a check that does not exist, one check twice, or lacks a text or number."""


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One cause. `checks` are ids of checks. `minutes` (of the owner) and `euros` are for when only an answer tells of it.

    `titles` by language, for causes that are no action of the bank.
    """

    key: str
    checks: frozenset[str]
    minutes: int
    euros: int
    titles: Mapping[str, str]

    @property
    def is_bank_action(self) -> bool:
        """Whether its words come from the bank of questions."""
        return self.key.startswith(BANK_ACTION)


@dataclass(frozen=True, slots=True)
class Weighing:
    """How effect is counted; see the head of the table."""

    opens_at: float
    unknown: float
    critical: float
    finding: float
    preview: Mapping[Severity, float]


@dataclass(frozen=True, slots=True)
class EffortRules:
    """How effort is counted; see the head of the table."""

    euros_per_owner_hour: int
    euros_per_supplier_hour: int
    hand_over_minutes: int
    further_task: float
    least_minutes: int
    bands: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class CauseTable:
    """All causes by key, the cause of each check that has one, and the rules for weighing."""

    rows: Mapping[str, CauseRow]
    cause_of_check: Mapping[str, str]
    weighing: Weighing
    effort: EffortRules

    def key_of(self, check: str) -> str:
        """The cause that a failing check belongs to: its own id when the table names none."""
        return self.cause_of_check.get(check, check)


@lru_cache(maxsize=1)
def cause_table() -> CauseTable:
    """The table that this version comes with.

    Raises:
        InvalidCauses: it is not whole.
    """
    text = (Path(__file__).parent / "causes.toml").read_text("utf-8")
    return read_table(tomllib.loads(text), frozenset(catalogue()))


def read_table(data: Mapping[str, Any], known_checks: frozenset[str]) -> CauseTable:
    """The table in parsed TOML. Of the patterns that fit a check the plain id wins; two patterns that fit are a mistake."""
    rows: dict[str, CauseRow] = {}
    exact: dict[str, str] = {}
    fitting: dict[str, list[str]] = {}
    for cause in data["cause"]:
        key = cause["key"]
        if key in rows:
            raise InvalidCauses(f"{key} is there twice")
        for pattern in cause.get("checks", ()):
            found = [check for check in known_checks if fnmatchcase(check, pattern)]
            if not found:
                raise InvalidCauses(f"{key}: no check fits {pattern!r}")
            for check in found:
                if "*" in pattern:
                    fitting.setdefault(check, []).append(key)
                elif exact.setdefault(check, key) != key:
                    raise InvalidCauses(f"{check} belongs to {exact[check]} and to {key}")
        rows[key] = _row(key, cause)
    for check, keys in fitting.items():
        if check not in exact and len(keys) > 1:
            raise InvalidCauses(f"{check} fits {' and '.join(keys)}")
    of_check = {check: keys[0] for check, keys in fitting.items()} | exact
    whole = {key: _with_checks(row, of_check) for key, row in rows.items()}
    return CauseTable(whole, of_check, _weighing(data["weighing"]), _effort(data["effort"]))


def _row(key: str, cause: Mapping[str, Any]) -> CauseRow:
    titles = {language: cause[language] for language in ("nl", "en") if language in cause}
    is_of_bank = key.startswith(BANK_ACTION)
    if is_of_bank and not {"minutes", "euros"} <= cause.keys():
        raise InvalidCauses(f"{key}: no minutes and euros")
    if not is_of_bank and len(titles) < 2:
        raise InvalidCauses(f"{key}: no title in both languages")
    return CauseRow(key, frozenset(), cause.get("minutes", 0), cause.get("euros", 0), titles)


def _with_checks(row: CauseRow, of_check: Mapping[str, str]) -> CauseRow:
    checks = frozenset(check for check, key in of_check.items() if key == row.key)
    return CauseRow(row.key, checks, row.minutes, row.euros, row.titles)


def _weighing(data: Mapping[str, Any]) -> Weighing:
    preview = {severity: float(data["preview"][severity.value.lower()]) for severity in Severity}
    return Weighing(data["opens_at"], data["unknown"], data["critical"], data["finding"], preview)


def _effort(data: Mapping[str, Any]) -> EffortRules:
    bands = {band: (low, high) for band, (low, high) in data["bands"].items()}
    return EffortRules(**{**data, "bands": bands})
