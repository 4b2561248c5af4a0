"""The dialer: the guard before everything, every trouble a reason, and no place or socket kept by a cancelled visit."""

import asyncio
import errno

import pytest

from tests.scanner.probes.listening import OTHER, SITE, Detour, dialer, hang, listening, says
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.probes.doors import dialer as module
from weerbaar.scanner.probes.doors.clock import SystemClock
from weerbaar.scanner.probes.doors.dialer import GuardedDialer, has_ipv6_route, reason_of
from weerbaar.scanner.probes.doors.doors import Stream
from weerbaar.scanner.probes.doors.guard import AddressGuard
from weerbaar.scanner.probes.doors.places import Places
from weerbaar.scanner.probes.doors.usage import Usage


async def test_a_stream_reads_what_the_server_says() -> None:
    async with listening(says(b"hello")) as port:
        door = dialer({(SITE, 80): port})
        stream = await door.connect(SITE, 80)
        assert isinstance(stream, Stream)
        assert (stream.address, stream.port) == (SITE, 80)
        assert await stream.reader.read() == b"hello"
        await door.close(stream)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "::1", "::ffff:192.0.2.10", "localhost", "example.nl", ""]
)
async def test_a_refused_address_is_never_led_anywhere(address: str) -> None:
    detour, usage = Detour(), Usage()
    seen = await dialer(detour, usage=usage).connect(address, 80)
    assert isinstance(seen, Unobserved)
    assert seen.reason is Reason.ADDRESS_NOT_ALLOWED
    assert detour.asked == []
    assert usage.connections == 0


async def test_a_closed_port_is_refused() -> None:
    seen = await dialer({}).connect(SITE, 80)
    assert isinstance(seen, Unobserved)
    assert (seen.reason, seen.source) == (Reason.REFUSED, f"TCP [{SITE}]:80")


async def test_a_server_that_never_takes_the_connection_is_a_time_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*place: object, **rest: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(asyncio, "open_connection", never)
    seen = await dialer({}).connect(SITE, 80, timeout_s=0.05)
    assert isinstance(seen, Unobserved)
    assert seen.reason is Reason.TIMEOUT


async def test_the_budget_counts_every_attempt() -> None:
    usage = Usage()
    door = dialer({}, usage=usage, max_connections=2)
    reasons = [seen.reason for _ in range(4) if isinstance(seen := await door.connect(SITE, 80), Unobserved)]
    assert reasons == [Reason.REFUSED, Reason.REFUSED, Reason.BUDGET_SPENT, Reason.BUDGET_SPENT]
    assert usage.connections == 2


async def test_trouble_gives_the_place_back() -> None:
    door = dialer({})
    for _ in range(5):
        await asyncio.wait_for(door.connect(SITE, 80), 1)
        await asyncio.wait_for(door.connect("127.0.0.1", 80), 1)


async def test_closing_twice_is_safe_and_gives_one_place_back() -> None:
    async with listening(hang) as port:
        door = dialer({(SITE, 80): port})
        streams = [await door.connect(SITE, 80) for _ in range(2)]
        assert all(isinstance(stream, Stream) for stream in streams)
        third = asyncio.create_task(door.connect(SITE, 80))
        await asyncio.sleep(0.02)
        assert not third.done()
        for stream in streams:
            assert isinstance(stream, Stream)
            await door.close(stream)
            await door.close(stream)
        last = await third
        assert isinstance(last, Stream)
        await door.close(last)


async def test_a_connection_cancelled_at_any_moment_leaves_no_socket_and_no_place() -> None:
    async with listening(hang) as port:
        door = dialer({(SITE, 443): port, (OTHER, 443): port}, max_connections=1000)
        for rounds in range(8):
            task = asyncio.create_task(door.connect(SITE, 443))
            for _ in range(rounds):
                await asyncio.sleep(0)
            task.cancel()
            (seen,) = await asyncio.gather(task, return_exceptions=True)
            if isinstance(seen, Stream):
                await door.close(seen)
        assert door._held == {}
        streams = [await asyncio.wait_for(door.connect(SITE, 443), 1) for _ in range(2)]
        for stream in streams:
            assert isinstance(stream, Stream)
            await door.close(stream)


async def test_waiting_for_a_place_does_not_count_as_waiting_for_the_server() -> None:
    async with listening(hang) as port:
        door = dialer({(SITE, 80): port})
        held = [await door.connect(SITE, 80) for _ in range(2)]
        late = asyncio.create_task(door.connect(SITE, 80, timeout_s=0.05))
        await asyncio.sleep(0.1)
        for stream in held:
            assert isinstance(stream, Stream)
            await door.close(stream)
        stream = await late
        assert isinstance(stream, Stream)
        await door.close(stream)


@pytest.mark.parametrize("error", [TimeoutError(), OSError(errno.ENETUNREACH, "no route")], ids=["silence", "no route"])
@pytest.mark.parametrize("has_route", [True, False])
async def test_an_ipv6_address_without_a_way_there_is_our_own_lack(
    monkeypatch: pytest.MonkeyPatch, error: OSError, has_route: bool
) -> None:
    async def fails(*place: object, **rest: object) -> None:
        raise error

    monkeypatch.setattr(asyncio, "open_connection", fails)
    monkeypatch.setattr(module, "has_ipv6_route", lambda address: has_route)
    door = GuardedDialer(AddressGuard(), Places(SystemClock()), Usage())
    usual = Reason.TIMEOUT if isinstance(error, TimeoutError) else Reason.UNREACHABLE
    for address, reason in (
        ("2a00:1450:4001::1", usual if has_route else Reason.NO_IPV6_HERE),
        ("8.8.8.8", usual),
    ):
        seen = await door.connect(address, 443, timeout_s=0.2)
        assert isinstance(seen, Unobserved)
        assert seen.reason is reason


def test_loopback_reaches_itself_but_is_no_way_to_the_internet() -> None:
    assert not has_ipv6_route("not an address")
    assert not has_ipv6_route("192.0.2.1")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, "refused"), Reason.REFUSED),
        (ConnectionResetError(errno.ECONNRESET, "reset"), Reason.RESET),
        (BrokenPipeError(errno.EPIPE, "pipe"), Reason.RESET),
        (OSError(errno.ETIMEDOUT, "timed out"), Reason.TIMEOUT),
        (TimeoutError(), Reason.TIMEOUT),
        (OSError(errno.EHOSTUNREACH, "no route"), Reason.UNREACHABLE),
        (OSError(errno.EMFILE, "too many open files"), Reason.BUDGET_SPENT),
        (OSError("no number"), Reason.UNREACHABLE),
    ],
)
def test_each_error_of_a_socket_has_its_reason(error: OSError, reason: Reason) -> None:
    assert reason_of(error) is reason
