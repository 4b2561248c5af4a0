"""Posts one message to an address of a provider: over https alone, to public places alone, and never onward."""

import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import certifi
import h11
from django.conf import settings

from weerbaar import __version__
from weerbaar.portal.api_access.words import DeliveryFault
from weerbaar.portal.scans.doors import door_settings
from weerbaar.scanner.probes.doors.guard import AddressGuard
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName

TIMEOUT_S = 15.0
_HTTPS = 443
# Below 1024 live the services of machines, which take a message of ours for their own language.
_FIRST_FREE_PORT = 1024
_HEADERS_BYTES = 32 * 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads."""

    host: str
    port: int
    target: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it. `status` is 0 when nobody answered; no `fault` means that it was taken in (2xx)."""

    status: int
    fault: DeliveryFault | None


class _Failed(Exception):
    def __init__(self, fault: DeliveryFault) -> None:
        super().__init__(fault)
        self.fault = fault


def place_of(url: str) -> Place | None:
    """The place of an https address; None for anything else: another scheme, a name and password in it, an odd port."""
    try:
        parts = urlsplit(url)
        port = _HTTPS if parts.port is None else parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    if parts.scheme != "https" or not host or parts.username is not None or parts.fragment or not url.isascii():
        return None
    if not url.isprintable() or " " in url or not (port == _HTTPS or port >= _FIRST_FREE_PORT):
        return None
    if not _is_address(host):
        try:
            host = DomainName.parse(host).ascii
        except InvalidDomainName:
            return None
    return Place(host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def leads_inside(place: Place) -> bool:
    """Whether it names an address that is no public one. A name is looked up when we send, since it can change."""
    return _is_address(place.host) and not _guard().permits(place.host)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Sent:
    """One try. The address is looked up once, guarded, and then connected to by number: no second look-up can lead elsewhere.
    What the receiver says is not read beyond its status.
    """
    place, ends_at = place_of(url), time.monotonic() + TIMEOUT_S
    if place is None:
        return Sent(0, DeliveryFault.NO_ADDRESS)
    try:
        with _connected(_address(place), place, ends_at) as stream:
            status = _exchange(stream, place, body, headers, ends_at)
    except _Failed as failed:
        return Sent(0, failed.fault)
    except TimeoutError:
        return Sent(0, DeliveryFault.TOO_SLOW)
    except ssl.SSLCertVerificationError:
        return Sent(0, DeliveryFault.CERTIFICATE)
    except (OSError, h11.ProtocolError):
        return Sent(0, DeliveryFault.NOT_REACHED)
    if 200 <= status < 300:
        return Sent(status, None)
    return Sent(status, DeliveryFault.REDIRECT if 300 <= status < 400 else DeliveryFault.REFUSED)


def _address(place: Place) -> str:
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise _Failed(DeliveryFault.NO_ADDRESS) from error
    addresses = [str(one[4][0]) for one in found]
    guard = _guard()
    # One address inside is enough to stay away: a name that leads to both is no mistake.
    if not addresses or not all(guard.permits(address) for address in addresses):
        raise _Failed(DeliveryFault.ADDRESS)
    return addresses[0]


def _connected(address: str, place: Place, ends_at: float) -> ssl.SSLSocket:
    context = ssl.create_default_context(cafile=certifi.where())
    extra = door_settings().ca_file
    if extra is not None:
        context.load_verify_locations(extra)
    plain = socket.create_connection((address, place.port), timeout=_left(ends_at))
    try:
        plain.settimeout(_left(ends_at))
        return context.wrap_socket(plain, server_hostname=place.host)
    except BaseException:
        plain.close()
        raise


def _exchange(stream: ssl.SSLSocket, place: Place, body: bytes, headers: Mapping[str, str], ends_at: float) -> int:
    connection = h11.Connection(h11.CLIENT, max_incomplete_event_size=_HEADERS_BYTES)
    host = f"[{place.host}]" if ":" in place.host else place.host
    told = {
        "Host": host if place.port == _HTTPS else f"{host}:{place.port}",
        "User-Agent": f"Weerbaar/{__version__} (webhooks)",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **headers,
    }
    request = h11.Request(method="POST", target=place.target, headers=list(told.items()))
    stream.settimeout(_left(ends_at))
    stream.sendall((connection.send(request) or b"") + body)
    while True:
        event = connection.next_event()
        if isinstance(event, h11.Response):
            return event.status_code
        if event is h11.NEED_DATA:
            stream.settimeout(_left(ends_at))
            received = stream.recv(8192)
            if not received:
                raise _Failed(DeliveryFault.NOT_REACHED)
            connection.receive_data(received)


def _left(ends_at: float) -> float:
    left = ends_at - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _guard() -> AddressGuard:
    """The scanner's, but open only where the operator opened it for messages: what may be measured is another matter."""
    return AddressGuard(settings.WEBHOOK_RANGES)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
