"""Real servers on loopback for tests, and a dialer that finds them under the addresses they pretend to have."""

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from weerbaar.scanner.probes.doors.dialer import GuardedDialer
from weerbaar.scanner.probes.doors.guard import AddressGuard
from weerbaar.scanner.probes.doors.places import Places
from weerbaar.scanner.probes.doors.settings import Network, parse_ranges
from weerbaar.scanner.probes.doors.usage import Usage

# Documentation addresses (RFC 5737, RFC 3849): what servers in tests pretend to be. Refused unless opened.
SITE = "192.0.2.10"
OTHER = "192.0.2.20"
SITE6 = "2001:db8::10"
OPENED: tuple[Network, ...] = parse_ranges(["192.0.2.0/24", "2001:db8::/32"])

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def listening(handler: Handler, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A server on loopback for the time of the block; gives its port. Every connection is gone at the end."""
    tasks: set[asyncio.Task[None]] = set()
    writers: list[asyncio.StreamWriter] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        writers.append(writer)
        try:
            with suppress(OSError, EOFError):
                await handler(reader, writer)
        except asyncio.CancelledError:
            pass  # the end of the test
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for writer in writers:
            # The Python of Debian 12 forgets the connection of a TLS transport that was closed twice.
            with suppress(AttributeError):
                writer.transport.abort()
        await asyncio.sleep(0.01)  # the sockets are closed in the next rounds of the loop


def says(*parts: bytes, then_hang: bool = False) -> Handler:
    """A handler that sends these bytes without listening, and closes or stays silent after it."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
        if then_hang:
            await hang(reader, writer)

    return handle


async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes the connection, and nothing more."""
    await asyncio.sleep(60)


async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Waits for the first bytes and breaks the connection off."""
    await reader.read(1)
    break_off(writer)


def break_off(writer: asyncio.StreamWriter) -> None:
    """Close with a reset (RFC 9293, section 3.5.2): what a zero linger time does."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def closed_port() -> int:
    """A port of loopback where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Detour:
    """Leads pretended places to ports of loopback, and remembers what was asked for."""

    def __init__(self, places: Mapping[tuple[str, int], int] | None = None) -> None:
        self.places = dict(places or {})
        self.asked: list[tuple[str, int]] = []
        self._closed = closed_port()

    def __call__(self, address: str, port: int) -> tuple[str, int]:
        self.asked.append((address, port))
        return "127.0.0.1", self.places.get((address, port), self._closed)


class TestClock:
    """A fixed moment, and seconds that a test moves on by hand."""

    __test__ = False

    def __init__(self, at: datetime = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)) -> None:
        self.at = at
        self.seconds = 0.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds


def dialer(
    places: Mapping[tuple[str, int], int] | Detour, *, usage: Usage | None = None, max_connections: int = 80
) -> GuardedDialer:
    """A dialer of a scan that may visit the documentation addresses, which lead to loopback."""
    detour = places if isinstance(places, Detour) else Detour(places)
    guard, queue = AddressGuard(OPENED), Places(TestClock(), mail_pause_s=0)
    return GuardedDialer(guard, queue, usage or Usage(), detour=detour, max_connections=max_connections)
