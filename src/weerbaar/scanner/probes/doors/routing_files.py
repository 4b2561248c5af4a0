"""Routes and their authorisations, from files that the operator keeps up to date."""

import asyncio
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.routing import Route
from weerbaar.scanner.parsers import ris_dump, vrps
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.prefixes import Prefix
from weerbaar.scanner.parsers.routing_table import RoutingTable
from weerbaar.scanner.probes.doors.clock import Clock

# Authorisations are renewed all day; announced routes change slower, and RIPE NCC writes its dump three times a day.
VRPS_GOOD_FOR = timedelta(days=2)
ROUTES_GOOD_FOR = timedelta(days=7)
# How often the dates of the files are looked at.
_LOOK_AGAIN_S = 5.0


@dataclass(frozen=True, slots=True)
class _Loaded:
    table: RoutingTable
    stamps: tuple[tuple[int, int], ...]
    vrps_at: datetime
    routes_at: datetime


class RoutingFiles:
    """The door to the routing table. Files are read when first needed, and again when they were replaced.

    A full table of the internet takes some seconds and some 100 MB, once for all scans.
    """

    def __init__(self, vrps_file: Path, route_files: tuple[Path, ...], clock: Clock) -> None:
        self._vrps_file = vrps_file
        self._route_files = route_files
        self._clock = clock
        self._loaded: _Loaded | Unobserved | None = None
        self._seen_at = 0.0
        self._lock = asyncio.Lock()

    async def routes(self, address: str) -> Observation[tuple[Route, ...]]:
        """The routes to an address; UNREACHABLE when none is announced, NOT_LOOKED when a file is unusable or too old."""
        async with self._lock:
            loaded = await self._current()
        if isinstance(loaded, Unobserved):
            return loaded
        source = f"routes of {loaded.routes_at:%Y-%m-%d %H:%M}, ROAs of {loaded.vrps_at:%Y-%m-%d %H:%M}"
        now = self._clock.now()
        for name, written_at, good_for in (
            ("routes", loaded.routes_at, ROUTES_GOOD_FOR),
            ("ROAs", loaded.vrps_at, VRPS_GOOD_FOR),
        ):
            if now - written_at > good_for:
                return Unobserved(Reason.NOT_LOOKED, source, f"the {name} are older than {good_for.days} days")
        found = loaded.table.routes_to(address)
        return (
            Observed(found, now, source) if found else Unobserved(Reason.UNREACHABLE, source, f"no route to {address}")
        )

    async def _current(self) -> _Loaded | Unobserved:
        if self._loaded is not None and self._clock.monotonic() < self._seen_at + _LOOK_AGAIN_S:
            return self._loaded
        self._seen_at = self._clock.monotonic()
        try:
            stamps = tuple(_stamp(path) for path in (self._vrps_file, *self._route_files))
        except OSError as error:
            return Unobserved(Reason.NOT_LOOKED, "routing files", str(error.strerror))
        if not isinstance(self._loaded, _Loaded) or self._loaded.stamps != stamps:
            self._loaded = await asyncio.to_thread(self._load, stamps)
        return self._loaded

    def _load(self, stamps: tuple[tuple[int, int], ...]) -> _Loaded | Unobserved:
        try:
            export = vrps.parse(_text(self._vrps_file))
            if isinstance(export, Malformed):
                return Unobserved(Reason.NOT_LOOKED, str(self._vrps_file.name), export.fault)
            routes: Iterator[tuple[Prefix, int]] = chain.from_iterable(map(_routes, self._route_files))
            table = RoutingTable(routes, export.payloads)
        except (OSError, EOFError, UnicodeDecodeError) as error:
            return Unobserved(Reason.NOT_LOOKED, "routing files", type(error).__name__)
        vrps_at, *routes_at = (datetime.fromtimestamp(stamp[0] / 1e9, UTC) for stamp in stamps)
        return _Loaded(table, stamps, export.written_at or vrps_at, min(routes_at))


def _stamp(path: Path) -> tuple[int, int]:
    """When the file was written (in nanoseconds since 1970), and its size: two numbers that change with its content."""
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def _text(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def _routes(path: Path) -> Iterator[tuple[Prefix, int]]:
    with path.open("rb") as raw:
        data = gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw
        with io.TextIOWrapper(cast(BinaryIO, data), encoding="ascii") as lines:
            yield from ris_dump.read_routes(lines)
