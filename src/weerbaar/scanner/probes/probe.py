"""What a probe is: a module that looks through the doors and writes facts down."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Protocol, TypeVar

import weerbaar.scanner.probes as package
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

T = TypeVar("T")


class Stage(StrEnum):
    """What is being looked at, as a visitor sees it on the live page, in this order."""

    ADDRESS = "address"
    WEBSITE = "website"
    MAIL = "mail"
    CONNECTION = "connection"


class Record(Protocol):
    """Writes one observation on the fact sheet. A probe calls it once for each fact it provides, as soon as it knows."""

    def __call__(self, fact: Fact[T], observation: Observation[T]) -> None: ...


Run = Callable[[DomainName, Doors, Record], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Probe:
    """A module of this package with `PROVIDES`, `STAGE`, `INTRUSIVENESS` and an async `run(target, doors, record)`.

    Probes of one scan run at the same time. A probe that needs another's fact asks the same door again:
    the resolver answers each question once, so it costs nothing.
    """

    name: str
    provides: tuple[Fact[Any], ...]
    stage: Stage
    intrusiveness: Intrusiveness
    run: Run


@lru_cache(maxsize=1)
def probes() -> tuple[Probe, ...]:
    """All probes, in the order of their names."""
    found = []
    for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        if hasattr(module, "PROVIDES"):
            name = info.name.rpartition(".")[2]
            found.append(Probe(name, tuple(module.PROVIDES), module.STAGE, module.INTRUSIVENESS, module.run))
    return tuple(found)


@lru_cache(maxsize=1)
def provider_of() -> Mapping[str, Probe]:
    """The probe of each fact, by the fact's key.

    Raises:
        RuntimeError: two probes provide the same fact.
    """
    by_fact: dict[str, Probe] = {}
    for probe in probes():
        for fact in probe.provides:
            if fact.key in by_fact:
                raise RuntimeError(f"{fact.key} is provided by {by_fact[fact.key].name} and {probe.name}")
            by_fact[fact.key] = probe
    return by_fact
