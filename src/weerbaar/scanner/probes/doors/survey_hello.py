"""ClientHello messages that ask one thing each: with chosen suites, groups, hashes and compression."""

import os
import struct
from dataclasses import dataclass

_SERVER_NAME, _STATUS, _GROUPS, _POINTS, _SIGNATURES, _ALPN, _TIMESTAMPS = 0, 5, 10, 11, 13, 16, 18
_MASTER_SECRET, _VERSIONS, _PSK_MODES, _KEY_SHARE, _RENEGOTIATION = 23, 43, 45, 51, 0xFF01
# RSA-PSS, ECDSA and Ed25519 first, then RSA with PKCS #1, then SHA-224 and SHA-1 for old servers.
ALL_SIGNATURES = (
    *(0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080A, 0x080B),
    *(0x0401, 0x0501, 0x0601, 0x0303, 0x0301, 0x0203, 0x0201, 0x0202),
)
# ECDSA, RSA and DSA with SHA-1, RSA with MD5 (RFC 5246, section 7.4.1.4.1).
OLD_SIGNATURES = (0x0203, 0x0201, 0x0202, 0x0101)


@dataclass(frozen=True, slots=True)
class SurveyHello:
    """`newest` asks for TLS 1.3 and nothing older, else for TLS 1.2 at most. `compression` offers DEFLATE too (RFC 3749).

    `proofs` asks for an OCSP response and for timestamps of logs. `share` is our half of a key exchange by the first group,
    `renewing` the proof of the handshake that a second one on the same connection must show (RFC 5746, section 3.5).
    `protocols` are those of ALPN; none for mail, where a server that knows ALPN would refuse those of the web (RFC 7301).
    """

    host: str
    suites: tuple[int, ...]
    groups: tuple[int, ...]
    newest: bool = False
    signatures: tuple[int, ...] = ALL_SIGNATURES
    compression: bool = False
    old_version: int = 0x0303
    protocols: tuple[bytes, ...] = (b"h2", b"http/1.1")
    proofs: bool = False
    share: bytes = b""
    renewing: bytes = b""

    def to_bytes(self) -> bytes:
        """One record with this hello."""
        extensions = b"".join(self._extensions())
        session = _vector8(os.urandom(32)) if self.newest else b"\x00"
        methods = b"\x02\x01\x00" if self.compression else b"\x01\x00"
        # 0x00FF tells servers without extensions that we renegotiate safely (RFC 5746, section 3.3).
        suites = _list16(self.suites if self.newest or self.renewing else (*self.suites, 0x00FF))
        body = struct.pack(">H", self.old_version) + os.urandom(32) + session + suites + methods + _vector16(extensions)
        handshake = b"\x01" + struct.pack(">I", len(body))[1:] + body
        return b"\x16\x03\x01" + struct.pack(">H", len(handshake)) + handshake

    def _extensions(self) -> list[bytes]:
        name = _vector16(b"\x00" + _vector16(self.host.encode("ascii", "replace")))
        parts = [_extension(_SERVER_NAME, name)] if self.host else []
        parts += [
            _extension(_MASTER_SECRET, b""),
            _extension(_RENEGOTIATION, _vector8(self.renewing)),
            _extension(_GROUPS, _list16(self.groups)),
            _extension(_POINTS, b"\x01\x00"),
            _extension(_SIGNATURES, _list16(self.signatures)),
        ]
        if self.protocols:
            parts.append(_extension(_ALPN, _vector16(b"".join(map(_vector8, self.protocols)))))
        if self.proofs:
            parts += [_extension(_STATUS, b"\x01\x00\x00\x00\x00"), _extension(_TIMESTAMPS, b"")]
        if self.newest:
            share = struct.pack(">H", self.groups[0]) + _vector16(self.share) if self.share else b""
            # Usually no key share: the server names the group it wants (HelloRetryRequest), also one that we cannot compute.
            parts += [
                _extension(_VERSIONS, b"\x02\x03\x04"),
                _extension(_PSK_MODES, b"\x01\x01"),
                _extension(_KEY_SHARE, _vector16(share)),
            ]
        return parts


def _list16(numbers: tuple[int, ...]) -> bytes:
    return _vector16(struct.pack(f">{len(numbers)}H", *numbers))


def _extension(number: int, content: bytes) -> bytes:
    return struct.pack(">HH", number, len(content)) + content


def _vector8(content: bytes) -> bytes:
    return bytes([len(content)]) + content


def _vector16(content: bytes) -> bytes:
    return struct.pack(">H", len(content)) + content
