"""A handshake of TLS 1.2 that is completed to ask, once, for another one on the same connection.

RFC 5246 (August 2008), section 7.4; RFC 5746 (February 2010), section 3.5; RFC 7627; RFC 8422; RFC 7905. Nothing is
verified: what a server shows is judged elsewhere. No network: bytes in, bytes out.
"""

import hashlib
from collections.abc import Callable, Iterator

from weerbaar.scanner.probes.doors.key_exchange import COMPUTABLE, KeyExchange, key_exchange
from weerbaar.scanner.probes.doors.record_protection import (
    ALERT,
    HANDSHAKE,
    SUITES12,
    Protection,
    Suite,
    Unreadable,
    prf,
)
from weerbaar.scanner.probes.doors.server_flight import ServerChoice, read_hello

_SERVER_HELLO, _KEY_EXCHANGE, _CERTIFICATE_REQUEST, _HELLO_DONE, _FINISHED, _STATUS = 2, 12, 13, 14, 20, 22
_CHANGE_CIPHER_SPEC = b"\x14\x03\x03\x00\x01\x01"
_NO_CERTIFICATE = b"\x0b\x00\x00\x03\x00\x00\x00"
_CLOSE_NOTIFY = b"\x01\x00"
_NAMED_CURVE = 3
LONGEST_BYTES = 256 * 1024


class Handshake12:
    """One handshake as a client. `hello` is the record with our ClientHello; `again` makes the record of the second one
    from the proof of the first (RFC 5746, section 3.5).

    What was seen: `staple` is the OCSP response of RFC 6066, section 8, empty without one. `renegotiates` tells whether
    the server began a second handshake when asked; None while that is not known. `is_over`: nothing more can come.
    """

    def __init__(self, hello: bytes, again: Callable[[bytes], bytes]) -> None:
        self.hello = hello
        self.staple = b""
        self.renegotiates: bool | None = None
        self.is_complete = False
        self.is_over = False
        self._again = again
        self._client_random = hello[11:43]
        self._server_random = b""
        self._transcript = bytearray(hello[5:])
        self._records = bytearray()
        self._messages = bytearray()
        self._received = 0
        self._choice: ServerChoice | None = None
        self._exchange: KeyExchange | None = None
        self._shared = b""
        self._master = b""
        self._reading: Protection | None = None
        self._keys: tuple[Protection, Protection] | None = None
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
        except (Unreadable, ValueError, IndexError):  # not what RFC 5246 describes: there is nothing to learn from it
            self.is_over = True
        if self.is_over and self.is_complete and self.renegotiates is None:
            self.renegotiates = False  # it said no, or goodbye
        return answer

    def _opened(self) -> Iterator[tuple[int, bytes]]:
        while not self.is_over and len(self._records) >= 5:
            length = int.from_bytes(self._records[3:5], "big")
            if len(self._records) < 5 + length:
                return
            record = bytes(self._records[: 5 + length])
            del self._records[: 5 + length]
            if record[0] == _CHANGE_CIPHER_SPEC[0]:
                if self._keys is None:
                    raise ValueError("keys before their time")
                self._reading = self._keys[1]
            else:
                yield self._reading.open(record) if self._reading else (record[0], record[5:])

    def _read_messages(self) -> bytes:
        answer = b""
        while len(self._messages) >= 4 and not self.is_over:
            length = int.from_bytes(self._messages[1:4], "big")
            if len(self._messages) < 4 + length:
                break
            message = bytes(self._messages[: 4 + length])
            del self._messages[: 4 + length]
            self._transcript += message
            answer += self._read_message(message[0], message[4:])
        return answer

    def _read_message(self, kind: int, body: bytes) -> bytes:
        if kind == _SERVER_HELLO and self.is_complete:
            self.renegotiates = self.is_over = True
        elif kind == _SERVER_HELLO:
            self._choice, self._server_random = read_hello(body), body[2:34]
            if self._choice is None or self._choice.version != 0x0303 or self._choice.suite not in SUITES12:
                raise ValueError("nothing agreed")
        elif kind == _STATUS and body[:1] == b"\x01":
            self.staple = body[4:]
        elif kind == _KEY_EXCHANGE:
            group = int.from_bytes(body[1:3], "big")
            if body[0] != _NAMED_CURVE or group not in COMPUTABLE:
                raise ValueError("no curve of ours")
            self._exchange = key_exchange(group)
            self._shared = self._exchange.shared(body[4 : 4 + body[3]])
        elif kind == _CERTIFICATE_REQUEST:
            self._wants_certificate = True
        elif kind == _HELLO_DONE:
            return self._finish()
        elif kind == _FINISHED and self._reading is not None and not self.is_complete:
            self.is_complete = True
            return self._ask_again()
        return b""

    def _finish(self) -> bytes:
        if self._choice is None or self._exchange is None:
            raise ValueError("no keys agreed")
        suite = SUITES12[self._choice.suite]
        public = bytes([len(self._exchange.public)]) + self._exchange.public
        own = _NO_CERTIFICATE if self._wants_certificate else b""
        own += b"\x10" + len(public).to_bytes(3, "big") + public
        self._transcript += own
        randoms = self._client_random + self._server_random
        if self._choice.extended_master_secret:
            seed = hashlib.new(suite.hashed, self._transcript).digest()
            self._master = prf(suite.hashed, self._shared, b"extended master secret", seed, 48)
        else:
            self._master = prf(suite.hashed, self._shared, b"master secret", randoms, 48)
        self._keys = self._protections(suite)
        digest = hashlib.new(suite.hashed, self._transcript).digest()
        self._proof = prf(suite.hashed, self._master, b"client finished", digest, 12)
        finished = bytes([_FINISHED, 0, 0, 12]) + self._proof
        self._transcript += finished
        record = bytes([HANDSHAKE, 3, 3]) + len(own).to_bytes(2, "big") + own
        return record + _CHANGE_CIPHER_SPEC + self._keys[0].seal(HANDSHAKE, finished)

    def _ask_again(self) -> bytes:
        """One second hello. The goodbye behind it ends the connection, whatever the server makes of it."""
        if self._keys is None:
            raise ValueError("no keys agreed")
        sending = self._keys[0]
        return sending.seal(HANDSHAKE, self._again(self._proof)[5:]) + sending.seal(ALERT, _CLOSE_NOTIFY)

    def _protections(self, suite: Suite) -> tuple[Protection, Protection]:
        iv_bytes = 12 if suite.is_chacha else 4
        seed = self._server_random + self._client_random
        block = prf(suite.hashed, self._master, b"key expansion", seed, 2 * (suite.key_bytes + iv_bytes))
        keys = [block[place * suite.key_bytes :][: suite.key_bytes] for place in (0, 1)]
        ivs = [block[2 * suite.key_bytes + place * iv_bytes :][:iv_bytes] for place in (0, 1)]
        client, server = (Protection(suite, key, iv, version=3) for key, iv in zip(keys, ivs, strict=True))
        return client, server
