"""Keys and records of TLS: the key schedule of TLS 1.3 (RFC 8446, section 7), the PRF of TLS 1.2 (RFC 5246, section 5).

For looking at what a server says after a handshake, never for keeping anything secret.
"""

import hashlib
import hmac
import struct
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

ALERT, HANDSHAKE, APPLICATION_DATA = 21, 22, 23
_TAG_BYTES = 16
_EXPLICIT_BYTES = 8  # of the nonce, in TLS 1.2 with GCM (RFC 5288, section 3)


@dataclass(frozen=True, slots=True)
class Suite:
    """`hashed` is the hash of the key schedule, `key_bytes` the length of a key."""

    hashed: str
    key_bytes: int
    is_chacha: bool = False


# The suites with which we can complete a handshake: those with authenticated encryption and a key exchange by curves.
SUITES13 = {0x1301: Suite("sha256", 16), 0x1302: Suite("sha384", 32), 0x1303: Suite("sha256", 32, is_chacha=True)}
SUITES12 = {
    **dict.fromkeys((0xC02B, 0xC02F), Suite("sha256", 16)),
    **dict.fromkeys((0xC02C, 0xC030), Suite("sha384", 32)),
    **dict.fromkeys((0xCCA9, 0xCCA8), Suite("sha256", 32, is_chacha=True)),
}


class Unreadable(Exception):
    """A record that was not protected with these keys."""


def extract(hashed: str, salt: bytes, secret: bytes) -> bytes:
    """HKDF-Extract (RFC 5869, section 2.2); an empty secret stands for zeros of the length of the hash."""
    return hmac.digest(salt, secret or bytes(hashlib.new(hashed).digest_size), hashed)


def expand_label(hashed: str, secret: bytes, label: str, context: bytes, length: int) -> bytes:
    """HKDF-Expand-Label (RFC 8446, section 7.1), for lengths of one block of the hash at most."""
    full = b"tls13 " + label.encode("ascii")
    info = struct.pack(">HB", length, len(full)) + full + bytes([len(context)]) + context
    return hmac.digest(secret, info + b"\x01", hashed)[:length]


def prf(hashed: str, secret: bytes, label: bytes, seed: bytes, length: int) -> bytes:
    """The pseudorandom function of TLS 1.2 (RFC 5246, section 5)."""
    block, result = label + seed, b""
    while len(result) < length:
        block = hmac.digest(secret, block, hashed)
        result += hmac.digest(secret, block + label + seed, hashed)
    return result[:length]


@dataclass(slots=True)
class Protection:
    """One direction of a connection: seals or opens its records one after the other. `version` 3 is TLS 1.2, 4 TLS 1.3."""

    suite: Suite
    key: bytes = field(repr=False)
    iv: bytes
    version: int = 4
    _number: int = 0

    @classmethod
    def of_secret(cls, suite: Suite, secret: bytes) -> "Protection":
        """By a traffic secret of TLS 1.3 (RFC 8446, section 7.3)."""
        key = expand_label(suite.hashed, secret, "key", b"", suite.key_bytes)
        return cls(suite, key, expand_label(suite.hashed, secret, "iv", b"", 12))

    def seal(self, kind: int, content: bytes) -> bytes:
        """A whole record."""
        if self.version == 4:
            inner = content + bytes([kind])
            head = struct.pack(">BHH", APPLICATION_DATA, 0x0303, len(inner) + _TAG_BYTES)
            return head + self._aead.encrypt(self._next_nonce(b""), inner, head)
        explicit = b"" if self.suite.is_chacha else struct.pack(">Q", self._number)
        bound = struct.pack(">QBHH", self._number, kind, 0x0303, len(content))
        sealed = explicit + self._aead.encrypt(self._next_nonce(explicit), content, bound)
        return struct.pack(">BHH", kind, 0x0303, len(sealed)) + sealed

    def open(self, record: bytes) -> tuple[int, bytes]:
        """Kind and content of a record, given with its head.

        Raises:
            Unreadable: these keys did not protect it.
        """
        try:
            if self.version == 4:
                inner = self._aead.decrypt(self._next_nonce(b""), record[5:], record[:5]).rstrip(b"\x00")
                return (inner[-1], inner[:-1]) if inner else (APPLICATION_DATA, b"")
            explicit = b"" if self.suite.is_chacha else record[5 : 5 + _EXPLICIT_BYTES]
            sealed = record[5 + len(explicit) :]
            bound = struct.pack(">QBHH", self._number, record[0], 0x0303, max(len(sealed) - _TAG_BYTES, 0))
            return record[0], self._aead.decrypt(self._next_nonce(explicit), sealed, bound)
        except (InvalidTag, ValueError) as error:
            raise Unreadable from error

    @property
    def _aead(self) -> AESGCM | ChaCha20Poly1305:
        return ChaCha20Poly1305(self.key) if self.suite.is_chacha else AESGCM(self.key)

    def _next_nonce(self, explicit: bytes) -> bytes:
        number, self._number = self._number, self._number + 1
        if self.version == 3 and not self.suite.is_chacha:
            return self.iv + explicit
        return (int.from_bytes(self.iv, "big") ^ number).to_bytes(12, "big")
