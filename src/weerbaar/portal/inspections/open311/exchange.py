"""One request to a municipality's system and its answer: to public places alone, never onward, bounded in time and size.

Plain http is spoken only inside ranges that the operator opened.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import certifi
import h11
from django.conf import settings

from weerbaar import __version__
from weerbaar.portal.inspections.open311.words import NotReached, ReachFault
from weerbaar.portal.scans.doors import door_settings
from weerbaar.scanner.probes.doors.guard import AddressGuard
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName

_PORTS = {"https": 443, "http": 80}
_FIRST_FREE_PORT = 1024
_MOST_BYTES = 1024 * 1024
_HEADERS_BYTES = 32 * 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads. `target` is the path and what follows."""

    scheme: str
    host: str
    port: int
    target: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


def place_of(url: str) -> Place | None:
    """The place of a web address; None for anything else: another scheme, a name and password in it, an odd port."""
    try:
        parts = urlsplit(url)
        port = _PORTS.get(parts.scheme, 0) if parts.port is None else parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    if parts.scheme not in _PORTS or not host or parts.username is not None or parts.fragment:
        return None
    if not url.isascii() or not url.isprintable() or " " in url:
        return None
    if port != _PORTS[parts.scheme] and port < _FIRST_FREE_PORT:
        return None
    if not _is_address(host):
        try:
            host = DomainName.parse(host).ascii
        except InvalidDomainName:
            return None
    return Place(parts.scheme, host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def leads_inside(place: Place) -> bool:
    """Whether it names an address that is no public one. A name is looked up when we send, since it can change."""
    return _is_address(place.host) and not _guard().permits(place.host)


def speaks_plainly(place: Place) -> bool:
    """Whether it is plain http to somewhere that the operator did not open."""
    return place.scheme == "http" and not (_is_address(place.host) and _is_opened(place.host))


def exchange(method: str, url: str, form: Mapping[str, str] | None = None) -> Answer:
    """One try. The address is looked up once, guarded, and then connected to by number.

    Raises:
        NotReached: with why, and whether what was sent may have arrived.
    """
    place, ends_at = place_of(url), time.monotonic() + settings.OPEN311_TIMEOUT_S
    if place is None:
        raise NotReached(ReachFault.NO_ADDRESS)
    address = _address(place)
    sending = False
    try:
        with _connected(address, place, ends_at) as stream:
            sending = method == "POST"
            return _talk(stream, place, method, urlencode(form).encode() if form else b"", ends_at)
    except TimeoutError as error:
        raise NotReached(ReachFault.TOO_SLOW, sending) from error
    except ssl.SSLCertVerificationError as error:
        raise NotReached(ReachFault.CERTIFICATE) from error
    except (OSError, h11.ProtocolError) as error:
        raise NotReached(ReachFault.NOT_REACHED, sending) from error


def _address(place: Place) -> str:
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise NotReached(ReachFault.NO_ADDRESS) from error
    addresses = [str(one[4][0]) for one in found]
    guard = _guard()
    # One address inside is enough to stay away: a name that leads to both is no mistake.
    if not addresses or not all(guard.permits(address) for address in addresses):
        raise NotReached(ReachFault.INSIDE)
    if place.scheme == "http" and not all(_is_opened(address) for address in addresses):
        raise NotReached(ReachFault.NOT_HTTPS)
    return addresses[0]


def _connected(address: str, place: Place, ends_at: float) -> socket.socket:
    plain = socket.create_connection((address, place.port), timeout=_left(ends_at))
    if place.scheme == "http":
        return plain
    context = ssl.create_default_context(cafile=certifi.where())
    extra = door_settings().ca_file
    try:
        if extra is not None:
            context.load_verify_locations(extra)
        plain.settimeout(_left(ends_at))
        return context.wrap_socket(plain, server_hostname=place.host)
    except BaseException:
        plain.close()
        raise


def _talk(stream: socket.socket, place: Place, method: str, body: bytes, ends_at: float) -> Answer:
    connection = h11.Connection(h11.CLIENT, max_incomplete_event_size=_HEADERS_BYTES)
    host = f"[{place.host}]" if ":" in place.host else place.host
    headers = {
        "Host": host if place.port == _PORTS[place.scheme] else f"{host}:{place.port}",
        "User-Agent": f"Weerbaar/{__version__} (Open311)",
        "Accept": "application/json",
        "Connection": "close",
    }
    if method == "POST":
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    request = h11.Request(method=method, target=place.target, headers=list(headers.items()))
    stream.settimeout(_left(ends_at))
    stream.sendall((connection.send(request) or b"") + body)
    status, parts, length = 0, [], 0
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            stream.settimeout(_left(ends_at))
            connection.receive_data(stream.recv(16384))
        elif isinstance(event, h11.Response):
            status = event.status_code
        elif isinstance(event, h11.Data):
            parts.append(bytes(event.data))
            length += len(event.data)
            if length > _MOST_BYTES:
                raise NotReached(ReachFault.TOO_LARGE, method == "POST")
        elif isinstance(event, h11.EndOfMessage):
            return Answer(status, b"".join(parts))


def _left(ends_at: float) -> float:
    left = ends_at - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _guard() -> AddressGuard:
    """The scanner's, but open only where the operator opened it for reports."""
    return AddressGuard(settings.OPEN311_RANGES)


def _is_opened(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    return any(ip in network for network in settings.OPEN311_RANGES)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
