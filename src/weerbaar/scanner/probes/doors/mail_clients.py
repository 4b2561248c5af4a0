"""Looks at a server as a mail program does, as far as TLS: IMAP (RFC 9051), POP3 (RFC 1939, RFC 2595), submission (RFC 6409).

Two connections at most: one completed handshake, and one hello that offers TLS 1.1 at best. Nobody ever logs in.
"""

import asyncio
import re
from contextlib import suppress
from typing import NamedTuple

from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls import TlsSession
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.probes.doors.dialer import reason_of
from weerbaar.scanner.probes.doors.doors import Dialer, Stream, TlsDialer
from weerbaar.scanner.probes.doors.settings import Identity
from weerbaar.scanner.probes.doors.shared import Shared
from weerbaar.scanner.probes.doors.survey_hello import SurveyHello
from weerbaar.scanner.probes.doors.survey_kinds import tls12_curves
from weerbaar.scanner.probes.doors.tls_registry import codes
from weerbaar.scanner.probes.doors.tls_survey import first_flight

# RFC 8314, section 7, and RFC 6186: where mail programs connect. No other port is ever opened.
PORTS = (993, 143, 995, 110, 465, 587)
TALK_S = 8.0
ANSWER_S = 5.0
_LONGEST_LINE = 2048
_MOST_LINES = 50
_OLDEST_BEST = 0x0302  # TLS 1.1
_REPLY = re.compile(rb"[2-5][0-9]{2}[ -]")


class ClientLook(NamedTuple):
    """What one server showed; see `facts.mail_clients.ClientService`."""

    offered: Observation[bool]
    tls: Observation[TlsSession]
    takes_old: Observation[bool]


class _Place(NamedTuple):
    """What is looked at; `implicit` says that TLS begins with the first byte."""

    protocol: str
    host: str
    address: str
    port: int
    implicit: bool

    @property
    def source(self) -> str:
        """For the record."""
        return f"{self.protocol.upper()} {self.host} [{self.address}]:{self.port}"


class SharedClients:
    """What scans of one keeper share of servers for mail programs, for `keep_s` seconds: looks that saw something."""

    def __init__(self, clock: Clock, keep_s: float) -> None:
        self.looks: Shared[ClientLook] = Shared(clock, keep_s, lambda look: isinstance(look.offered, Observed))


