"""The demonstration starts, tells where it is, and stops."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from weerbaar.demo.__main__ import LIFELINE
from weerbaar.demo.addresses import IPV4_RANGE, IPV6_RANGE, mail_addresses, web_addresses
from weerbaar.demo.companies import companies
from weerbaar.demo.serve import CA_NAME, DemoTargets, announced
from weerbaar.demo.settings import STATE_SETTING, DemoNotRunning, DemoState, Detour, demo_doors
from weerbaar.demo.zones import PROOF
from weerbaar.scanner.probes.doors.guard import AddressGuard
from weerbaar.scanner.probes.doors.settings import DoorSettings, Endpoint

BY_DOMAIN = {company.domain: company for company in companies()}


def detour_of(targets: DemoTargets) -> Detour:
    detour = targets.doors(DoorSettings()).detour
    assert isinstance(detour, Detour)
    return detour


async def reachable(place: tuple[str, int]) -> bool:
    try:
        _, writer = await asyncio.open_connection(*place)
    except ConnectionRefusedError:
        return False
    writer.close()
    return True


async def test_every_server_of_the_table_is_reached_through_the_detour(tmp_path: Path) -> None:
    async with DemoTargets(tmp_path) as targets:
        detour = detour_of(targets)
        for company in companies():
            for address in web_addresses(company):
                assert await reachable(detour(address, 80))
                assert await reachable(detour(address, 443)) == (company.setup.https != "none")
            for address in mail_addresses(company):
                assert await reachable(detour(address, 25)) == (company.setup.mail != "none")


async def test_where_there_is_no_server_a_visitor_is_refused(tmp_path: Path) -> None:
    async with DemoTargets(tmp_path) as targets:
        detour = detour_of(targets)
        (address, *_) = web_addresses(BY_DOMAIN["zwaluwvracht.example"])
        assert detour(address, 443) == detour(address, 8080) == ("127.0.0.1", detour.closed_port)
        assert not await reachable(detour(address, 443))


def test_addresses_of_others_are_left_alone() -> None:
    detour = Detour({}, 2)
    assert detour("198.18.1.1", 443) == ("198.18.1.1", 443)
    assert detour("2001:db8::1", 25) == ("2001:db8::1", 25)


def test_the_guard_opens_for_the_demonstration_and_for_nothing_else() -> None:
    doors = DemoState(1, 2, "ca.pem", {}).doors(DoorSettings())
    guard = AddressGuard(doors.allow_ranges)
    assert guard.permits(str(IPV4_RANGE[1]))
    assert guard.permits(str(IPV6_RANGE[1]))
    assert not any(map(guard.permits, ("127.0.0.1", "::1", "10.0.0.1", "198.18.0.1", "2001:db8::1")))


def test_the_operators_own_settings_are_kept(tmp_path: Path) -> None:
    own, ours = tmp_path / "own.pem", tmp_path / "ours.pem"
    own.write_text("own")
    ours.write_text("ours")
    resolver, other = Endpoint("192.0.2.1"), Endpoint("192.0.2.2")
    base = DoorSettings(resolver=resolver, ca_file=own, forward={"corp": other}, bogus_names=("bogus.corp",))
    doors = DemoState(5353, 2, str(ours), {}).doors(base)
    assert doors.resolver == resolver
    assert doors.forward == {"corp": other, "example": Endpoint("127.0.0.1", 5353)}
    assert doors.bogus_names == ("bogus.corp", PROOF)
    assert doors.ca_file is not None
    assert doors.ca_file.read_text().split() == ["ours", "own"]


async def test_the_state_file_is_there_while_the_demonstration_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "new" / "demo.json"
    async with announced(file) as targets:
        assert DemoState.read(file) == targets.state
        assert demo_doors(DoorSettings(), file).ca_file == file.with_name(CA_NAME)
        monkeypatch.setenv(STATE_SETTING, str(file))
        # Equal doors need not be opened anew.
        assert demo_doors(DoorSettings()) == targets.doors(DoorSettings())
    with pytest.raises(DemoNotRunning) as raised:
        demo_doors(DoorSettings())
    assert raised.value.state_file == file


async def test_a_state_file_that_was_left_behind_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    DemoState(1, 2, "gone.pem", {}).write(file)
    async with announced(file) as targets:
        assert DemoState.read(file) == targets.state


def wait_for(file: Path) -> None:
    give_up = time.monotonic() + 20
    while not file.exists() and time.monotonic() < give_up:
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_process_stops_at_a_signal_and_leaves_no_state(number: signal.Signals, tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    with subprocess.Popen([sys.executable, "-m", "weerbaar.demo", "--state", file]) as process:
        wait_for(file)
        port = DemoState.read(file).closed_port
        process.send_signal(number)
        assert process.wait(10) == 0
    assert not file.exists()
    with socket.socket() as free:
        free.bind(("127.0.0.1", port))


def test_the_process_stops_when_its_parent_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "weerbaar.demo", "--state", file]
    environment = {**os.environ, LIFELINE: str(reading)}
    with subprocess.Popen(command, env=environment, pass_fds=[reading]) as process:
        wait_for(file)
        os.close(reading)
        assert process.poll() is None
        os.close(writing)
        assert process.wait(10) == 0
    assert not file.exists()
