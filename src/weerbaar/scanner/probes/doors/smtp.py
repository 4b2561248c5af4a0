"""Greets mail servers (RFC 5321) as far as STARTTLS (RFC 3207), and leaves again. No mail is ever sent."""

import asyncio
import math
import re
from contextlib import suppress
from dataclasses import dataclass

from weerbaar.scanner.facts.mail import SmtpSession
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls import TlsSession
from weerbaar.scanner.facts.tls_survey import TlsSurvey
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.probes.doors.dialer import reason_of
from weerbaar.scanner.probes.doors.doors import Dialer, Stream, TlsDialer
from weerbaar.scanner.probes.doors.settings import Identity
from weerbaar.scanner.probes.doors.shared import Shared

PORT = 25
BANNER_S = 8.0
WHOLE_S = 15.0
BACK_OFF_S = 60.0
_LONGEST_LINE = 2048  # RFC 5321, section 4.5.3.1.5 says 512; real servers go beyond
_MOST_LINES = 100
_KEPT_TEXT = 300
_REPLY = re.compile(r"([2-5][0-9]{2})(?:([ -])(.*))?\Z", re.DOTALL)
# Servers older than ESMTP do not know the command; any other refusal is of us (RFC 5321, section 4.2.4).
_NO_EHLO = (500, 502, 504)


@dataclass(frozen=True, slots=True)
class _Reply:
    code: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return f"{self.code} {' '.join(self.lines)}"[:_KEPT_TEXT].strip()


class SharedMail:
    """What scans of one keeper share of mail hosts, for `keep_s` seconds: answered greetings, open ports, whole surveys.

    A survey that was broken off is left at that for `back_off_s`: domains that wait behind a slow or busy host would
    else each try in turn, and none would end in time.
    """

    def __init__(self, clock: Clock, keep_s: float, back_off_s: float = BACK_OFF_S) -> None:
        self.sessions: Shared[SmtpSession] = Shared(
            clock, keep_s, lambda session: isinstance(session.extensions, Observed)
        )
        self.connections: Shared[Observation[bool]] = Shared(clock, keep_s, lambda seen: isinstance(seen, Observed))
        self.tried_surveys: Shared[TlsSurvey] = Shared(clock, min(keep_s, back_off_s), lambda survey: True)
        self.surveys: Shared[TlsSurvey] = Shared(clock, keep_s, lambda survey: isinstance(survey.suites, Observed))


