"""Routing data from files: read when needed, dated, and read again when replaced."""

import gzip
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.scanner.probes.listening import TestClock
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.routing import Route, Validity
from weerbaar.scanner.probes.doors.routing_files import ROUTES_GOOD_FOR, VRPS_GOOD_FOR, RoutingFiles

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
ROUTES = "64500\t198.51.100.0/24\t300\n"


def export(built: datetime = NOW) -> str:
    roa = {"asn": "AS64500", "prefix": "198.51.100.0/24", "maxLength": 24}
    return json.dumps({"metadata": {"buildtime": built.isoformat()}, "roas": [roa]})


def written(path: Path, data: str | bytes, at: datetime = NOW) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return written(tmp_path / "vrps.json", export()), written(tmp_path / "ris.txt", ROUTES)


def reason(seen: Observation[tuple[Route, ...]]) -> Reason:
    assert isinstance(seen, Unobserved)
    return seen.reason


async def test_the_route_to_an_address_is_judged_and_dated(files: tuple[Path, Path]) -> None:
    seen = await RoutingFiles(files[0], files[1:], TestClock()).routes("198.51.100.7")
    assert isinstance(seen, Observed)
    assert seen.value == (Route("198.51.100.0/24", 64500, Validity.VALID, ("198.51.100.0/24-24 AS64500",)),)
    assert seen.source == "routes of 2026-11-24 09:14, ROAs of 2026-11-24 09:14"


async def test_an_address_that_nobody_announces_has_no_way(files: tuple[Path, Path]) -> None:
    assert reason(await RoutingFiles(files[0], files[1:], TestClock()).routes("203.0.113.1")) is Reason.UNREACHABLE


async def test_packed_files_are_read_too(tmp_path: Path) -> None:
    vrps = written(tmp_path / "vrps.json.gz", gzip.compress(export().encode()))
    routes = written(tmp_path / "ris.gz", gzip.compress(ROUTES.encode()))
    assert isinstance(await RoutingFiles(vrps, (routes,), TestClock()).routes("198.51.100.7"), Observed)


@pytest.mark.parametrize(("vrps_age", "routes_age"), [(VRPS_GOOD_FOR, timedelta(0)), (timedelta(0), ROUTES_GOOD_FOR)])
async def test_data_that_is_too_old_is_no_data(tmp_path: Path, vrps_age: timedelta, routes_age: timedelta) -> None:
    moment = timedelta(minutes=1)
    vrps = written(tmp_path / "vrps.json", export(NOW - vrps_age + moment))
    routes = written(tmp_path / "ris.txt", ROUTES, NOW - routes_age + moment)
    clock = TestClock()
    door = RoutingFiles(vrps, (routes,), clock)
    assert isinstance(await door.routes("198.51.100.7"), Observed)
    clock.at = NOW + 2 * moment
    assert reason(await door.routes("198.51.100.7")) is Reason.NOT_LOOKED


async def test_the_date_of_the_file_counts_where_the_export_has_none(tmp_path: Path) -> None:
    vrps = written(tmp_path / "vrps.json", '{"roas": []}', NOW - timedelta(days=3))
    routes = written(tmp_path / "ris.txt", ROUTES)
    assert reason(await RoutingFiles(vrps, (routes,), TestClock()).routes("198.51.100.7")) is Reason.NOT_LOOKED


async def test_the_oldest_of_the_route_files_counts(files: tuple[Path, Path], tmp_path: Path) -> None:
    old = written(tmp_path / "ris6.txt", "", NOW - timedelta(days=8))
    assert (
        reason(await RoutingFiles(files[0], (files[1], old), TestClock()).routes("198.51.100.7")) is Reason.NOT_LOOKED
    )


async def test_a_file_that_was_replaced_is_read_again(files: tuple[Path, Path]) -> None:
    clock = TestClock()
    door = RoutingFiles(files[0], files[1:], clock)
    first = await door.routes("198.51.100.7")
    written(files[1], "64511\t198.51.100.0/24\t300\n", NOW - timedelta(hours=1))
    assert await door.routes("198.51.100.7") == first
    clock.seconds += 6
    seen = await door.routes("198.51.100.7")
    assert isinstance(seen, Observed)
    assert [route.validity for route in seen.value] == [Validity.INVALID]


@pytest.mark.parametrize("data", [b"no json", b"{}", b"\xff\xfe"])
async def test_a_file_that_cannot_be_read_is_no_data(files: tuple[Path, Path], data: bytes) -> None:
    written(files[0], data)
    assert reason(await RoutingFiles(files[0], files[1:], TestClock()).routes("198.51.100.7")) is Reason.NOT_LOOKED


async def test_a_broken_packed_file_is_no_data(files: tuple[Path, Path], tmp_path: Path) -> None:
    broken = written(tmp_path / "ris.gz", gzip.compress(ROUTES.encode() * 50)[:-9])
    assert reason(await RoutingFiles(files[0], (broken,), TestClock()).routes("198.51.100.7")) is Reason.NOT_LOOKED


async def test_a_file_that_is_gone_is_no_data(files: tuple[Path, Path]) -> None:
    door = RoutingFiles(files[0], files[1:], TestClock())
    files[0].unlink()
    assert reason(await door.routes("198.51.100.7")) is Reason.NOT_LOOKED
