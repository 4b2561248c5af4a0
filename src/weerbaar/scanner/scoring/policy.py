"""A scoring policy: weights, partial credit and severities as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.vocabulary.errors import InvalidPolicy
from weerbaar.scanner.vocabulary.severity import Severity
from weerbaar.scanner.vocabulary.status import Status

DEFAULT = "basic-2026"


@dataclass(frozen=True, slots=True)
class Policy:
    """`weights` by check id; `credit` by finding key for failing outcomes that are half a success, 0 to 1;
    `prerequisites` by check id: when one of them fails, a check that does not apply counts as failed."""

    name: str
    weights: Mapping[str, float]
    credit: Mapping[str, float]
    severities: Mapping[str, Severity]
    prerequisites: Mapping[str, tuple[str, ...]]

    def credit_of(self, key: str, status: Status) -> float:
        """What share of its weight an outcome earns."""
        return self.credit.get(key, 1.0 if status is Status.PASS else 0.0)


@lru_cache(maxsize=4)
def load_policy(name: str = DEFAULT) -> Policy:
    """Read `policies/<name>.toml`.

    Raises:
        InvalidPolicy: the file names a check, outcome or severity that does not exist, or a number out of range.
    """
    path = Path(__file__).parent / "policies" / f"{name}.toml"
    return parse_policy(path.name, tomllib.loads(path.read_text("utf-8")))


def parse_policy(file: str, data: Mapping[str, Any]) -> Policy:
    """The policy in parsed TOML; every id in it must exist."""
    weights = {check: _number(file, check, weight, 0, 100) for check, weight in data["weights"].items()}
    credit = {key: _number(file, key, share, 0, 1) for key, share in data.get("credit", {}).items()}
    prerequisites = {check: tuple(names) for check, names in data.get("prerequisites", {}).items()}
    for check in (*weights, *prerequisites, *(name for names in prerequisites.values() for name in names)):
        if check not in catalogue():
            raise InvalidPolicy(file, f"no check {check!r}")
    for key in (*credit, *data.get("severities", {})):
        check, _, outcome = key.partition("/")
        if check not in catalogue() or outcome not in catalogue()[check].outcomes:
            raise InvalidPolicy(file, f"no outcome {key!r}")
    severities = {key: _severity(file, key, word) for key, word in data.get("severities", {}).items()}
    return Policy(f"{data['id']}/{data['version']}", weights, credit, severities, prerequisites)


def _number(file: str, key: str, value: Any, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise InvalidPolicy(file, f"{key}: {value!r} is no number from {low} to {high}")
    return float(value)


def _severity(file: str, key: str, word: Any) -> Severity:
    try:
        return Severity(word)
    except ValueError as error:
        raise InvalidPolicy(file, f"{key}: no severity {word!r}") from error