class GreetingSmtpDialer:
    """The mail greetings of one scan."""

    def __init__(
        self,
        dialer: Dialer,
        tls: TlsDialer,
        clock: Clock,
        identity: Identity,
        *,
        shared: "SharedMail | None" = None,
        banner_s: float = BANNER_S,
        whole_s: float = WHOLE_S,
    ) -> None:
        self._dialer = dialer
        self._tls = tls
        self._clock = clock
        self._identity = identity
        self._shared = shared or SharedMail(clock, 0)
        # However many probes want it, one scan greets a host once; also where nothing is kept for the next scan.
        self._own: Shared[SmtpSession] = Shared(clock, math.inf, lambda session: True)
        self._banner_s = banner_s
        self._whole_s = whole_s

    async def greet(self, host: str, address: str) -> SmtpSession:
        """Banner, EHLO, STARTTLS with handshake, QUIT; or what another scan saw of this host a short while ago."""
        key = (host, address)
        return await self._own.get(key, lambda: self._shared.sessions.get(key, lambda: self._greet(host, address)))

    async def ready_for_tls(self, host: str, address: str) -> Stream | Unobserved:
        """A further visit, as far as the reply to STARTTLS: the server now waits for a hello. The caller closes."""
        visit = _Visit(f"SMTP {host} [{address}]:{PORT}")
        stream = await self._dialer.connect(address, PORT)
        if isinstance(stream, Unobserved):
            return stream
        missed: Unobserved | None = Unobserved(Reason.TIMEOUT, visit.source)
        try:
            async with asyncio.timeout(self._whole_s):
                missed = await self._as_far_as_tls(stream, visit)
        except TimeoutError:
            pass
        except OSError as error:
            missed = Unobserved(Reason.RESET if isinstance(error, ConnectionError) else reason_of(error), visit.source)
        finally:
            if missed is not None:
                await self._dialer.close(stream)
        return missed or stream

    async def accepts(self, address: str) -> Observation[bool]:
        """Whether port 25 takes a connection (True) or refuses it (False); shared in the same way."""
        return await self._shared.connections.get(address, lambda: self._accepts(address))

    async def _accepts(self, address: str) -> Observation[bool]:
        source = f"SMTP [{address}]:{PORT}"
        stream = await self._dialer.connect(address, PORT)
        if isinstance(stream, Unobserved):
            return Observed(False, self._clock.now(), source) if stream.reason is Reason.REFUSED else stream
        await self._dialer.close(stream)
        return Observed(True, self._clock.now(), source)

    async def _greet(self, host: str, address: str) -> SmtpSession:
        visit = _Visit(f"SMTP {host} [{address}]:{PORT}")
        stream = await self._dialer.connect(address, PORT)
        if isinstance(stream, Unobserved):
            return visit.ended(address, stream)
        try:
            async with asyncio.timeout(self._whole_s):
                missed = await self._talk(stream, host, visit)
        except TimeoutError:
            missed = Unobserved(Reason.TIMEOUT, visit.source)
        except OSError as error:
            reason = Reason.RESET if isinstance(error, ConnectionError) else reason_of(error)
            missed = Unobserved(reason, visit.source, str(error)[:200])
        finally:
            await self._dialer.close(stream)
        return visit.ended(address, missed)

    async def _talk(self, stream: Stream, host: str, visit: "_Visit") -> Unobserved:
        """Goes on until something is missed; that is the reason for all that was not seen. The end counts as not offered."""
        missed = await self._as_far_as_tls(stream, visit)
        if missed is not None:
            return missed
        session = await self._tls.handshake(stream, host)
        if isinstance(session, Unobserved):
            return session
        visit.tls = Observed(session, self._clock.now(), visit.source)
        await self._quit(stream)
        return Unobserved(Reason.NOT_LOOKED, visit.source)

    async def _as_far_as_tls(self, stream: Stream, visit: "_Visit") -> Unobserved | None:
        """Banner, EHLO and STARTTLS; None when the server waits for a hello."""
        async with asyncio.timeout(self._banner_s):
            banner = await self._reply(stream, visit.source)
        if isinstance(banner, Unobserved):
            return banner
        if banner.code != 220:
            return await self._turned_away(stream, banner, visit.source)
        visit.greeting = Observed(banner.text, self._clock.now(), visit.source)
        ehlo = await self._command(stream, f"EHLO {self._identity.ehlo_name}", visit.source)
        if isinstance(ehlo, Unobserved):
            return ehlo
        if ehlo.code != 250 and ehlo.code not in _NO_EHLO:
            return await self._turned_away(stream, ehlo, visit.source)
        words = tuple(line.partition(" ")[0].upper() for line in ehlo.lines[1:]) if ehlo.code == 250 else ()
        visit.extensions = Observed(words, self._clock.now(), visit.source)
        if "STARTTLS" not in words:
            await self._quit(stream)
            return Unobserved(Reason.NOT_OFFERED, visit.source)
        start = await self._command(stream, "STARTTLS", visit.source)
        if isinstance(start, Unobserved):
            return start
        if 400 <= start.code < 500:
            return await self._turned_away(stream, start, visit.source)
        visit.starttls_reply = Observed(start.text, self._clock.now(), visit.source)
        if start.code != 220:
            await self._quit(stream)
            return Unobserved(Reason.TLS_FAILED, visit.source, start.text)
        if await _spoke_too_soon(stream):
            return Unobserved(Reason.PROTOCOL_ERROR, visit.source, "plaintext after the reply to STARTTLS")
        return None

    async def _command(self, stream: Stream, command: str, source: str) -> _Reply | Unobserved:
        stream.writer.write(f"{command}\r\n".encode("ascii"))
        await stream.writer.drain()
        return await self._reply(stream, source)

    async def _reply(self, stream: Stream, source: str) -> _Reply | Unobserved:
        """One reply of any number of lines (RFC 5321, section 4.2.1)."""
        lines: list[str] = []
        for _ in range(_MOST_LINES):
            try:
                raw = await stream.reader.readuntil(b"\n")
            except asyncio.IncompleteReadError:
                return Unobserved(Reason.RESET, source, "closed without a reply")
            except asyncio.LimitOverrunError:
                return Unobserved(Reason.TOO_LARGE, source)
            match = _REPLY.match(raw[:_LONGEST_LINE].decode("latin-1").rstrip("\r\n"))
            if match is None:
                return Unobserved(Reason.PROTOCOL_ERROR, source, "no reply of a mail server")
            lines.append("".join(char if char.isprintable() else " " for char in match[3] or ""))
            if match[2] != "-":
                return _Reply(int(match[1]), tuple(lines))
        return Unobserved(Reason.TOO_LARGE, source)

    async def _quit(self, stream: Stream) -> None:
        """Say goodbye (RFC 5321, section 4.1.1.10) and wait for no answer; a server that left first is no trouble."""
        with suppress(OSError):
            stream.writer.write(b"QUIT\r\n")
            await stream.writer.drain()

    async def _turned_away(self, stream: Stream, reply: _Reply, source: str) -> Unobserved:
        """4xx asks to come back later, 5xx does not want us: neither says anything about the company's own protection."""
        await self._quit(stream)
        if reply.code < 400:
            return Unobserved(Reason.PROTOCOL_ERROR, source, reply.text)
        return Unobserved(Reason.BUSY if reply.code < 500 else Reason.TURNED_AWAY, source, reply.text)


class _Visit:
    """What one greeting has seen so far."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.greeting: Observation[str] | None = None
        self.extensions: Observation[tuple[str, ...]] | None = None
        self.starttls_reply: Observation[str] | None = None
        self.tls: Observation[TlsSession] | None = None

    def ended(self, address: str, missed: Unobserved) -> SmtpSession:
        """The session; `missed` stands for everything that was not seen."""
        return SmtpSession(
            address,
            self.greeting or missed,
            self.extensions or missed,
            self.starttls_reply or missed,
            self.tls or missed,
        )


async def _spoke_too_soon(stream: Stream) -> bool:
    """Whether something lies in the buffer behind the reply: under TLS the client speaks first (RFC 3207, section 4.2)."""
    try:
        async with asyncio.timeout(0):
            return bool(await stream.reader.read(1))
    except TimeoutError:
        return False
