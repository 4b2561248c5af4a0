"""Everything a probe can meet, on loopback: a name server with a table, and servers at pretended addresses."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar, cast

from tests.scanner.probes.dns_server import DnsServer, Says, Table, dns_server
from tests.scanner.probes.listening import OPENED, Detour, TestClock
from tests.scanner.probes.looking import BOGUS, VALIDATES
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.doors.keeper import DoorKeeper
from weerbaar.scanner.probes.doors.settings import DoorSettings
from weerbaar.scanner.vocabulary.authorisation import ScanAuthorisation
from weerbaar.scanner.vocabulary.domain_name import DomainName

__all__ = ["NAME", "TARGET", "VALIDATES", "Notebook", "Scene", "has", "scene"]
T = TypeVar("T")
NAME = "bakkerij.example"
TARGET = DomainName(NAME)


def has(owner: str, rdtype: str, *data: str, **changes: Any) -> Table:
    """One row of a table: these records of one type at one name."""
    return {(owner, rdtype): Says(tuple(f"{owner} {rdtype} {one}" for one in data), **changes)}


class Notebook:
    """What a probe wrote down. A fact written twice is a bug, and so is one that it does not provide."""

    def __init__(self, provides: tuple[Fact[Any], ...]) -> None:
        self._provides = provides
        self._seen: dict[str, Observation[Any]] = {}

    def record(self, fact: Fact[T], observation: Observation[T]) -> None:
        assert fact in self._provides, f"{fact.key} is not provided"
        assert fact.key not in self._seen, f"{fact.key} is written twice"
        self._seen[fact.key] = observation

    def __getitem__(self, fact: Fact[T]) -> Observation[T]:
        return cast("Observation[T]", self._seen[fact.key])

    def value(self, fact: Fact[T]) -> T:
        """What was observed."""
        observation = self[fact]
        assert isinstance(observation, Observed), observation
        return observation.value

    def reason(self, fact: Fact[Any]) -> Reason:
        """Why it was not observed."""
        observation = self[fact]
        assert isinstance(observation, Unobserved), observation
        return observation.reason


@dataclass
class Scene:
    """The doors of one scan, and what stands behind them."""

    doors: Doors
    names: DnsServer
    detour: Detour

    async def run(self, probe: ModuleType, target: DomainName = TARGET) -> Notebook:
        """Let a probe look; every fact that it provides is written down exactly once."""
        notebook = Notebook(tuple(probe.PROVIDES))
        await probe.run(target, self.doors, notebook.record)
        missing = [fact.key for fact in probe.PROVIDES if fact.key not in notebook._seen]
        assert not missing
        return notebook

    @property
    def asked(self) -> list[str]:
        """The questions about anything but the proof, as `TYPE name`, each once."""
        own = (".", BOGUS)
        return list(
            dict.fromkeys(f"{asked.rdtype} {asked.name}" for asked in self.names.asked if asked.name not in own)
        )


@asynccontextmanager
async def scene(
    *tables: Table,
    places: Mapping[tuple[str, int], int] | None = None,
    ca_file: Path | None = None,
    authorisation: ScanAuthorisation | None = None,
) -> AsyncIterator[Scene]:
    """A scene for the time of the block. `places` leads pretended addresses to ports; all others are closed."""
    table = {key: said for part in tables for key, said in part.items()}
    async with dns_server(table) as names:
        detour = Detour(places)
        settings = DoorSettings(
            resolver=names.endpoint, bogus_names=(BOGUS,), allow_ranges=OPENED, ca_file=ca_file, detour=detour
        )
        async with DoorKeeper(settings, TestClock()) as keeper:
            doors, _ = keeper.doors()
            yield Scene(replace(doors, authorisation=authorisation), names, detour)
