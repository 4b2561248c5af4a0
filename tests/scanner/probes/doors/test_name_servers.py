"""The door to name servers: guarded over UDP as well, with a budget, and every trouble a reason."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import dns.message
import pytest

from tests.scanner.probes.dns_server import SILENT, Says, Table, dns_server
from tests.scanner.probes.listening import OPENED, Detour, TestClock, dialer, hang, listening, reset, says
from tests.scanner.probes.name_servers import changed, refuses, with_authority
from tests.scanner.probes.name_servers import says as answers
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors import exchange, name_servers
from weerbaar.scanner.probes.doors.doors import Question
from weerbaar.scanner.probes.doors.guard import AddressGuard
from weerbaar.scanner.probes.doors.name_servers import GuardedNameServers
from weerbaar.scanner.probes.doors.usage import Usage

ZONE = "bakkerij.example"
SOA = f"{ZONE} SOA ns1.{ZONE}. h.{ZONE}. 7 14400 3600 1209600 3600"
HERE, HERE6 = "192.0.2.53", "2001:db8::53"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of silence alone: where an answer comes, a busy machine needs its time."""
    monkeypatch.setattr(exchange, "ATTEMPT_TIMEOUT_S", 0.1)
    monkeypatch.setattr(exchange, "_TICK_S", 0.02)
    monkeypatch.setattr(name_servers, "_MESSAGE_TIMEOUT_S", 0.2)


def door(detour: Detour, *, usage: Usage | None = None, max_queries: int = 80) -> GuardedNameServers:
    usage = usage or Usage()
    guard = AddressGuard(OPENED)
    return GuardedNameServers(
        guard, dialer(detour, usage=usage), usage, TestClock(), detour=detour, max_queries=max_queries
    )


@asynccontextmanager
async def serving(table: Table) -> AsyncIterator[Detour]:
    """A name server at both pretended addresses."""
    async with dns_server(table) as server:
        yield Detour({(address, 53): server.endpoint.port for address in (HERE, HERE6)})


def reason(seen: Observation[object]) -> Reason:
    assert isinstance(seen, Unobserved)
    return seen.reason


@pytest.mark.parametrize("address", [HERE, HERE6])
async def test_questions_are_answered_in_their_order(address: str) -> None:
    table: Table = {(ZONE, "SOA"): answers(SOA), (ZONE, "NS"): answers(f"{ZONE} NS ns1.{ZONE}.")}
    async with serving(table) as detour:
        usage = Usage()
        soa, ns = await door(detour, usage=usage).ask(address, (Question(ZONE, "SOA"), Question(ZONE, "NS")))
    assert isinstance(soa, Observed) and isinstance(ns, Observed)
    assert soa.value.answer.speaks_for_zone
    assert ns.value.answer.records == (f"ns1.{ZONE}",)
    assert soa.source == f"UDP [{address}]:53"
    assert (usage.queries, usage.connections) == (2, 0)


async def test_only_a_question_with_recursion_asks_for_it() -> None:
    seen: list[dns.message.Message] = []
    both = asyncio.Event()

    class Port(asyncio.DatagramProtocol):
        def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
            seen.append(dns.message.from_wire(data))
            if len(seen) == 2:
                both.set()

    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Port, ("127.0.0.1", 0))
    detour = Detour({(HERE, 53): transport.get_extra_info("sockname")[1]})
    asking = asyncio.create_task(door(detour).ask(HERE, (Question(ZONE, "SOA"), Question(".", "NS", recursion=True))))
    await both.wait()
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    transport.close()
    await asyncio.sleep(0)
    wanting = {str(message.question[0].name): bool(message.flags & dns.flags.RD) for message in seen}
    assert wanting == {f"{ZONE}.": False, ".": True}
    assert all(message.ednsflags & dns.flags.DO for message in seen)


@pytest.mark.parametrize("address", ["10.0.0.1", "127.0.0.1", "::ffff:192.0.2.53", "203.0.113.1", "ns1.example.nl"])
async def test_an_address_that_is_not_allowed_is_not_asked(address: str) -> None:
    detour, usage = Detour(), Usage()
    guarded = door(detour, usage=usage)
    (soa,) = await guarded.ask(address, (Question(ZONE, "SOA"),))
    tcp, transfer = await guarded.ask_by_tcp(address, ZONE)
    assert {reason(one) for one in (soa, tcp, transfer)} == {Reason.ADDRESS_NOT_ALLOWED}
    assert detour.asked == []
    assert usage == Usage()


