"""Prebuilt ClientHello messages (RFC 8446, section 4.1.2; RFC 5246, 7.4.1.2; RFC 6101, 5.6.1.2).

A hello asks for one version and never completes a handshake: the first answer tells whether the server takes it.
"""

import os
import struct
from functools import lru_cache

from weerbaar.scanner.facts.tls import VERSIONS

# Versions on the wire, in the order of `facts.tls.VERSIONS`; SSL 2.0 has a hello of its own, see `ssl2_hello`.
CODES = dict(zip(VERSIONS[1:], (0x0300, 0x0301, 0x0302, 0x0303, 0x0304), strict=True))

# Suites broad enough that a server that takes the version finds one: modern first, then all old families.
_OLD_SUITES = (
    *(0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xCCAA, 0x009E, 0x009F, 0xC023, 0xC027, 0xC024, 0xC028),
    *(0xC009, 0xC013, 0xC00A, 0xC014, 0x0067, 0x006B, 0x0033, 0x0039, 0x009C, 0x009D, 0x003C, 0x003D, 0x002F, 0x0035),
    *(0xC0AC, 0xC0AD, 0xC09E, 0xC09F, 0xC072, 0xC076, 0x0041, 0x0084, 0x0045, 0x0088, 0x0096, 0x0007),
    *(0x000A, 0xC012, 0xC008, 0x0016, 0x0013, 0x0032, 0x0038, 0x0005, 0x0004, 0xC011, 0xC007, 0x0009, 0x0015),
)
_TLS13_SUITES = (0x1302, 0x1303, 0x1301, 0x1304, 0x1305)
_GROUPS = (0x11EC, 29, 23, 24, 25, 30, 26, 27, 28, 256, 257, 258, 259, 260)
_SIGNATURES = (
    *(0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080A, 0x080B),
    *(0x0401, 0x0501, 0x0601, 0x0303, 0x0301, 0x0203, 0x0201, 0x0202),
)
_SERVER_NAME, _GROUPS_EXT, _POINTS, _SIGNATURES_EXT, _ALPN = 0, 10, 11, 13, 16
_MASTER_SECRET, _VERSIONS_EXT, _PSK_MODES, _KEY_SHARE, _RENEGOTIATION = 23, 43, 45, 51, 0xFF01


def client_hello(version: str, host: str) -> bytes:
    """A record with a hello for one of `CODES`, naming `host` (an empty text names none).

    For TLS 1.3 no key share is sent: a server that takes the version then asks for one (HelloRetryRequest), which
    tells enough and costs neither side a key.
    """
    code = CODES[version]
    legacy = min(code, 0x0303)
    suites, extensions = _offer(version, host)
    session = os.urandom(32) if code == 0x0304 else b""
    body = struct.pack(">H", legacy) + os.urandom(32) + _vector8(session) + suites + b"\x01\x00" + extensions
    handshake = b"\x01" + struct.pack(">I", len(body))[1:] + body
    # Record version 0x0301 for all but SSL 3.0: old middleboxes refuse others (RFC 8446, section 5.1).
    return b"\x16" + struct.pack(">HH", 0x0300 if code == 0x0300 else 0x0301, len(handshake)) + handshake


@lru_cache(maxsize=4096)
def _offer(version: str, host: str) -> tuple[bytes, bytes]:
    is_newest = version == "TLSv1.3"
    suites = _vector16(struct.pack(f">{len(_TLS13_SUITES)}H", *_TLS13_SUITES) if is_newest else _old_suites())
    if version == "SSLv3":  # SSL 3.0 knows no extensions
        return suites, b""
    parts = [_extension(_RENEGOTIATION, b"\x00"), _extension(_MASTER_SECRET, b"")]
    if host:
        parts.insert(0, _extension(_SERVER_NAME, _vector16(b"\x00" + _vector16(host.encode("ascii", "replace")))))
    parts.append(_extension(_GROUPS_EXT, _vector16(struct.pack(f">{len(_GROUPS)}H", *_GROUPS))))
    parts.append(_extension(_POINTS, b"\x01\x00"))
    if version in ("TLSv1.2", "TLSv1.3"):
        parts.append(_extension(_SIGNATURES_EXT, _vector16(struct.pack(f">{len(_SIGNATURES)}H", *_SIGNATURES))))
    parts.append(_extension(_ALPN, _vector16(_vector8(b"h2") + _vector8(b"http/1.1"))))
    if is_newest:
        parts += [
            _extension(_VERSIONS_EXT, b"\x02\x03\x04"),
            _extension(_PSK_MODES, b"\x01\x01"),
            _extension(_KEY_SHARE, b"\x00\x00"),
        ]
    return suites, _vector16(b"".join(parts))


@lru_cache(maxsize=1)
def _old_suites() -> bytes:
    # 0x00FF tells of secure renegotiation to servers that know no extensions (RFC 5746, section 3.3)
    return struct.pack(f">{len(_OLD_SUITES) + 1}H", *_OLD_SUITES, 0x00FF)


def _extension(number: int, content: bytes) -> bytes:
    return struct.pack(">HH", number, len(content)) + content


def _vector8(content: bytes) -> bytes:
    return bytes([len(content)]) + content


def _vector16(content: bytes) -> bytes:
    return struct.pack(">H", len(content)) + content
