"""Servers for mail programs are met in their own words, as far as TLS, over real handshakes."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.scanner.probes.certificates import chain, issuer, root
from tests.scanner.probes.listening import OPENED, SITE, Handler, hang, listening, says
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.clock import SystemClock
from weerbaar.scanner.probes.doors.dialer import GuardedDialer
from weerbaar.scanner.probes.doors.guard import AddressGuard
from weerbaar.scanner.probes.doors.mail_clients import ClientLook, MailClientDialer, SharedClients
from weerbaar.scanner.probes.doors.places import Places
from weerbaar.scanner.probes.doors.settings import Identity
from weerbaar.scanner.probes.doors.tls import AsyncTlsDialer
from weerbaar.scanner.probes.doors.trust import TrustStore
from weerbaar.scanner.probes.doors.usage import Usage

HOST = "imap.example"
SHOWN = chain((HOST,), (issuer("Test Issuing", root()),))
# Greeting and the replies to each command, by port.
TALKS = {
    143: (b"* OK IMAP4rev2 ready\r\n", b"* CAPABILITY IMAP4rev2\r\na1 OK begin\r\n"),
    110: (b"+OK POP3 ready\r\n", b"+OK begin\r\n"),
    587: (b"220 smtp.example ESMTP\r\n", b"250-smtp.example\r\n250-SIZE 1\r\n250 STARTTLS\r\n", b"220 begin\r\n"),
}
PROTOCOLS = {143: "imap", 993: "imap", 110: "pop3", 995: "pop3", 587: "submission", 465: "submission"}


class Tool:
    """A door whose servers all are one port of loopback."""

    def __init__(self, port: int, talk_s: float = 0.4) -> None:
        clock = SystemClock()
        self.usage = Usage()
        dialer = GuardedDialer(
            AddressGuard(OPENED), Places(clock), self.usage, detour=lambda *asked: ("127.0.0.1", port)
        )
        tls = AsyncTlsDialer(dialer, TrustStore(None), clock, handshake_s=1.0)
        identity, shared = Identity(ehlo_name="scan.example"), SharedClients(clock, 60)
        self.door = MailClientDialer(dialer, tls, clock, identity, shared=shared, talk_s=talk_s, answer_s=0.4)

    async def look(self, port: int) -> ClientLook:
        return await self.door.look(PROTOCOLS[port], HOST, SITE, port, implicit=port in (993, 995, 465))


def value(seen: Observation[object]) -> object:
    assert isinstance(seen, Observed), seen
    return seen.value


def reason(seen: Observation[object]) -> Reason:
    assert isinstance(seen, Unobserved), seen
    return seen.reason


def talking(*replies: bytes, context: ssl.SSLContext | None = None) -> Handler:
    """A server that says its replies in turn, and then begins TLS when it has any."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(replies[0])
        for reply in replies[1:]:
            await reader.readline()
            writer.write(reply)
        await writer.drain()
        if context is None:
            await reader.read()
            return
        loop = asyncio.get_running_loop()
        inner = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(inner)
        transport = await loop.start_tls(writer.transport, protocol, context, server_side=True)
        assert transport is not None
        protocol.connection_made(transport)
        await inner.read()
        transport.abort()

    return serve


@asynccontextmanager
async def server(handler: Handler, *, tls: ssl.SSLContext | None = None, talk_s: float = 0.4) -> AsyncIterator[Tool]:
    async with listening(handler, tls=tls) as port:
        yield Tool(port, talk_s)


@pytest.mark.parametrize("port", [143, 110, 587])
async def test_each_protocol_is_led_to_tls_in_its_own_words(port: int) -> None:
    async with server(talking(*TALKS[port], context=SHOWN.server())) as tool:
        look = await tool.look(port)
    assert value(look.offered) is True
    assert value(look.tls).version == "TLSv1.3"  # type: ignore[attr-defined]
    assert value(look.takes_old) is False
    assert tool.usage.connections == 2


async def test_tls_from_the_first_byte_needs_no_words() -> None:
    async with server(hang, tls=SHOWN.server()) as tool:
        look = await tool.look(993)
    assert value(look.offered) is True
    assert value(look.tls).version == "TLSv1.3"  # type: ignore[attr-defined]
    assert value(look.takes_old) is False


async def test_a_server_is_looked_at_once_for_all_domains_behind_it() -> None:
    async with server(talking(*TALKS[143], context=SHOWN.server())) as tool:
        first, second = await asyncio.gather(tool.look(143), tool.look(143))
    assert first == second
    assert tool.usage.connections == 2


@pytest.mark.parametrize(
    ("port", "replies"),
    [
        (143, (b"* OK ready\r\n", b"a1 BAD what\r\n")),
        (143, (b"* OK ready\r\n", b"* NO really\r\na1 NO not here\r\n")),
        (110, (b"+OK ready\r\n", b"-ERR what\r\n")),
        (587, (b"220 smtp.example\r\n", b"250-smtp.example\r\n250 SIZE 1\r\n")),
        (587, (b"220 smtp.example\r\n", b"250 STARTTLS-NOT\r\n")),
    ],
)
async def test_a_server_that_will_not_encrypt_says_so(port: int, replies: tuple[bytes, ...]) -> None:
    async with server(talking(*replies)) as tool:
        look = await tool.look(port)
    assert value(look.offered) is False
    assert reason(look.tls) is Reason.NOT_OFFERED
    assert tool.usage.connections == 1


@pytest.mark.parametrize(
    ("port", "replies", "expected"),
    [
        (143, (b"* BYE too many connections\r\n",), Reason.TURNED_AWAY),
        (110, (b"-ERR not now\r\n",), Reason.TURNED_AWAY),
        (587, (b"421 slow down\r\n",), Reason.BUSY),
        (587, (b"554 go away\r\n",), Reason.TURNED_AWAY),
        (587, (b"220 smtp.example\r\n", b"550 not you\r\n"), Reason.TURNED_AWAY),
        (587, (b"220 s\r\n", b"250-s\r\n250 STARTTLS\r\n", b"454 not now\r\n"), Reason.BUSY),
        (143, (b"",), Reason.TIMEOUT),
    ],
)
async def test_a_server_that_turns_away_or_keeps_silent_shows_nothing(
    port: int, replies: tuple[bytes, ...], expected: Reason
) -> None:
    async with server(talking(*replies), talk_s=0.2) as tool:
        look = await tool.look(port)
    assert reason(look.offered) is reason(look.tls) is reason(look.takes_old) is expected


async def test_a_server_that_closes_in_the_middle_was_lost() -> None:
    async with server(says(b"* OK ready\r\n")) as tool:
        assert reason((await tool.look(143)).offered) is Reason.RESET


async def test_a_line_without_an_end_is_too_large() -> None:
    async with server(says(b"* OK " + b"x" * 200_000, then_hang=True)) as tool:
        assert reason((await tool.look(143)).offered) is Reason.TOO_LARGE


async def test_a_handshake_that_fails_is_told_from_one_that_is_not_offered() -> None:
    async with server(talking(TALKS[143][0], TALKS[143][1], b"this is no TLS at all\r\n")) as tool:
        look = await tool.look(143)
    assert value(look.offered) is True
    assert reason(look.tls) in (Reason.PROTOCOL_ERROR, Reason.TLS_FAILED)


async def test_other_ports_are_never_opened() -> None:
    tool = Tool(1)
    look = await tool.door.look("imap", HOST, SITE, 4190, implicit=True)
    assert reason(look.offered) is Reason.NOT_LOOKED
    assert tool.usage.connections == 0
