"""Reads the first record that a server sends after a hello: a ServerHello, an alert, or something else."""

from dataclasses import dataclass
from enum import StrEnum

_ALERT, _HANDSHAKE = 21, 22
_SERVER_HELLO = 2
_SUPPORTED_VERSIONS = 43
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
    data = data[:LONGEST_BYTES]
    if not data:
        return ServerAnswer(Answer.PARTIAL)
    if data[0] == _ALERT:
        return ServerAnswer(Answer.ALERT if len(data) < 2 or data[1] == 3 else Answer.OTHER)
    if data[0] != _HANDSHAKE or (len(data) > 1 and data[1] != 3):
        return ServerAnswer(Answer.OTHER)
    if len(data) < 6:
        return ServerAnswer(Answer.PARTIAL)
    if data[5] != _SERVER_HELLO:
        return ServerAnswer(Answer.OTHER)
    return _read_hello(data)


def _read_hello(data: bytes) -> ServerAnswer:
    # record header 5, handshake header 4, version 2, random 32, session id with its length, suite 2, compression 1
    at = 9 + 2 + 32
    if len(data) <= at:
        return ServerAnswer(Answer.PARTIAL)
    version = int.from_bytes(data[9:11], "big")
    at += 1 + data[at]
    if len(data) < at + 3:
        return ServerAnswer(Answer.PARTIAL)
    suite = int.from_bytes(data[at : at + 2], "big")
    end = min(len(data), 9 + int.from_bytes(data[6:9], "big"))
    at += 3
    if version == 0x0303 and at + 2 <= end:
        chosen = _supported_version(data, at + 2, end)
        if chosen is None and len(data) < 9 + int.from_bytes(data[6:9], "big"):
            return ServerAnswer(Answer.PARTIAL)
        version = chosen or version
    return ServerAnswer(Answer.HELLO, version, suite)


def _supported_version(data: bytes, at: int, end: int) -> int | None:
    """The version that TLS 1.3 hides in an extension (RFC 8446, section 4.2.1)."""
    while at + 4 <= end:
        number = int.from_bytes(data[at : at + 2], "big")
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if number == _SUPPORTED_VERSIONS and length == 2 and at + 6 <= end:
            return int.from_bytes(data[at + 4 : at + 6], "big")
        at += 4 + length
    return None
