"""Reads the first record that a server sends after a hello: a ServerHello, an alert, or something else."""

from dataclasses import dataclass
from enum import StrEnum

_ALERT, _HANDSHAKE = 21, 22
_SERVER_HELLO = 2
_SUPPORTED_VERSIONS = 43
_ALERT_BYTES = 7
# Level warning, unrecognised name: some servers say so and go on with the handshake (RFC 6066, section 3).
_NAME_WARNING = b"\x00\x02\x01\x70"
# Long enough for a ServerHello with all its extensions; what comes after it is not looked at.
LONGEST_BYTES = 16384


class Answer(StrEnum):
    """HELLO: the server chose a version. ALERT: it refused. OTHER: this is no TLS. PARTIAL: more bytes are needed."""

    HELLO = "hello"
    ALERT = "alert"
    OTHER = "other"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """`version` and `suite` are the codes on the wire, 0 when there is no hello."""

    kind: Answer
    version: int = 0
    suite: int = 0


def read_answer(data: bytes) -> ServerAnswer:
    """What the bytes received so far say. Never raises; at most `LONGEST_BYTES` are looked at."""
    at = 0
    while data[at : at + 2] == b"\x15\x03" and data[at + 3 : at + _ALERT_BYTES] == _NAME_WARNING:
        at += _ALERT_BYTES
    data = data[at:LONGEST_BYTES]
    if not data:
        return ServerAnswer(Answer.PARTIAL)
    if data[0] == _ALERT:
        if len(data) > 1 and data[1] != 3:
            return ServerAnswer(Answer.OTHER)
        return ServerAnswer(Answer.PARTIAL if len(data) < _ALERT_BYTES else Answer.ALERT)
    if data[0] != _HANDSHAKE or (len(data) > 1 and data[1] != 3):
        return ServerAnswer(Answer.OTHER)
    if len(data) < 6:
        return ServerAnswer(Answer.PARTIAL)
    if data[5] != _SERVER_HELLO:
        return ServerAnswer(Answer.OTHER)
    return _read_hello(data)


def _read_hello(data: bytes) -> ServerAnswer:
    # Only whole: half of a hello that hides TLS 1.3 in its extensions looks like one for TLS 1.2.
    end = 9 + int.from_bytes(data[6:9], "big")
    if len(data) < 9 or len(data) < end:
        return ServerAnswer(Answer.PARTIAL)
    # record header 5, handshake header 4, version 2, random 32, session id with its length, suite 2, compression 1
    at = 9 + 2 + 32
    if at >= end or at + 1 + data[at] + 3 > end:
        return ServerAnswer(Answer.OTHER)
    version = int.from_bytes(data[9:11], "big")
    at += 1 + data[at]
    suite = int.from_bytes(data[at : at + 2], "big")
    chosen = _supported_version(data, at + 5, end) if version == 0x0303 else None
    return ServerAnswer(Answer.HELLO, chosen or version, suite)


def _supported_version(data: bytes, at: int, end: int) -> int | None:
    """The version that TLS 1.3 hides in an extension (RFC 8446, section 4.2.1)."""
    while at + 4 <= end:
        number = int.from_bytes(data[at : at + 2], "big")
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if number == _SUPPORTED_VERSIONS and length == 2 and at + 6 <= end:
            return int.from_bytes(data[at + 4 : at + 6], "big")
        at += 4 + length
    return None
