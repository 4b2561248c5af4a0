"""The keeper shares what scans may share, and gives each scan its own counts."""

import asyncio
from pathlib import Path

import pytest

from tests.scanner.probes.dns_server import Says, dns_server
from tests.scanner.probes.listening import TestClock
from tests.scanner.probes.looking import BOGUS, VALIDATES, value
from weerbaar.scanner.probes.doors.keeper import DoorKeeper
from weerbaar.scanner.probes.doors.settings import DoorSettings
from weerbaar.scanner.vocabulary.errors import InvalidSettings

TABLE = {**VALIDATES, ("example.nl", "A"): Says(("example.nl A 192.0.2.1",), signed=True)}


async def test_each_scan_asks_anew_and_counts_its_own_questions() -> None:
    async with dns_server(TABLE) as server:
        settings = DoorSettings(resolver=server.endpoint, bogus_names=(BOGUS,))
        async with DoorKeeper(settings, TestClock()) as keeper:
            scans = [keeper.doors() for _ in range(3)]
            answers = await asyncio.gather(*(doors.resolver.ask("example.nl", "A") for doors, _ in scans))
            assert [value(answer).secure for answer in answers] == [True, True, True]
            assert [usage.queries for _, usage in scans] == [1, 1, 1]
    assert server.times("example.nl", "A") == 3


async def test_the_proof_is_made_once_for_all_scans() -> None:
    async with dns_server(TABLE) as server:
        settings = DoorSettings(resolver=server.endpoint, bogus_names=(BOGUS,))
        async with DoorKeeper(settings, TestClock()) as keeper:
            for _ in range(3):
                doors, _ = keeper.doors()
                await doors.resolver.ask("example.nl", "A")
    assert server.times(".", "SOA") == 1
    assert server.times(BOGUS, "SOA") == 2


async def test_leaving_closes_the_sockets() -> None:
    async with dns_server(TABLE) as server:
        async with DoorKeeper(DoorSettings(resolver=server.endpoint, bogus_names=()), TestClock()) as keeper:
            doors, _ = keeper.doors()
            await doors.resolver.ask("example.nl", "A")
            transport = keeper._upstreams.for_name("example.nl").transport
            assert transport._sockets
        assert transport._sockets == []


@pytest.mark.parametrize("text", [None, "", "no certificate"])
def test_a_file_without_certificates_is_refused(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "ca.pem"
    if text is not None:
        path.write_text(text)
    with pytest.raises(InvalidSettings) as caught:
        DoorKeeper(DoorSettings(ca_file=path))
    assert (caught.value.value, caught.value.fault) == (str(path), "not-a-certificate-file")
