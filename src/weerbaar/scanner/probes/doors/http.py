"""An ordinary visitor: GET over HTTP/1.1 (RFC 9112) with redirects by hand, each hop resolved, guarded and capped."""

import asyncio
import ipaddress
import ssl
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import h11

from weerbaar.scanner.facts.http import Hop, Visit, is_redirect
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls import TlsSession
from weerbaar.scanner.parsers.certificate import Certificate, name_matches, read
from weerbaar.scanner.probes.doors.body import text_of
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.probes.doors.dialer import reason_of
from weerbaar.scanner.probes.doors.doors import ORDINARY_PORTS, Dialer, Resolver, Stream, TlsDialer
from weerbaar.scanner.probes.doors.settings import Identity
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName

HOP_S = 8.0
_PORTS = {"http": 80, "https": 443}
_HEADERS_BYTES = 64 * 1024
_BODY_BYTES = 256 * 1024
_KEPT_BYTES = 64 * 1024
_LONGEST_URL = 8000  # what everybody should be able to read (RFC 9110, section 4.1)
_HEADERS_TOO_LARGE = 431  # what h11 would answer if it were the server


_BOTH = ("A", "AAAA")


@dataclass(frozen=True, slots=True)
class _Place:
    """A URL taken apart: where to go and what to ask for."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    origin: str = ""

    @property
    def host_header(self) -> str:
        bare = f"[{self.host}]" if ":" in self.host else self.host
        return bare if self.port == _PORTS[self.scheme] else f"{bare}:{self.port}"


class GuardedHttpClient:
    """The visits of one scan."""

    def __init__(
        self,
        dialer: Dialer,
        tls: TlsDialer,
        resolver: Resolver,
        clock: Clock,
        identity: Identity,
        *,
        hop_s: float = HOP_S,
    ) -> None:
        self._dialer = dialer
        self._tls = tls
        self._resolver = resolver
        self._clock = clock
        self._identity = identity
        self._hop_s = hop_s
        # Servers that kept us waiting once: who waits again only costs both sides time.
        self._silent: dict[tuple[str, int], Unobserved] = {}

    async def visit(
        self,
        url: str,
        *,
        keep_body: bool | int = False,
        follow: bool = True,
        max_hops: int = 10,
        origin: str = "",
        ports: Collection[int] = ORDINARY_PORTS,
        families: tuple[str, ...] = _BOTH,
    ) -> Visit:
        """Walk from `url` until an answer that is no redirect, a loop, or `max_hops` answers. `ports` are those it may go to,
        `families` the kinds of addresses, the first that there is.
        """
        keep_bytes = _KEPT_BYTES if keep_body is True else int(keep_body)
        hops: list[Hop] = []
        seen: set[str] = set()
        while True:
            place = _parse(url, origin, ports)
            hop = place if isinstance(place, Unobserved) else await self._hop(place, keep_bytes, families)
            if isinstance(hop, Unobserved):
                return Visit(hops[0].url if hops else url, tuple(hops), hop, url)
            hops.append(hop)
            seen.add(hop.url)
            url = _target(hop)
            if not (follow and is_redirect(hop)) or url in seen or len(hops) >= max_hops:
                return Visit(hops[0].url, tuple(hops))

    async def _hop(self, place: _Place, keep_bytes: int, families: tuple[str, ...]) -> Hop | Unobserved:
        address = await self._address(place, families)
        if isinstance(address, Unobserved):
            return address
        source = f"GET {place.url}"
        where = (address, place.port)
        stream = self._silent.get(where) or await self._dialer.connect(address, place.port)
        if isinstance(stream, Unobserved):
            if stream.reason is Reason.TIMEOUT:
                self._silent[where] = stream
            return stream
        try:
            if where in self._silent:  # while we waited for a place, another visit found out
                return self._silent[where]
            async with asyncio.timeout(self._hop_s):
                hop = await self._exchange(stream, place, keep_bytes, source)
            if isinstance(hop, Unobserved) and hop.reason is Reason.TIMEOUT:
                self._silent[where] = hop
            return hop
        except TimeoutError:
            return self._silent.setdefault(where, Unobserved(Reason.TIMEOUT, source, f"{self._hop_s:g} s"))
        except h11.RemoteProtocolError as error:
            too_large = error.error_status_hint == _HEADERS_TOO_LARGE
            return Unobserved(Reason.TOO_LARGE if too_large else Reason.PROTOCOL_ERROR, source, str(error)[:200])
        except ssl.SSLError as error:  # an alert after the handshake, such as for a certificate that we do not have
            return Unobserved(Reason.TLS_FAILED, source, error.reason or str(error)[:200])
        except OSError as error:
            reason = Reason.RESET if isinstance(error, ConnectionError) else reason_of(error)
            return Unobserved(reason, source, str(error)[:200])
        finally:
            await self._dialer.close(stream)

    async def _exchange(self, stream: Stream, place: _Place, keep_bytes: int, source: str) -> Hop | Unobserved:
        verified: bool | None = None
        if place.scheme == "https":
            session = await self._tls.handshake(stream, place.host, alpn=("http/1.1",))
            if isinstance(session, Unobserved):
                return session
            verified = _is_good(session, place.host)
        connection = h11.Connection(h11.CLIENT, max_incomplete_event_size=_HEADERS_BYTES)
        stream.writer.write(connection.send(self._request(place)) or b"")
        stream.writer.write(connection.send(h11.EndOfMessage()) or b"")
        await stream.writer.drain()
        response: h11.Response | None = None
        body = bytearray()
        truncated = False
        is_first = True
        while True:
            event = connection.next_event()
            if event is h11.NEED_DATA:
                received = await stream.reader.read(65536)
                if is_first and not received:
                    return Unobserved(Reason.RESET, source, "closed without an answer")
                is_first = False
                connection.receive_data(received)
            elif isinstance(event, h11.Response):
                response = event
                if 300 <= event.status_code < 400:
                    break  # the body of a redirect tells nothing
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) >= (keep_bytes or _BODY_BYTES):
                    truncated = True
                    break
            elif isinstance(event, (h11.EndOfMessage, h11.ConnectionClosed)):
                break
        if response is None:
            return Unobserved(Reason.PROTOCOL_ERROR, source, "closed before the answer")
        headers = tuple((name.decode("latin-1"), value.decode("latin-1").strip()) for name, value in response.headers)
        text, is_cut = text_of(bytes(body), headers, keep_bytes) if keep_bytes else ("", False)
        return Hop(place.url, stream.address, response.status_code, headers, text, truncated or is_cut, verified)

    def _request(self, place: _Place) -> h11.Request:
        headers = [
            ("Host", place.host_header),
            ("User-Agent", self._identity.user_agent),
            ("Accept", "text/html, text/plain;q=0.9, */*;q=0.5"),
            ("Accept-Language", "nl, en;q=0.8"),
            ("Accept-Encoding", "gzip" if place.origin else "identity"),
            ("Connection", "close"),
        ]
        if place.origin:
            headers.append(("Origin", place.origin))
        return h11.Request(method="GET", target=place.path, headers=headers)

    async def _address(self, place: _Place, families: tuple[str, ...]) -> str | Unobserved:
        """The first address of the host, IPv4 before IPv6; the guard decides about it when the dialer connects."""
        if _is_address(place.host):
            return place.host
        missed: Unobserved | None = None
        for kind in families:
            answer = await self._resolver.ask(place.host, kind)
            if isinstance(answer, Observed) and answer.value.records:
                return answer.value.records[0]
            if isinstance(answer, Unobserved):
                missed = missed or answer
        return missed or Unobserved(Reason.NO_ADDRESS, f"DNS {', '.join(families)} {place.host}")


def _parse(url: str, origin: str = "", ports: Collection[int] = ORDINARY_PORTS) -> _Place | Unobserved:
    """The place of an absolute http(s) URL; anything else is not visited. Plain http never hears of the origin."""
    source = f"GET {url[:300]}"
    if len(url) > _LONGEST_URL:
        return Unobserved(Reason.TOO_LARGE, source, f"an address of {len(url)} characters")
    try:
        parts = urlsplit(url)
        port = _PORTS.get(parts.scheme, 0) if parts.port is None else parts.port
    except ValueError as error:
        return Unobserved(Reason.PROTOCOL_ERROR, source, str(error)[:100])
    host = parts.hostname or ""
    if parts.scheme not in _PORTS or not host or parts.username is not None or not url.isprintable():
        return Unobserved(Reason.PROTOCOL_ERROR, source, "no address of a website")
    if not _is_address(host):
        try:
            host = DomainName.parse(host).ascii
        except InvalidDomainName as error:
            return Unobserved(Reason.PROTOCOL_ERROR, source, f"no host name: {error.fault}")
    if port not in ports:
        return Unobserved(Reason.ADDRESS_NOT_ALLOWED, source, f"port {port}")
    path = _ascii(parts.path or "/") + (f"?{_ascii(parts.query)}" if parts.query else "")
    return _Place(url, parts.scheme, host, port, path, origin if parts.scheme == "https" else "")


def _target(hop: Hop) -> str:
    """Where a redirect leads, without the fragment; the hop's own URL when it leads nowhere."""
    location = next(iter(hop.values("location")), "").strip()
    with suppress(UnicodeError):
        # Headers are kept as Latin-1; what is UTF-8 underneath is read as browsers read it.
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(hop.url, location).partition("#")[0]
    except ValueError:
        return location


def _ascii(text: str) -> str:
    """Octets outside printable ASCII percent-encoded, as browsers do (RFC 3986, section 2.1)."""
    return "".join(
        c if "!" <= c <= "~" else "".join(f"%{octet:02X}" for octet in c.encode("utf-8", "replace")) for c in text
    )


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_good(session: TlsSession, host: str) -> bool:
    leaf = read(session.chain[0]) if session.chain else None
    return (
        isinstance(leaf, Certificate)
        and session.trusted
        and leaf.not_before <= session.at <= leaf.not_after
        and name_matches(leaf, host)
    )
