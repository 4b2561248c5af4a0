"""Speaks TLS: one completed handshake to see what is shown, and single hellos to see which versions are taken."""

import asyncio
import ssl
from functools import lru_cache

from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls import VERSIONS, TlsSession
from weerbaar.scanner.probes.doors.client_hello import CODES, client_hello
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.probes.doors.dialer import reason_of
from weerbaar.scanner.probes.doors.doors import Dialer, Stream
from weerbaar.scanner.probes.doors.served_chain import served_chain
from weerbaar.scanner.probes.doors.server_hello import LONGEST_BYTES, Answer, read_answer
from weerbaar.scanner.probes.doors.ssl2_hello import is_whole, ssl2_hello, takes_ssl2
from weerbaar.scanner.probes.doors.trust import TrustStore

HANDSHAKE_S = 5.0
_READ_LIMIT_BYTES = 2**16
# What the library says of a server that answers a hello with something that is no TLS.
_NOT_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "RECORD_LAYER_FAILURE", "UNEXPECTED_MESSAGE")
_REFUSALS = (Reason.RESET,)
_NO_SSL2 = (Reason.RESET, Reason.TIMEOUT, Reason.PROTOCOL_ERROR)
_NAMES = {"TLSv1": "TLSv1.0"}
# Servers without secure renegotiation (RFC 5746) are talked to as well; the library refuses them of itself.
# Source: SSL_CTX_set_options(3), SSL_OP_LEGACY_SERVER_CONNECT, which Python names from 3.12 on.
_TALK_TO_OLD_SERVERS = 0x4