class MailClientDialer:
    """The looks of one scan."""

    def __init__(
        self,
        dialer: Dialer,
        tls: TlsDialer,
        clock: Clock,
        identity: Identity,
        *,
        shared: SharedClients | None = None,
        talk_s: float = TALK_S,
        answer_s: float = ANSWER_S,
    ) -> None:
        self._dialer = dialer
        self._tls = tls
        self._clock = clock
        self._identity = identity
        self._shared = shared or SharedClients(clock, 0)
        self._talk_s = talk_s
        self._answer_s = answer_s

    async def look(
        self, protocol: str, host: str, address: str, port: int, *, implicit: bool, connect_s: float = 4.0
    ) -> ClientLook:
        """Look once; or what another scan saw of this server a short while ago."""
        place = _Place(protocol, host, address, port, implicit)
        return await self._shared.looks.get(place, lambda: self._look(place, connect_s))

    async def _look(self, place: "_Place", connect_s: float) -> ClientLook:
        source = place.source
        if place.port not in PORTS:
            left = Unobserved(Reason.NOT_LOOKED, source, "not a port of mail programs")
            return ClientLook(left, left, left)
        stream = await self._ready(place, connect_s)
        if isinstance(stream, Unobserved):
            is_plain = stream.reason is Reason.NOT_OFFERED
            offered: Observation[bool] = Observed(False, self._clock.now(), source) if is_plain else stream
            return ClientLook(offered, stream, stream)
        try:
            session = await self._tls.handshake(stream, place.host)
        finally:
            await self._dialer.close(stream)
        if isinstance(session, Unobserved):
            return ClientLook(Observed(True, self._clock.now(), source), session, session)
        now = self._clock.now()
        takes_old = await self._takes_old(place, connect_s)
        return ClientLook(Observed(True, now, source), Observed(session, now, source), takes_old)

    async def _takes_old(self, place: "_Place", connect_s: float) -> Observation[bool]:
        stream = await self._ready(place, connect_s)
        if isinstance(stream, Unobserved):
            return stream
        hello = SurveyHello(place.host, codes("suites"), tls12_curves(), protocols=(), old_version=_OLDEST_BEST)
        try:
            flight = await first_flight(stream, hello, place.source, self._answer_s)
        finally:
            await self._dialer.close(stream)
        if isinstance(flight, Unobserved):
            return flight
        is_taken = flight.choice is not None and flight.choice.version <= _OLDEST_BEST
        return Observed(is_taken, self._clock.now(), place.source)

    async def _ready(self, place: "_Place", connect_s: float) -> Stream | Unobserved:
        """An open connection on which the server waits for a hello; NOT_OFFERED when it will not speak TLS."""
        source = place.source
        stream = await self._dialer.connect(place.address, place.port, timeout_s=connect_s)
        if isinstance(stream, Unobserved) or place.implicit:
            return stream
        missed: Unobserved | None = Unobserved(Reason.TIMEOUT, source, f"{self._talk_s:g} s")
        try:
            async with asyncio.timeout(self._talk_s):
                missed = await self._talk(place.protocol, stream, source)
        except TimeoutError:
            pass
        except asyncio.IncompleteReadError:
            missed = Unobserved(Reason.RESET, source, "closed without a reply")
        except asyncio.LimitOverrunError:
            missed = Unobserved(Reason.TOO_LARGE, source)
        except OSError as error:
            missed = Unobserved(Reason.RESET if isinstance(error, ConnectionError) else reason_of(error), source)
        finally:
            if missed is not None:
                await self._dialer.close(stream)
        return missed or stream

    async def _talk(self, protocol: str, stream: Stream, source: str) -> Unobserved | None:
        """Greeting and the request for TLS, in the words of the protocol; None when TLS may begin."""
        if protocol == "imap":
            return await self._converse(stream, source, b"* OK", b"a1 STARTTLS", b"a1 ", b"a1 OK", b"a2 LOGOUT")
        if protocol == "pop3":
            return await self._converse(stream, source, b"+OK", b"STLS", b"", b"+OK", b"QUIT")
        return await self._submit(stream, source)

    async def _converse(
        self, stream: Stream, source: str, welcome: bytes, ask: bytes, tag: bytes, yes: bytes, goodbye: bytes
    ) -> Unobserved | None:
        greeting = await _line(stream)
        if not greeting.upper().startswith(welcome):
            return Unobserved(Reason.TURNED_AWAY, source, _text(greeting))
        await _say(stream, ask)
        answer = await _line(stream)
        for _ in range(_MOST_LINES):
            if answer.upper().startswith(tag.upper()):
                break
            answer = await _line(stream)  # IMAP may say something else first (RFC 9051, section 7)
        if answer.upper().startswith(yes.upper()):
            return None
        with suppress(OSError):
            await _say(stream, goodbye)
        return Unobserved(Reason.NOT_OFFERED, source, _text(answer))

    async def _submit(self, stream: Stream, source: str) -> Unobserved | None:
        """RFC 5321 and RFC 3207, as far as the reply to STARTTLS."""
        greeting = await _reply(stream)
        if not greeting[-1].startswith(b"220"):
            reason = Reason.BUSY if greeting[-1].startswith(b"4") else Reason.TURNED_AWAY
            return Unobserved(reason, source, _text(greeting[-1]))
        await _say(stream, f"EHLO {self._identity.ehlo_name}".encode("ascii"))
        offers = await _reply(stream)
        if not offers[-1].startswith(b"250"):
            return Unobserved(Reason.TURNED_AWAY, source, _text(offers[-1]))
        if any(line[4:].strip().upper() == b"STARTTLS" for line in offers):
            await _say(stream, b"STARTTLS")
            answer = (await _reply(stream))[-1]
            if answer.startswith(b"220"):
                return None
            if answer.startswith(b"4"):
                return Unobserved(Reason.BUSY, source, _text(answer))
        with suppress(OSError):
            await _say(stream, b"QUIT")
        return Unobserved(Reason.NOT_OFFERED, source)


async def _line(stream: Stream) -> bytes:
    return (await stream.reader.readuntil(b"\n"))[:_LONGEST_LINE]


async def _reply(stream: Stream) -> list[bytes]:
    """One reply of any number of lines; what is no reply ends it."""
    lines = [await _line(stream)]
    while _REPLY.match(lines[-1]) and lines[-1][3:4] == b"-" and len(lines) < _MOST_LINES:
        lines.append(await _line(stream))
    return lines


async def _say(stream: Stream, command: bytes) -> None:
    stream.writer.write(command + b"\r\n")
    await stream.writer.drain()


def _text(line: bytes) -> str:
    return "".join(char if char.isprintable() else " " for char in line.decode("latin-1")).strip()[:200]
