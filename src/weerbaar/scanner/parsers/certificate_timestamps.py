"""Promises of certificate logs that a certificate will be public: lists of RFC 6962 (June 2013), section 3.3.

They stand inside a certificate or come beside it. Whether a promise is true only the log's key tells, which is not looked
up here. Time linear in the input; lists come from strangers and are cut off at `LONGEST_BYTES`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from weerbaar.scanner.parsers import der
from weerbaar.scanner.parsers.malformed import Malformed

LONGEST_BYTES = 16 * 1024
_VERSION_1 = 0
_LOG_ID_BYTES = 32
# version 1, log 32, moment 8, length of extensions 2, algorithms 2, length of signature 2
_SHORTEST = 47
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_MS = 253_402_300_799_000  # the end of the year 9999


@dataclass(frozen=True, slots=True)
class Timestamp:
    """The promise of one log. `log_id` is the SHA-256 of its public key, `at` the moment of the promise."""

    log_id: bytes
    at: datetime


def inside_certificate(extension: bytes) -> tuple[Timestamp, ...] | Malformed:
    """The list in the content of the extension 1.3.6.1.4.1.11129.2.4.2: an octet string around a list."""
    try:
        return read(der.octets(extension))
    except ValueError:
        return Malformed(extension[:32].hex(), 0, "octet-string")


def read(encoded: bytes) -> tuple[Timestamp, ...] | Malformed:
    """A SignedCertificateTimestampList. Versions that are not known are left out. Faults: `too-long`, `length`, `entry`."""
    if len(encoded) > LONGEST_BYTES:
        return Malformed(encoded[:32].hex(), 0, "too-long")
    if len(encoded) < 2 or int.from_bytes(encoded[:2], "big") != len(encoded) - 2:
        return Malformed(encoded[:32].hex(), 0, "length")
    found = []
    at = 2
    while at < len(encoded):
        end = at + 2 + int.from_bytes(encoded[at : at + 2], "big")
        if at + 2 > len(encoded) or end > len(encoded) or end == at + 2:
            return Malformed(encoded[at : at + 32].hex(), at, "length")
        entry = encoded[at + 2 : end]
        if entry[0] == _VERSION_1:
            timestamp = _entry(entry)
            if timestamp is None:
                return Malformed(entry[:32].hex(), at, "entry")
            found.append(timestamp)
        at = end
    return tuple(found)


def _entry(entry: bytes) -> Timestamp | None:
    """One promise of version 1, when its lengths add up."""
    if len(entry) < _SHORTEST:
        return None
    moment_ms = int.from_bytes(entry[33:41], "big")
    after_extensions = 43 + int.from_bytes(entry[41:43], "big")
    signature_bytes = int.from_bytes(entry[after_extensions + 2 : after_extensions + 4], "big")
    if after_extensions + 4 + signature_bytes != len(entry) or moment_ms > _LAST_MS:
        return None
    return Timestamp(entry[1 : 1 + _LOG_ID_BYTES], _EPOCH + timedelta(milliseconds=moment_ms))
