"""A server of TLS 1.3 put together by hand, for what no server of the standard library can be told to send."""

import hashlib
import struct

from weerbaar.scanner.probes.doors.key_exchange import key_exchange
from weerbaar.scanner.probes.doors.record_protection import HANDSHAKE, SUITES13, Protection, expand_label, extract


def message(kind: int, body: bytes) -> bytes:
    return bytes([kind]) + len(body).to_bytes(3, "big") + body


def extension(number: int, content: bytes) -> bytes:
    return struct.pack(">HH", number, len(content)) + content


def vector(size: int, content: bytes) -> bytes:
    return len(content).to_bytes(size, "big") + content


def plain(content: bytes) -> bytes:
    return b"\x16\x03\x03" + vector(2, content)


def ticket(early_data: int | None) -> bytes:
    """A NewSessionTicket (RFC 8446, section 4.6.1), with the amount of early data that it allows."""
    allowed = b"" if early_data is None else extension(42, early_data.to_bytes(4, "big"))
    return message(4, bytes(8) + vector(1, b"\x00") + vector(2, b"a ticket") + vector(2, allowed))


class Server13:
    """Answers one hello of a client that shares a key of X25519, and seals what it is given to say afterwards."""

    def __init__(
        self, hello: bytes, suite: int = 0x1301, certificate_extensions: bytes = b"", wants_certificate: bool = False
    ) -> None:
        self._suite, hashed = SUITES13[suite], SUITES13[suite].hashed
        exchange = key_exchange(29)
        at = hello.index(b"\x00\x1d\x00\x20", 100)  # the share, behind the list of groups
        share = b"\x00\x1d" + vector(2, exchange.public)
        extensions = extension(43, b"\x03\x04") + extension(51, share)
        answer = message(2, b"\x03\x03" + bytes(32) + b"\x00" + struct.pack(">HB", suite, 0) + vector(2, extensions))
        transcript = hello[5:] + answer
        early = extract(hashed, b"", b"")
        secret = extract(hashed, self._derive(early, "derived", b""), exchange.shared(hello[at + 4 : at + 36]))
        sending = Protection.of_secret(self._suite, self._derive(secret, "s hs traffic", transcript))
        entry = vector(3, b"a certificate") + vector(2, certificate_extensions)
        flight = message(8, vector(2, b""))
        flight += message(13, vector(1, b"") + vector(2, b"")) if wants_certificate else b""
        flight += message(11, b"\x00" + vector(3, entry)) + message(15, b"not looked at")
        flight += message(20, bytes(hashlib.new(hashed).digest_size))
        self.flight = plain(answer) + b"\x14\x03\x03\x00\x01\x01" + sending.seal(HANDSHAKE, flight)
        master = extract(hashed, self._derive(secret, "derived", b""), b"")
        self._sending = Protection.of_secret(self._suite, self._derive(master, "s ap traffic", transcript + flight))
        self._receiving = Protection.of_secret(self._suite, self._derive(secret, "c hs traffic", transcript))

    def seal(self, content: bytes, kind: int = HANDSHAKE) -> bytes:
        """A record after the handshake."""
        return self._sending.seal(kind, content)

    def open(self, record: bytes) -> bytes:
        """What the client says to finish."""
        return self._receiving.open(record)[1]

    def _derive(self, secret: bytes, label: str, messages: bytes) -> bytes:
        context = hashlib.new(self._suite.hashed, messages).digest()
        return expand_label(self._suite.hashed, secret, label, context, len(context))
