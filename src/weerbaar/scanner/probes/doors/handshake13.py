"""A handshake of TLS 1.3 that is completed to read what comes only then: certificate extensions and session tickets.

RFC 8446 (August 2018), sections 4 and 7. Nothing is verified: what a server shows is judged elsewhere, and nothing that
matters is ever sent under these keys. No network: bytes in, bytes out.
"""

import hashlib
import hmac
from collections.abc import Iterator

from weerbaar.scanner.probes.doors.key_exchange import KeyExchange
from weerbaar.scanner.probes.doors.record_protection import (
    ALERT,
    APPLICATION_DATA,
    HANDSHAKE,
    SUITES13,
    Protection,
    Unreadable,
    expand_label,
    extract,
)
from weerbaar.scanner.probes.doors.server_flight import extensions_of, read_hello

_SERVER_HELLO, _NEW_SESSION_TICKET, _CERTIFICATE, _CERTIFICATE_REQUEST, _FINISHED = 2, 4, 11, 13, 20
_STATUS, _TIMESTAMPS, _EARLY_DATA, _KEY_SHARE = 5, 18, 42, 51
_CLOSE_NOTIFY = b"\x01\x00"
_CHANGE_CIPHER_SPEC = b"\x14\x03\x03\x00\x01\x01"
# An empty certificate list, for servers that ask for one (RFC 8446, section 4.4.2).
_NO_CERTIFICATE = b"\x0b\x00\x00\x04\x00\x00\x00\x00"
LONGEST_BYTES = 256 * 1024


class Handshake13:
    """One handshake as a client. `hello` is the record with our ClientHello, `exchange` the key whose share it carries.

    What was seen: `staple` is the OCSP response that came with the leaf (RFC 6066, section 8), `timestamps` the list
    of RFC 6962 beside it, both empty without one; `early_data` the largest amount of 0-RTT data that a ticket allows,
    0 when none does. They hold once `is_complete`. `is_over` says that nothing more can come.
    """

    def __init__(self, hello: bytes, exchange: KeyExchange) -> None:
        self.hello = hello
        self.staple = b""
        self.timestamps = b""
        self.early_data = 0
        self.is_complete = False
        self.is_over = False
        self._exchange = exchange
        self._transcript = bytearray(hello[5:])
        self._records = bytearray()
        self._messages = bytearray()
        self._received = 0
        self._reading: Protection | None = None
        self._secrets = (b"", b"", b"")  # handshake, of the client's and of the server's traffic
        self._wants_certificate = False

    def receive(self, data: bytes) -> bytes:
        """Take what came, and say what is to be sent now."""
        self._received += len(data)
        self._records += data
        self.is_over = self.is_over or not data or self._received > LONGEST_BYTES
        answer = b""
        try:
            for kind, content in self._opened():
                if kind == ALERT:
                    self.is_over = True
                elif kind == HANDSHAKE:
                    self._messages += content
                    answer += self._read_messages()
        except (Unreadable, ValueError, IndexError):  # not what RFC 8446 describes: there is nothing to learn from it
            self.is_over = True
        return answer

    def _opened(self) -> Iterator[tuple[int, bytes]]:
        while not self.is_over and len(self._records) >= 5:
            length = int.from_bytes(self._records[3:5], "big")
            if len(self._records) < 5 + length:
                return
            record = bytes(self._records[: 5 + length])
            del self._records[: 5 + length]
            if record[0] == APPLICATION_DATA and self._reading is not None:
                yield self._reading.open(record)
            elif record[0] in (ALERT, HANDSHAKE):
                yield record[0], record[5:]
            elif record[0] != _CHANGE_CIPHER_SPEC[0]:
                raise ValueError("no TLS")

    def _read_messages(self) -> bytes:
        answer = b""
        while len(self._messages) >= 4:
            length = int.from_bytes(self._messages[1:4], "big")
            if len(self._messages) < 4 + length:
                break
            message = bytes(self._messages[: 4 + length])
            del self._messages[: 4 + length]
            if not self.is_complete:
                self._transcript += message
            answer += self._read_message(message[0], message[4:])
        return answer

    def _read_message(self, kind: int, body: bytes) -> bytes:
        if kind == _SERVER_HELLO:
            self._agree(body)
        elif kind == _CERTIFICATE_REQUEST:
            self._wants_certificate = True
        elif kind == _CERTIFICATE:
            self._read_certificate(body)
        elif kind == _FINISHED and not self.is_complete:
            return self._finish()
        elif kind == _NEW_SESSION_TICKET and self.is_complete:
            self._read_ticket(body)
        return b""

    def _agree(self, body: bytes) -> None:
        choice = read_hello(body)
        share = choice.extensions.get(_KEY_SHARE, b"") if choice else b""
        if choice is None or choice.suite not in SUITES13 or len(share) < 5:  # 2 octets ask for another group instead
            raise ValueError("nothing agreed")
        self._suite = SUITES13[choice.suite]
        hashed = self._suite.hashed
        early = extract(hashed, b"", b"")
        secret = extract(hashed, self._derive(early, "derived", b""), self._exchange.shared(share[4:]))
        client, server = (self._derive(secret, f"{side} hs traffic", self._transcript) for side in "cs")
        self._secrets = (secret, client, server)
        self._reading = Protection.of_secret(self._suite, server)

    def _read_certificate(self, body: bytes) -> None:
        """The extensions of the first certificate."""
        at = 1 + body[0] + 3
        at += 3 + int.from_bytes(body[at : at + 3], "big")
        found = extensions_of(body[at + 2 : at + 2 + int.from_bytes(body[at : at + 2], "big")])
        status = found.get(_STATUS, b"")
        self.staple = status[4:] if status[:1] == b"\x01" else b""
        self.timestamps = found.get(_TIMESTAMPS, b"")

    def _finish(self) -> bytes:
        """Our last messages. The goodbye behind them makes the server send its tickets and close, without a request."""
        secret, client, _ = self._secrets
        hashed = self._suite.hashed
        until_server_finished = bytes(self._transcript)
        own = _NO_CERTIFICATE if self._wants_certificate else b""
        self._transcript += own
        key = expand_label(hashed, client, "finished", b"", hashlib.new(hashed).digest_size)
        proof = hmac.digest(key, hashlib.new(hashed, self._transcript).digest(), hashed)
        own += bytes([_FINISHED]) + len(proof).to_bytes(3, "big") + proof
        master = extract(hashed, self._derive(secret, "derived", b""), b"")
        sending, receiving = (self._derive(master, f"{side} ap traffic", until_server_finished) for side in "cs")
        self._reading = Protection.of_secret(self._suite, receiving)
        self.is_complete = True
        goodbye = Protection.of_secret(self._suite, sending).seal(ALERT, _CLOSE_NOTIFY)
        return _CHANGE_CIPHER_SPEC + Protection.of_secret(self._suite, client).seal(HANDSHAKE, own) + goodbye

    def _read_ticket(self, body: bytes) -> None:
        at = 8 + 1 + body[8]
        at += 2 + int.from_bytes(body[at : at + 2], "big")
        allowed = extensions_of(body[at + 2 :]).get(_EARLY_DATA, b"")
        if len(allowed) == 4:
            self.early_data = max(self.early_data, int.from_bytes(allowed, "big"))

    def _derive(self, secret: bytes, label: str, messages: bytes | bytearray) -> bytes:
        hashed = self._suite.hashed
        context = hashlib.new(hashed, messages).digest()
        return expand_label(hashed, secret, label, context, len(context))
