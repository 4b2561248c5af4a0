"""Reads the first flight of a server: records put together to messages, and what the survey wants of them.

RFC 8446, section 4; RFC 5246, section 7.4; RFC 8422, section 5.4. Never raises; bounded by `LONGEST_BYTES`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_BYTES = 64 * 1024
MOST_PARTS = 200
_ALERT, _HANDSHAKE = 21, 22
_SERVER_HELLO, _SERVER_KEY_EXCHANGE, _SERVER_HELLO_DONE, _CERTIFICATE_STATUS = 2, 12, 14, 22
_ALPN, _TIMESTAMPS, _MASTER_SECRET, _VERSIONS, _KEY_SHARE, _RENEGOTIATION = 16, 18, 23, 43, 51, 0xFF01
_NAMED_CURVE = 3


@dataclass(frozen=True, slots=True)
class ServerChoice:
    """What the server chose. `group` is the group of a TLS 1.3 answer, 0 without one. `extensions` by number."""

    version: int
    suite: int
    compression: int
    group: int
    extensions: Mapping[int, bytes]

    @property
    def secure_renegotiation(self) -> bool:
        """Whether it speaks RFC 5746."""
        return _RENEGOTIATION in self.extensions

    @property
    def extended_master_secret(self) -> bool:
        """Whether it speaks RFC 7627."""
        return _MASTER_SECRET in self.extensions

    @property
    def timestamps(self) -> bytes:
        """The timestamps of certificate logs that came along (RFC 6962, section 3.3.1), empty without any."""
        return self.extensions.get(_TIMESTAMPS, b"")

    @property
    def alpn(self) -> str:
        """The protocol it chose (RFC 7301), empty without one."""
        content = self.extensions.get(_ALPN, b"")
        return content[3 : 3 + content[2]].decode("ascii", "replace") if len(content) > 3 else ""


@dataclass(slots=True)
class Flight:
    """`choice` once the ServerHello is in. `staple` is an OCSP response that came along (RFC 6066,
    section 8). `curve` and `prime_bits` come from the key exchange of TLS 1.2 and older.

    `refused` is an alert; `is_other` that this is no TLS; `done` that nothing more is to be waited for.
    """

    choice: ServerChoice | None = None
    curve: int = 0
    prime: bytes = b""
    staple: bytes = b""
    refused: bool = False
    is_other: bool = False
    done: bool = False
    seen: list[int] = field(default_factory=list)


class FlightReader:
    """Reads a flight while it comes in. Every part is read from the start, so that their number is bounded too."""

    def __init__(self) -> None:
        self.flight = Flight()
        self._parts = 0

    def is_enough(self, received: bytes | bytearray) -> bool:
        """Whether nothing more is to be waited for; `received` is all that came so far."""
        self._parts += 1
        self.flight = read_flight(received)
        if self._parts >= MOST_PARTS and not self.flight.done:
            self.flight.is_other = True  # no server needs so many: it drips to keep us busy
        return self.flight.done or self.flight.is_other or len(received) >= LONGEST_BYTES


def read_flight(data: bytes | bytearray) -> Flight:
    """What the bytes received so far say."""
    flight = Flight()
    messages = bytearray()
    at = 0
    data = data[:LONGEST_BYTES]
    while at + 5 <= len(data):
        kind, length = data[at], int.from_bytes(data[at + 3 : at + 5], "big")
        if kind not in (_ALERT, _HANDSHAKE, 20, 23) or data[at + 1] != 3:
            flight.is_other = at == 0
            flight.done = True
            return flight
        if kind == _ALERT:
            flight.refused = flight.choice is None
            flight.done = True
        content = data[at + 5 : at + 5 + length]
        if kind == _HANDSHAKE:
            messages += content
        if kind == 23:  # the rest is encrypted
            flight.done = True
        at += 5 + length
        _read_messages(messages, flight)
        if flight.done:
            return flight
    if at == 0 and data and data[0] not in (_ALERT, _HANDSHAKE):
        flight.is_other = flight.done = True
    return flight


def _read_messages(messages: bytearray, flight: Flight) -> None:
    while len(messages) >= 4:
        length = int.from_bytes(messages[1:4], "big")
        if len(messages) < 4 + length:
            return
        kind, body = messages[0], bytes(messages[4 : 4 + length])
        del messages[: 4 + length]
        flight.seen.append(kind)
        if kind == _SERVER_HELLO and flight.choice is None:
            flight.choice = read_hello(body)
            # In TLS 1.3 everything after the hello is encrypted.
            flight.done = flight.choice is None or flight.choice.version == 0x0304
        elif kind == _CERTIFICATE_STATUS and body[:1] == b"\x01":
            flight.staple = body[4:]
        elif kind == _SERVER_KEY_EXCHANGE:
            _read_key_exchange(body, flight)
            flight.done = True
        elif kind == _SERVER_HELLO_DONE:
            flight.done = True


def read_hello(body: bytes) -> ServerChoice | None:
    """A ServerHello without the head of its message; None when it is too short to be one."""
    if len(body) < 38:
        return None
    version, at = int.from_bytes(body[0:2], "big"), 35 + body[34]
    if len(body) < at + 3:
        return None
    suite, compression = int.from_bytes(body[at : at + 2], "big"), body[at + 2]
    extensions = extensions_of(body[at + 5 :])
    if len(extensions.get(_VERSIONS, b"")) == 2:
        version = int.from_bytes(extensions[_VERSIONS], "big")
    share = extensions.get(_KEY_SHARE, b"")
    group = int.from_bytes(share[:2], "big") if len(share) >= 2 else 0
    return ServerChoice(version, suite, compression, group, extensions)


def extensions_of(content: bytes) -> dict[int, bytes]:
    """A list of extensions by their number, without the length before it; one that comes twice counts once."""
    found: dict[int, bytes] = {}
    at = 0
    while at + 4 <= len(content):
        number, length = int.from_bytes(content[at : at + 2], "big"), int.from_bytes(content[at + 2 : at + 4], "big")
        found.setdefault(number, content[at + 4 : at + 4 + length])
        at += 4 + length
    return found


def _read_key_exchange(body: bytes, flight: Flight) -> None:
    """Named curve, or the prime of a finite field. The suite tells which; both start differently enough."""
    if len(body) >= 4 and body[0] == _NAMED_CURVE and _is_elliptic(flight):
        flight.curve = int.from_bytes(body[1:3], "big")
    elif len(body) >= 2 and not _is_elliptic(flight):
        length = int.from_bytes(body[0:2], "big")
        flight.prime = body[2 : 2 + length].lstrip(b"\x00")


def _is_elliptic(flight: Flight) -> bool:
    """Suites of elliptic curves stand at 0xC001 to 0xC0AF without the others there, and at 0xCCA8, 0xCCA9 and 0xCCAC."""
    suite = flight.choice.suite if flight.choice else 0
    is_finite = suite < 0xC000 or suite in (0xCCAA, 0xCCAD, 0xC052, 0xC053, 0xC09E, 0xC09F, 0xC0A2, 0xC0A3)
    return not is_finite
