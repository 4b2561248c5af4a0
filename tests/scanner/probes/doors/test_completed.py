"""A completed handshake with a real server over the dialer, and with servers that do not let it come to an end."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.scanner.probes.certificates import chain, issuer, root
from tests.scanner.probes.doors.server13 import Server13, ticket
from tests.scanner.probes.listening import SITE, Detour, Handler, break_off, closed_port, dialer, hang, listening, says
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.probes.doors import completed
from weerbaar.scanner.probes.doors.completed import complete
from weerbaar.scanner.probes.doors.handshake13 import Handshake13
from weerbaar.scanner.probes.doors.key_exchange import key_exchange
from weerbaar.scanner.probes.doors.record_protection import SUITES13
from weerbaar.scanner.probes.doors.survey_hello import SurveyHello

HOST = "www.bakkerij.example"
SHOWN = chain((HOST,), (issuer("Test Issuing", root()),))


def client(group: int = 29) -> Handshake13:
    exchange = key_exchange(group)
    hello = SurveyHello(HOST, tuple(SUITES13), (group,), newest=True, proofs=True, share=exchange.public)
    return Handshake13(hello.to_bytes(), exchange)


async def completing(port: int, talk: Handshake13, answer_s: float = 2.0) -> Reason | None:
    missed = await complete(dialer(Detour({(SITE, 443): port})), SITE, 443, talk, answer_s)
    return missed.reason if isinstance(missed, Unobserved) else None


@asynccontextmanager
async def by_hand(*afterwards: str) -> AsyncIterator[int]:
    """A server that answers one hello, and then does what the words say: `ticket`, `break`, `hang`."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server = Server13(await reader.read(4096))
        writer.write(server.flight)
        await reader.read(4096)
        for word in afterwards:
            if word == "ticket":
                writer.write(server.seal(ticket(16384)))
                await writer.drain()
            elif word == "break":
                break_off(writer)
            else:
                await hang(reader, writer)

    async with listening(handle) as port:
        yield port


@pytest.mark.parametrize("group", [29, 23, 24])
async def test_a_server_of_openssl_sends_its_tickets_and_closes(group: int) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    context = SHOWN.server()
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    async with listening(serve, tls=context) as port:
        talk = client(group)
        assert await completing(port, talk) is None
    assert talk.is_complete
    assert talk.early_data == 0


async def test_a_ticket_that_comes_after_the_handshake_is_waited_for() -> None:
    async with by_hand("ticket") as port:
        talk = client()
        assert await completing(port, talk) is None
    assert talk.early_data == 16384


async def test_what_was_seen_holds_when_the_server_breaks_off() -> None:
    async with by_hand("break") as port:
        talk = client()
        assert await completing(port, talk) is None
    assert talk.is_over


async def test_a_server_that_does_not_close_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completed, "AFTERWARDS_S", 0.05)
    async with by_hand("ticket", "hang") as port:
        talk = client()
        assert await completing(port, talk) is None
    assert talk.early_data == 16384


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        (hang, Reason.TIMEOUT),
        (says(b"\x15\x03\x03\x00\x02\x02\x28"), Reason.TLS_FAILED),
        (says(b"220 mail.example\r\n"), Reason.TLS_FAILED),
    ],
)
async def test_what_comes_to_nothing_has_a_reason(handler: Handler, reason: Reason) -> None:
    async with listening(handler) as port:
        assert await completing(port, client(), answer_s=0.2) is reason


async def test_a_closed_port_is_refused() -> None:
    assert await completing(closed_port(), client()) is Reason.REFUSED
