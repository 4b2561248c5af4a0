"""Questions travel over UDP and TCP; an answer counts only when it answers this very query."""

import asyncio
from collections.abc import Callable

import pytest

from tests.scanner.probes.dns_server import SILENT, DnsServer, Says, dns_server
from tests.scanner.probes.listening import closed_port
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.probes.doors import transport as module
from weerbaar.scanner.probes.doors.settings import Endpoint
from weerbaar.scanner.probes.doors.transport import DnsTransport
from weerbaar.scanner.probes.doors.usage import Usage
from weerbaar.scanner.probes.doors.wire import NXDOMAIN, Reply, write_question

NAME = "example.nl"
GOOD = Says((f"{NAME} A 192.0.2.1",))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of silence alone: where an answer comes, a busy machine needs its time."""
    monkeypatch.setattr(module, "ATTEMPT_TIMEOUT_S", 0.1)
    monkeypatch.setattr(module, "TCP_TIMEOUT_S", 0.3)


async def ask(server: DnsServer | Endpoint, usage: Usage | None = None, **options: bool) -> Reply | Unobserved:
    question = write_question(NAME, "A")
    assert question is not None
    transport = DnsTransport(server if isinstance(server, Endpoint) else server.endpoint)
    try:
        return await transport.ask(question, NAME, usage or Usage(), **options)
    finally:
        transport.close()


def reason(seen: Reply | Unobserved) -> Reason:
    assert isinstance(seen, Unobserved)
    return seen.reason


def records(seen: Reply | Unobserved) -> list[str]:
    assert isinstance(seen, Reply)
    return seen.records.get(NAME, [])


async def test_an_answer_comes_over_udp_by_one_query() -> None:
    usage = Usage()
    async with dns_server({(NAME, "A"): GOOD}) as server:
        assert records(await ask(server, usage)) == ["192.0.2.1"]
    assert [asked.by_tcp for asked in server.asked] == [False]
    assert usage.queries == 1


async def test_what_does_not_fit_is_asked_again_over_tcp() -> None:
    long = Says(tuple(f"{NAME} A 10.0.{number // 200}.{number % 200}" for number in range(600)), too_long=True)
    async with dns_server({(NAME, "A"): long}) as server:
        assert len(records(await ask(server, checking_disabled=True))) == 600
    assert [(asked.by_tcp, asked.checking_disabled) for asked in server.asked] == [(False, True), (True, True)]


async def test_a_lost_question_is_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ATTEMPT_TIMEOUT_S", 0.5)
    usage = Usage()
    async with dns_server({(NAME, "A"): [SILENT, GOOD]}) as server:
        assert records(await ask(server, usage)) == ["192.0.2.1"]
    assert usage.queries == 2


@pytest.mark.usefixtures("impatient")
async def test_silence_is_a_time_out_after_two_attempts() -> None:
    async with dns_server({(NAME, "A"): SILENT}) as server:
        assert reason(await ask(server)) is Reason.DNS_TIMEOUT
    assert len(server.asked) == 2


async def test_a_port_where_nobody_listens_is_noticed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ATTEMPT_TIMEOUT_S", 30.0)
    async with asyncio.timeout(2):
        assert reason(await ask(Endpoint("127.0.0.1", closed_port()))) is Reason.DNS_TIMEOUT


@pytest.mark.usefixtures("impatient")
async def test_a_server_without_a_way_to_it_is_a_time_out() -> None:
    async with asyncio.timeout(2):
        assert reason(await ask(Endpoint("255.255.255.255", 53))) is Reason.DNS_TIMEOUT


def other_id(message: bytes) -> bytes:
    return bytes([message[0] ^ 1]) + message[1:]


def other_name(message: bytes) -> bytes:
    return message.replace(b"\x07example", b"\x07exampel", 1)


def other_type(message: bytes) -> bytes:
    return message.replace(b"\x02nl\x00\x00\x01", b"\x02nl\x00\x00\x1c", 1)


def no_reply_bit(message: bytes) -> bytes:
    return message[:2] + bytes([message[2] & 0x7F]) + message[3:]


FORGERIES: list[Callable[[bytes], bytes]] = [
    other_id,
    other_name,
    other_type,
    no_reply_bit,
    lambda message: b"",
    lambda message: b"garbage that is long enough to be a message",
    lambda message: message[:11],
]


@pytest.mark.parametrize("forge", FORGERIES)
async def test_a_forged_answer_before_the_real_one_is_ignored(forge: Callable[[bytes], bytes]) -> None:
    forged = Says(GOOD.records, changed=lambda message: [forge(message), message])
    async with dns_server({(NAME, "A"): forged}) as server:
        assert records(await ask(server)) == ["192.0.2.1"]
    assert len(server.asked) == 1


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("forge", FORGERIES)
async def test_a_forged_answer_alone_is_no_answer(forge: Callable[[bytes], bytes]) -> None:
    forged = Says(GOOD.records, changed=lambda message: [forge(message)])
    async with dns_server({(NAME, "A"): forged}) as server:
        assert reason(await ask(server)) is Reason.DNS_TIMEOUT


@pytest.mark.usefixtures("impatient")
async def test_an_answer_from_another_port_never_reaches_us() -> None:
    async with dns_server({(NAME, "A"): SILENT}) as server:
        transport = DnsTransport(server.endpoint)
        question = write_question(NAME, "A")
        assert question is not None
        asking = asyncio.create_task(transport.ask(question, NAME, Usage()))
        await asyncio.sleep(0.02)
        udp = transport._sockets[0]
        (query_id,) = udp._waiting
        loop = asyncio.get_running_loop()
        stranger, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, ("127.0.0.1", 0))
        forged = query_id.to_bytes(2, "big") + b"\x81\x80\x00\x01" + bytes(6) + question
        for _ in range(3):
            stranger.sendto(forged, udp._socket.getsockname())
        assert reason(await asking) is Reason.DNS_TIMEOUT
        stranger.close()
        transport.close()


async def test_a_record_cut_in_the_middle_is_a_failure() -> None:
    def cut(message: bytes) -> list[bytes]:
        return [message[: message.index(b"\xc0\x00\x02\x01") + 2]]

    async with dns_server({(NAME, "A"): Says(GOOD.records, changed=cut)}) as server:
        assert reason(await ask(server)) is Reason.DNS_FAILURE


@pytest.mark.parametrize("twist", [other_id, other_name, lambda message: message[:5]])
async def test_a_wrong_answer_over_tcp_is_a_failure(twist: Callable[[bytes], bytes]) -> None:
    seen = []

    def first_good(message: bytes) -> list[bytes]:
        seen.append(message)
        return [message if len(seen) == 1 else twist(message)]

    async with dns_server({(NAME, "A"): Says(GOOD.records, too_long=True, changed=first_good)}) as server:
        assert reason(await ask(server)) is Reason.DNS_FAILURE


@pytest.mark.usefixtures("impatient")
async def test_silence_over_tcp_is_a_time_out() -> None:
    seen = []

    def first_only(message: bytes) -> list[bytes]:
        seen.append(message)
        return [message] if len(seen) == 1 else []

    async with dns_server({(NAME, "A"): Says(GOOD.records, too_long=True, changed=first_only)}) as server:
        assert reason(await ask(server)) is Reason.DNS_TIMEOUT


async def test_a_server_without_tcp_fails_where_an_answer_does_not_fit() -> None:
    async with dns_server({(NAME, "A"): Says(too_long=True)}) as server:
        server.tcp.close()
        await server.tcp.wait_closed()
        assert reason(await ask(server)) is Reason.DNS_FAILURE


async def test_many_questions_at_once_each_get_their_own_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ATTEMPT_TIMEOUT_S", 5.0)
    names = [f"host{number}.example.nl" for number in range(300)]
    table = {(name, "TXT"): Says((f"{name} TXT {name}",)) for name in names}
    usage = Usage()
    async with dns_server(table) as server:
        transport = DnsTransport(server.endpoint)

        async def one(name: str) -> list[str]:
            question = write_question(name, "TXT")
            assert question is not None
            reply = await transport.ask(question, name, usage)
            assert isinstance(reply, Reply)
            return reply.records[name]

        try:
            assert await asyncio.gather(*map(one, names)) == [[name] for name in names]
            assert len({udp._socket.getsockname() for udp in transport._sockets}) == 8
            assert not any(udp._waiting for udp in transport._sockets)
        finally:
            transport.close()


async def test_a_worn_socket_is_replaced_by_one_at_another_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_QUERIES_PER_SOCKET", 2)
    monkeypatch.setattr(module, "_SOCKETS", 1)
    async with dns_server({(NAME, "A"): GOOD}) as server:
        transport = DnsTransport(server.endpoint)
        question = write_question(NAME, "A")
        assert question is not None
        used = []
        for _ in range(6):
            assert records(await transport.ask(question, NAME, Usage())) == ["192.0.2.1"]
            used.append(transport._sockets[0])
        assert len(set(map(id, used))) == 3
        assert used[0]._socket.fileno() == -1
        transport.close()


async def test_closing_ends_questions_under_way() -> None:
    async with dns_server({(NAME, "A"): SILENT}) as server:
        transport = DnsTransport(server.endpoint)
        question = write_question(NAME, "A")
        assert question is not None
        asking = asyncio.create_task(transport.ask(question, NAME, Usage()))
        await asyncio.sleep(0.02)
        transport.close()
        assert reason(await asking) is Reason.DNS_TIMEOUT
        assert transport._sockets == []


async def test_a_cancelled_question_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ATTEMPT_TIMEOUT_S", 0.4)
    async with dns_server({(NAME, "A"): SILENT}) as server:
        transport = DnsTransport(server.endpoint)
        question = write_question(NAME, "A")
        assert question is not None
        asking = asyncio.create_task(transport.ask(question, NAME, Usage()))
        await asyncio.sleep(0.02)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert not any(udp._waiting for udp in transport._sockets)
        await asyncio.sleep(0.5)
        assert len(server.asked) == 1
        transport.close()


async def test_a_reply_without_records_is_a_reply() -> None:
    async with dns_server({}) as server:
        seen = await ask(server)
        assert isinstance(seen, Reply)
        assert (seen.rcode, seen.records, seen.aliases) == (NXDOMAIN, {}, {})
