"""The hello of SSL 2.0 and what a server answers to it (RFC 6176, March 2011, forbids both; the format is of 1995).

It is no TLS: records have a head of two octets, and cipher kinds are numbers of three.
"""

import os

_CLIENT_HELLO, _SERVER_HELLO = 1, 4
_VERSION = b"\x00\x02"
# RC4, RC4 for export, RC2, RC2 for export, IDEA, DES and triple DES: all that SSL 2.0 knows.
_KINDS = b"".join(
    bytes.fromhex(code) for code in ("010080", "020080", "030080", "040080", "050080", "060040", "0700c0")
)
_CHALLENGE_BYTES = 16
# head 2, kind of message 1, session hit 1, certificate type 1, version 2, three lengths
_SHORTEST_ANSWER = 13


def ssl2_hello() -> bytes:
    """A record with a hello that offers every kind of cipher."""
    lengths = len(_KINDS).to_bytes(2, "big") + b"\x00\x00" + _CHALLENGE_BYTES.to_bytes(2, "big")
    body = bytes([_CLIENT_HELLO]) + _VERSION + lengths + _KINDS + os.urandom(_CHALLENGE_BYTES)
    return (0x8000 | len(body)).to_bytes(2, "big") + body


def is_whole(received: bytes | bytearray) -> bool:
    """Whether enough came to tell; what does not start like SSL 2.0 tells at once."""
    return len(received) >= _SHORTEST_ANSWER or (bool(received) and not _starts_like_ssl2(received))


def takes_ssl2(received: bytes) -> bool:
    """Whether this is a ServerHello of SSL 2.0 with at least one cipher kind in it."""
    if len(received) < _SHORTEST_ANSWER or not _starts_like_ssl2(received):
        return False
    kinds_bytes = int.from_bytes(received[9:11], "big")
    return received[2] == _SERVER_HELLO and received[5:7] == _VERSION and kinds_bytes > 0


def _starts_like_ssl2(received: bytes | bytearray) -> bool:
    """The highest bit of the first octet: the record is not padded. No record of TLS and no text in ASCII starts so."""
    return bool(received[0] & 0x80)