class AsyncTlsDialer:
    """The TLS of one scan. Bad certificates are taken, so that they can be judged."""

    def __init__(self, dialer: Dialer, trust: TrustStore, clock: Clock, *, handshake_s: float = HANDSHAKE_S) -> None:
        self._dialer = dialer
        self._trust = trust
        self._clock = clock
        self._handshake_s = handshake_s
        # A scan comes by the same chain at every visit, and judges it once, at the moment it first saw it.
        self._verdicts: dict[tuple[bytes, ...], tuple[bool, str]] = {}

    async def handshake(self, stream: Stream, host: str, *, alpn: tuple[str, ...] = ()) -> TlsSession | Unobserved:
        """Upgrade the stream in place. Plaintext that came before the upgrade is thrown away, never read as protected."""
        source = f"TLS {host} [{stream.address}]:{stream.port}"
        if stream.writer.transport.is_closing():  # reset meanwhile; a handshake on it would only run out of time
            return Unobserved(Reason.RESET, source)
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=_READ_LIMIT_BYTES, loop=loop)
        protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
        try:
            async with asyncio.timeout(self._handshake_s):
                transport = await loop.start_tls(
                    stream.writer.transport, protocol, _context(alpn), server_hostname=host
                )
        except TimeoutError:
            if await _spoke_first(stream):
                return Unobserved(Reason.PROTOCOL_ERROR, source, "spoke before the hello, and no TLS")
            return Unobserved(Reason.TIMEOUT, source, f"{self._handshake_s:g} s")
        except ssl.SSLError as error:
            is_garbage = (error.reason or "") in _NOT_TLS
            return Unobserved(
                Reason.PROTOCOL_ERROR if is_garbage else Reason.TLS_FAILED, source, error.reason or str(error)
            )
        except OSError as error:
            reason = Reason.RESET if isinstance(error, ConnectionError) else reason_of(error)
            return Unobserved(reason, source, str(error)[:200])
        except ValueError as error:  # a host name that cannot stand in a hello
            return Unobserved(Reason.TLS_FAILED, source, str(error)[:200])
        if transport is None:
            return Unobserved(Reason.RESET, source)
        protocol.connection_made(transport)
        stream.under = stream.writer
        stream.reader = reader
        stream.writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        return self._session(transport.get_extra_info("ssl_object"))

    async def versions(
        self, host: str, address: str, port: int, *, known: Observed[TlsSession] | None = None
    ) -> dict[str, Observation[bool]]:
        """One hello for each version but the known one, all at once as far as the places of the address allow."""
        asked = [version for version in CODES if known is None or version != known.value.version]
        hellos = (self._takes(version, host, address, port) for version in asked)
        ssl2, *seen = await asyncio.gather(self._takes_ssl2(host, address, port), *hellos)
        answers: dict[str, Observation[bool]] = {VERSIONS[0]: ssl2, **dict(zip(asked, seen, strict=True))}
        if known is not None:
            answers[known.value.version] = Observed(True, known.at, known.source)
        found = {version: answers[version] for version in VERSIONS}
        if any(isinstance(one, Observed) and one.value for one in found.values()):
            # A server that speaks TLS and cuts off one hello refuses that version. One that keeps silent at a hello of
            # SSL 2.0, or answers with something else, takes it for no hello at all.
            for version, one in found.items():
                if isinstance(one, Unobserved) and one.reason in (_NO_SSL2 if version == VERSIONS[0] else _REFUSALS):
                    found[version] = Observed(False, self._clock.now(), one.source)
        return found

    async def _takes_ssl2(self, host: str, address: str, port: int) -> Observation[bool]:
        source = f"SSLv2 hello to {host} [{address}]:{port}"
        received = await self._dialer.ask(address, port, ssl2_hello(), is_whole, timeout_s=self._handshake_s)
        if isinstance(received, Unobserved):
            return received
        if not received:
            return Unobserved(Reason.RESET, source, "closed without an answer")
        if not takes_ssl2(received) and read_answer(received).kind is not Answer.ALERT:
            return Unobserved(Reason.PROTOCOL_ERROR, source)
        return Observed(takes_ssl2(received), self._clock.now(), source)

    async def _takes(self, version: str, host: str, address: str, port: int) -> Observation[bool]:
        source = f"{version} hello to {host} [{address}]:{port}"

        def is_enough(received: bytearray) -> bool:
            return read_answer(bytes(received)).kind is not Answer.PARTIAL or len(received) >= LONGEST_BYTES

        hello = client_hello(version, host)
        received = await self._dialer.ask(address, port, hello, is_enough, timeout_s=self._handshake_s)
        if isinstance(received, Unobserved):
            return received
        answer = read_answer(received)
        if answer.kind is Answer.PARTIAL and len(received) < LONGEST_BYTES:
            return Unobserved(Reason.RESET, source, "closed without an answer")
        if answer.kind in (Answer.OTHER, Answer.PARTIAL):
            return Unobserved(Reason.PROTOCOL_ERROR, source)
        takes = answer.kind is Answer.HELLO and answer.version == CODES[version]
        return Observed(takes, self._clock.now(), source)

    def _session(self, session: ssl.SSLObject) -> TlsSession:
        chain = served_chain(session)
        at = self._clock.now()
        if chain not in self._verdicts:
            self._verdicts[chain] = self._trust.verify(chain, at)
        trusted, detail = self._verdicts[chain]
        version, cipher = session.version() or "", session.cipher()
        agreed = session.selected_alpn_protocol() or ""
        return TlsSession(_NAMES.get(version, version), cipher[0] if cipher else "", chain, trusted, detail, at, agreed)


async def _spoke_first(stream: Stream) -> bool:
    """Whether something came before the upgrade, of a server that waits for an answer to it. Ends the stream."""
    stream.reader.feed_eof()
    return bool(await stream.reader.read(1))


@lru_cache(maxsize=8)
def _context(alpn: tuple[str, ...]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    # The oldest that the library still has, and every suite with a key: an old server is to be seen, not refused.
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:!aNULL:!eNULL:@SECLEVEL=0")
    context.options |= _TALK_TO_OLD_SERVERS
    if alpn:
        context.set_alpn_protocols(list(alpn))
    return context
