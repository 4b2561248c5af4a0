"""DNS records from their wire form to the text that stands in facts. Pure.

Names are lower case without the final dot, the root is `.`; TXT strings are joined; TLSA and DS data is lower-case
hexadecimal; DNSKEY data is base64 without spaces. Other types are written as RFC 3597, section 5 says.
"""

import base64
import socket
import struct
from collections.abc import Callable


class MalformedRecord(Exception):
    """The bytes are no record of their type. Caught by `wire`, never seen outside it."""


_MAX_NAME = 255  # octets on the wire (RFC 1035, section 2.3.4)
_SAFE_IN_NAME = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789-_*/+=~!#$%&'?^`{}|<>:,[]")
_HEX = {code: f"\\x{code:02x}" for code in range(256) if not 32 <= code < 127}
_QUOTED = {**{code: f"\\{code:03d}" for code in range(256) if not 32 <= code < 127}, 34: '\\"', 92: "\\\\"}


def read_name(message: bytes, offset: int) -> tuple[str, int]:
    """The name at `offset`, following compression, and the offset after it.

    Raises:
        MalformedRecord: a pointer that does not point back, or a name that is too long.
        IndexError: the message ends first.
    """
    labels: list[str] = []
    after, size, limit = -1, 1, offset
    while length := message[offset]:
        if length >= 0xC0:
            pointer = (length & 0x3F) << 8 | message[offset + 1]
            after = offset + 2 if after < 0 else after
            if pointer >= limit:  # each jump must land before the last one, so there is no loop
                raise MalformedRecord
            offset = limit = pointer
            continue
        size += length + 1
        if length > 63 or size > _MAX_NAME:
            raise MalformedRecord
        label = message[offset + 1 : offset + 1 + length]
        if len(label) < length:
            raise MalformedRecord
        labels.append(_label_text(label))
        offset += length + 1
    return ".".join(labels) or ".", (offset + 1 if after < 0 else after)


def format_record(message: bytes, offset: int, length: int, rdtype: int) -> str:
    """The text of the record data of `length` octets at `offset`.

    Raises:
        MalformedRecord, IndexError, struct.error: the data does not have the form of its type.
    """
    if offset + length > len(message):
        raise MalformedRecord
    return _FORMATS.get(rdtype, _generic)(message, offset, length)


def joined(strings: bytes) -> str:
    """Bytes as text, those outside printable ASCII as `\\xNN`."""
    return strings.decode("latin-1").translate(_HEX)


def _label_text(label: bytes) -> str:
    label = label.lower()
    if _SAFE_IN_NAME.issuperset(label):
        return label.decode("ascii")
    return "".join(_escaped(code) for code in label)


def _escaped(code: int) -> str:
    if code in _SAFE_IN_NAME:
        return chr(code)
    return f"\\{chr(code)}" if 33 <= code < 127 else f"\\{code:03d}"


def _address(family: int, size: int) -> Callable[[bytes, int, int], str]:
    def write(message: bytes, offset: int, length: int) -> str:
        if length != size:
            raise MalformedRecord
        return socket.inet_ntop(family, message[offset : offset + length])

    return write


def _name(message: bytes, offset: int, length: int) -> str:
    text, after = read_name(message, offset)
    if after != offset + length:
        raise MalformedRecord
    return text


def _mx(message: bytes, offset: int, length: int) -> str:
    return f"{int.from_bytes(message[offset : offset + 2], 'big')} {_name(message, offset + 2, length - 2)}"


def _srv(message: bytes, offset: int, length: int) -> str:
    """RFC 2782: priority, weight and port, then the host."""
    priority, weight, port = struct.unpack_from("!HHH", message, offset)
    return f"{priority} {weight} {port} {_name(message, offset + 6, length - 6)}"


def _soa(message: bytes, offset: int, length: int) -> str:
    primary, after = read_name(message, offset)
    mailbox, after = read_name(message, after)
    numbers = struct.unpack_from("!IIIII", message, after)
    if after + 20 != offset + length:
        raise MalformedRecord
    return " ".join((primary, mailbox, *map(str, numbers)))


def _txt(message: bytes, offset: int, length: int) -> str:
    end, parts = offset + length, []
    while offset < end:
        size = message[offset]
        if offset + 1 + size > end:
            raise MalformedRecord
        parts.append(message[offset + 1 : offset + 1 + size])
        offset += 1 + size
    return joined(b"".join(parts))


def _tlsa(message: bytes, offset: int, length: int) -> str:
    usage, selector, matching = struct.unpack_from("!BBB", message, offset)
    return f"{usage} {selector} {matching} {_rest(message, offset, length, 3).hex()}"


def _ds(message: bytes, offset: int, length: int) -> str:
    tag, algorithm, digest = struct.unpack_from("!HBB", message, offset)
    return f"{tag} {algorithm} {digest} {_rest(message, offset, length, 4).hex()}"


def _dnskey(message: bytes, offset: int, length: int) -> str:
    flags, protocol, algorithm = struct.unpack_from("!HBB", message, offset)
    key = base64.b64encode(_rest(message, offset, length, 4)).decode("ascii")
    return f"{flags} {protocol} {algorithm} {key}"


def _nsec3param(message: bytes, offset: int, length: int) -> str:
    """RFC 5155, section 4.3."""
    algorithm, flags, iterations, size = struct.unpack_from("!BBHB", message, offset)
    salt = _rest(message, offset, length, 5)
    if len(salt) != size:
        raise MalformedRecord
    return f"{algorithm} {flags} {iterations} {salt.hex() or '-'}"


def _caa(message: bytes, offset: int, length: int) -> str:
    flags, size = struct.unpack_from("!BB", message, offset)
    tag = _rest(message, offset, length, 2)[:size]
    if len(tag) != size or not size:
        raise MalformedRecord
    value = _rest(message, offset, length, 2 + size).decode("latin-1").translate(_QUOTED)
    return f'{flags} {joined(tag)} "{value}"'


def _generic(message: bytes, offset: int, length: int) -> str:
    return f"\\# {length} {message[offset : offset + length].hex()}".rstrip()


def _rest(message: bytes, offset: int, length: int, skipped: int) -> bytes:
    if length < skipped:
        raise MalformedRecord
    return message[offset + skipped : offset + length]


_FORMATS: dict[int, Callable[[bytes, int, int], str]] = {
    1: _address(socket.AF_INET, 4),
    2: _name,
    5: _name,
    6: _soa,
    12: _name,
    15: _mx,
    16: _txt,
    28: _address(socket.AF_INET6, 16),
    33: _srv,
    43: _ds,
    48: _dnskey,
    51: _nsec3param,
    52: _tlsa,
    99: _txt,  # SPF, which has the form of TXT (RFC 7208, section 3.1)
    257: _caa,
}
