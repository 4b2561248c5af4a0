"""The fact sheet: everything that was observed about one target, in a form that can be kept and judged again."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

import weerbaar.scanner.facts as package
from weerbaar.scanner.facts.codec import Json, decode, encode
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation, Reason, Unobserved
from weerbaar.scanner.vocabulary.errors import InvalidFactSheet

T = TypeVar("T")
SCHEMA = 1
_NOT_LOOKED = Unobserved(Reason.NOT_LOOKED)


@dataclass
class FactSheet:
    """Observations of `target` by fact. A fact that nobody looked at reads as `Unobserved(NOT_LOOKED)`."""

    target: str
    observations: dict[str, Observation[Any]] = field(default_factory=dict)

    def __getitem__(self, fact: Fact[T]) -> Observation[T]:
        return self.observations.get(fact.key, _NOT_LOOKED)

    def record(self, fact: Fact[T], observation: Observation[T]) -> None:
        """Write one observation down; a second one for the same fact replaces the first."""
        self.observations[fact.key] = observation

    def __contains__(self, fact: Fact[Any]) -> bool:
        return fact.key in self.observations

    def to_json(self) -> dict[str, Json]:
        """`{"schema": 1, "target": …, "observations": {"mail.dmarc": {…}}}`."""
        observations = {key: encode(value) for key, value in sorted(self.observations.items())}
        return {"schema": SCHEMA, "target": self.target, "observations": observations}

    @classmethod
    def from_json(cls, data: Any) -> "FactSheet":
        """Read back what `to_json` wrote. Facts that this version does not know are left out.

        Raises:
            InvalidFactSheet: the data is no fact sheet, or of another schema.
        """
        if not isinstance(data, dict) or not isinstance(data.get("observations"), dict):
            raise InvalidFactSheet("$", "not a fact sheet")
        if data.get("schema") != SCHEMA:
            raise InvalidFactSheet("$.schema", f"expected {SCHEMA}, got {data.get('schema')!r}")
        sheet = cls(str(data.get("target", "")))
        facts = known_facts()
        for key, stored in data["observations"].items():
            if key in facts:
                sheet.observations[key] = decode(facts[key].observation_shape, stored, f"$.observations.{key}")
        return sheet


@lru_cache(maxsize=1)
def known_facts() -> dict[str, Fact[Any]]:
    """Every fact declared in the modules of this package, by key."""
    found: dict[str, Fact[Any]] = {}
    for fact in _declared():
        if fact.key in found and found[fact.key] is not fact:
            raise RuntimeError(f"two facts are called {fact.key}")
        found[fact.key] = fact
    return found


def _declared() -> Iterator[Fact[Any]]:
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Fact):
                yield value