async def test_a_spent_budget_asks_nothing_more() -> None:
    async with serving({(ZONE, "SOA"): answers(SOA)}) as detour:
        guarded = door(detour, max_queries=3)
        await guarded.ask(HERE, (Question(ZONE, "SOA"), Question(ZONE, "NS")))
        two = await guarded.ask(HERE, (Question(ZONE, "SOA"), Question(ZONE, "NS")))
        tcp, _ = await guarded.ask_by_tcp(HERE, ZONE)
        (one,) = await guarded.ask(HERE, (Question(ZONE, "SOA"),))
    assert {reason(answer) for answer in (*two, tcp)} == {Reason.BUDGET_SPENT}
    assert isinstance(one, Observed)


@pytest.mark.usefixtures("impatient")
async def test_silence_and_refusal_are_told_apart() -> None:
    async with serving({(ZONE, "SOA"): SILENT}) as detour:
        (silent,) = await door(detour).ask(HERE, (Question(ZONE, "SOA"),))
        (refused,) = await door(detour).ask("192.0.2.99", (Question(ZONE, "SOA"),))
    assert reason(silent) is Reason.TIMEOUT
    assert reason(refused) is Reason.REFUSED


async def test_a_message_that_is_broken_is_an_error_of_protocol() -> None:
    cut = Says((SOA,), changed=lambda message: [message[:-20]])
    async with serving({(ZONE, "SOA"): cut}) as detour:
        (soa,) = await door(detour).ask(HERE, (Question(ZONE, "SOA"),))
    assert reason(soa) is Reason.PROTOCOL_ERROR


async def test_a_server_from_before_edns_gets_the_questions_it_knows() -> None:
    def old(message: bytes) -> list[bytes]:
        query = dns.message.from_wire(message)
        if query.edns >= 0:
            refusal = dns.message.make_response(dns.message.make_query(ZONE, "SOA", id=query.id))
            refusal.set_rcode(dns.rcode.FORMERR)
            return [refusal.to_wire()]
        return [message]

    async with serving({(ZONE, "SOA"): Says((SOA,), changed=old)}) as detour:
        (soa,) = await door(detour).ask(HERE, (Question(ZONE, "SOA"),))
    assert isinstance(soa, Observed)
    assert soa.value.answer.records


async def test_over_tcp_the_soa_comes_first_and_then_the_transfer_on_one_connection() -> None:
    table: Table = {(ZONE, "SOA"): answers(SOA), (ZONE, "AXFR"): answers(SOA, f"geheim.{ZONE} A 10.0.0.1")}
    usage = Usage()
    async with serving(table) as detour:
        soa, transfer = await door(detour, usage=usage).ask_by_tcp(HERE, ZONE)
    assert isinstance(soa, Observed) and isinstance(transfer, Observed)
    assert soa.value.speaks_for_zone
    assert transfer.value.records == soa.value.records
    assert (usage.connections, usage.queries) == (1, 2)


async def test_a_refused_transfer_is_an_answer() -> None:
    async with serving({(ZONE, "SOA"): answers(SOA), (ZONE, "AXFR"): refuses("NOTAUTH")}) as detour:
        _, transfer = await door(detour).ask_by_tcp(HERE, ZONE)
    assert isinstance(transfer, Observed)
    assert (transfer.value.rcode, transfer.value.records) == ("NOTAUTH", ())


async def test_a_closed_port_refuses_both() -> None:
    soa, transfer = await door(Detour()).ask_by_tcp(HERE, ZONE)
    assert reason(soa) is reason(transfer) is Reason.REFUSED


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("handler", "expected"), [(hang, Reason.TIMEOUT), (reset, Reason.RESET), (says(), Reason.RESET)]
)
async def test_a_server_that_takes_the_connection_and_says_nothing(handler: object, expected: Reason) -> None:
    async with listening(handler) as port:  # type: ignore[arg-type]
        soa, transfer = await door(Detour({(HERE, 53): port})).ask_by_tcp(HERE, ZONE)
    assert reason(soa) is reason(transfer) is expected


async def test_another_message_over_tcp_is_an_error_of_protocol() -> None:
    async with listening(says(b"\x00\x0c" + bytes(12))) as port:
        soa, _ = await door(Detour({(HERE, 53): port})).ask_by_tcp(HERE, ZONE)
    assert reason(soa) is Reason.PROTOCOL_ERROR


async def test_authority_is_a_flag_of_the_server() -> None:
    async with serving({(ZONE, "SOA"): Says((SOA,), changed=changed(with_authority))}) as detour:
        (soa,) = await door(detour).ask(HERE, (Question(ZONE, "SOA"),))
    assert isinstance(soa, Observed)
    assert soa.value.answer.authoritative and not soa.value.answer.recursion
