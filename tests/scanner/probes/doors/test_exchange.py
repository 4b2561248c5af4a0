"""Many questions to one server: each answered for itself, silence told from refusal, and nobody believed who was not asked."""

import asyncio
from collections.abc import Callable

import pytest

from tests.scanner.probes.dns_server import SILENT, Says, Table, dns_server
from tests.scanner.probes.listening import closed_port
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes.doors import exchange
from weerbaar.scanner.probes.doors.exchange import Exchange, Query, query
from weerbaar.scanner.probes.doors.settings import Endpoint
from weerbaar.scanner.probes.doors.wire import write_question


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of silence alone: where an answer comes, a busy machine needs its time."""
    monkeypatch.setattr(exchange, "ATTEMPT_TIMEOUT_S", 0.2)
    monkeypatch.setattr(exchange, "_TICK_S", 0.05)


def ask(name: str) -> Query:
    written = write_question(name, "A")
    assert written is not None
    return query(written, 0x0100)


def names(number: int) -> list[str]:
    return [f"n{at}.example.nl" for at in range(number)]


async def answers(where: Endpoint, asked: list[str], at_once: int = 50) -> tuple[list[bytes | None], Exchange]:
    one = Exchange(where.address, where.port, [ask(name) for name in asked], at_once=at_once)
    return await one.run(), one


async def test_every_question_gets_its_own_answer_in_order() -> None:
    table: Table = {(name, "A"): Says((f"{name} A 192.0.2.{at}",)) for at, name in enumerate(names(120))}
    async with dns_server(table) as server:
        found, one = await answers(server.endpoint, names(120))
    assert [message and message[-1] for message in found] == list(range(120))
    assert one.sent == 120
    assert one.failure is None


async def test_no_more_are_under_way_than_allowed() -> None:
    waiting = 0
    most = 0

    class Slow(asyncio.DatagramProtocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport = transport

        def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
            nonlocal waiting, most
            waiting += 1
            most = max(most, waiting)
            asyncio.get_running_loop().call_later(0.01, self._answer, data, addr)

        def _answer(self, data: bytes, addr: tuple[str, int]) -> None:
            nonlocal waiting
            waiting -= 1
            self.transport.sendto(data[:2] + b"\x80" + data[3:], addr)  # type: ignore[attr-defined]

    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Slow, ("127.0.0.1", 0))
    port = transport.get_extra_info("sockname")[1]
    found, _ = await answers(Endpoint("127.0.0.1", port), names(40), at_once=7)
    transport.close()
    await asyncio.sleep(0)
    assert None not in found
    assert most <= 7


@pytest.mark.usefixtures("impatient")
async def test_silence_is_asked_again_and_then_given_up() -> None:
    table: Table = {("n0.example.nl", "A"): SILENT, ("n1.example.nl", "A"): Says(("n1.example.nl A 192.0.2.1",))}
    async with dns_server(table) as server:
        found, one = await answers(server.endpoint, names(2))
        assert server.times("n0.example.nl", "A") == exchange.ATTEMPTS
    assert found[0] is None and found[1] is not None
    assert (one.sent, one.failure) == (3, None)


@pytest.mark.usefixtures("impatient")
async def test_a_second_attempt_may_succeed() -> None:
    late: Table = {("n0.example.nl", "A"): [SILENT, Says(("n0.example.nl A 192.0.2.1",))]}
    async with dns_server(late) as server:
        found, _ = await answers(server.endpoint, names(1))
    assert found[0] is not None


async def test_the_time_limit_ends_it_with_what_there_is() -> None:
    table: Table = {("n0.example.nl", "A"): SILENT, ("n1.example.nl", "A"): Says(("n1.example.nl A 192.0.2.1",))}
    async with dns_server(table) as server:
        queries = [ask(name) for name in names(2)]
        found = await Exchange(server.endpoint.address, server.endpoint.port, queries).run(time_limit_s=0.2)
    assert found[0] is None and found[1] is not None


async def test_a_closed_port_refuses_at_once() -> None:
    found, one = await answers(Endpoint("127.0.0.1", closed_port()), names(3))
    assert found == [None] * 3
    assert one.failure is Reason.REFUSED


async def test_an_address_without_a_way_is_unreachable() -> None:
    found, one = await answers(Endpoint("255.255.255.255"), names(1))
    assert (found, one.failure) == ([None], Reason.UNREACHABLE)


def other_id(message: bytes) -> list[bytes]:
    return [bytes([message[0] ^ 1]) + message[1:]]


def other_question(message: bytes) -> list[bytes]:
    return [message.replace(b"example", b"elpmaxe")]


def no_answer(message: bytes) -> list[bytes]:
    return [message[:2] + bytes([message[2] & 0x7F]) + message[3:]]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "forged", [other_id, other_question, no_answer, lambda message: [b""], lambda message: [b"\x00"]]
)
async def test_an_answer_to_something_else_is_not_believed(forged: Callable[[bytes], list[bytes]]) -> None:
    async with dns_server({("n0.example.nl", "A"): Says(("n0.example.nl A 192.0.2.1",), changed=forged)}) as server:
        found, _ = await answers(server.endpoint, names(1))
    assert found == [None]


async def test_nothing_to_ask_needs_no_time() -> None:
    found, one = await answers(Endpoint("127.0.0.1", closed_port()), [])
    assert (found, one.sent) == ([], 0)
