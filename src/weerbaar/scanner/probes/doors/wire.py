"""DNS messages: writes questions, reads what matters of answers. Pure; nothing in a message can make it raise.

Source: RFC 1035, section 4; RFC 6891 for EDNS; RFC 4035, section 3 for the AD and CD bits.
Of an answer only the asked type and aliases are read: the signatures and proofs that fill the rest are the resolver's
business, and reading them would cost more than all the other work on a message. Of a failure its explanation is read.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from weerbaar.scanner.probes.doors.records import MalformedRecord, format_record, read_name

TYPES = {
    "A": 1,
    "NS": 2,
    "CNAME": 5,
    "SOA": 6,
    "PTR": 12,
    "MX": 15,
    "TXT": 16,
    "AAAA": 28,
    "SRV": 33,
    "DS": 43,
    "DNSKEY": 48,
    "NSEC3PARAM": 51,
    "TLSA": 52,
    "SPF": 99,
    "AXFR": 252,
    "CAA": 257,
}
NOERROR, FORMERR, SERVFAIL, NXDOMAIN, NOTIMP, REFUSED = range(6)

# Extended errors that blame the signatures: RFC 8914, sections 4.7 to 4.13.
BOGUS_ERRORS = frozenset(range(6, 13))

_CNAME = TYPES["CNAME"]
_OPT, _EXTENDED_ERROR = 41, 15
_QR, _OPCODE, _TC, _AD, _CD = 0x8000, 0x7800, 0x0200, 0x0020, 0x0010
_RD = 0x0100
_IN = 1
_HEADER = struct.Struct("!HHHHHH")
_RECORD = struct.Struct("!HHIH")
# Root name, type OPT, payload size, extended code and version 0, DO bit, no options. 1232 octets fit every path
# without fragments (the advice of DNS flag day 2020).
EDNS = b"\x00" + struct.pack("!HHIH", _OPT, 1232, 0x8000, 0)
# Labels of printable characters without a dot or a backslash.
_PLAIN_NAME = re.compile(r"(?:[!-,\-/-\[\]-~]{1,63}\.)*[!-,\-/-\[\]-~]{1,63}\.?\Z")
_ESCAPE = re.compile(r"\\(?:([0-9]{3})|([^0-9]))")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to the question that was asked. `aliases` and `records` are by owner, names in presentation format.

    `errors` are the codes with which a server explains that it failed (RFC 8914); few do.
    """

    rcode: int
    authenticated: bool
    aliases: dict[str, str]
    records: dict[str, list[str]]
    errors: tuple[int, ...] = ()


def write_question(name: str, rdtype: str) -> bytes | None:
    """The question section, or None when the name cannot be a domain name (RFC 1035, section 2.3.4)."""
    encoded = _write_name(name)
    return None if encoded is None else encoded + struct.pack("!HH", TYPES[rdtype], _IN)


def write_query(query_id: int, question: bytes, *, checking_disabled: bool = False) -> bytes:
    """A whole query that asks for recursion and says that we understand DNSSEC."""
    flags = _RD | _AD | (_CD if checking_disabled else 0)
    return _HEADER.pack(query_id, flags, 1, 0, 0, 1) + question + EDNS


def is_reply(message: bytes, query_id: int, question: bytes) -> bool:
    """Whether the message answers this very query. Resolvers echo the question; its letters may change case."""
    if len(message) < 12 + len(question):
        return False
    got_id, flags, questions, *_ = _HEADER.unpack_from(message)
    if got_id != query_id or not flags & _QR or flags & _OPCODE or questions != 1:
        return False
    echoed = message[12 : 12 + len(question)]
    return echoed == question or (echoed[-4:] == question[-4:] and echoed.lower() == question.lower())


def is_truncated(message: bytes) -> bool:
    """Whether the answer did not fit and must be asked again over TCP."""
    return bool(message[2] & (_TC >> 8))


def read_reply(message: bytes, question: bytes, name: str) -> Reply | None:
    """What a message for which `is_reply` holds says, or None when it is broken. `name` is the question's name."""
    _, flags, _, answers, _, _ = _HEADER.unpack_from(message)
    wanted = int.from_bytes(question[-4:-2], "big")
    reply = Reply(flags & 0x000F, bool(flags & _AD), {}, {})
    offset = 12 + len(question)
    try:
        for _ in range(answers):
            if message[offset : offset + 2] == b"\xc0\x0c":  # points at the question, as nearly every owner does
                owner, offset = name, offset + 2
            else:
                owner, offset = read_name(message, offset)
            rdtype, rdclass, _, length = _RECORD.unpack_from(message, offset)
            offset += _RECORD.size
            if rdclass == _IN and rdtype in (wanted, _CNAME):
                text = format_record(message, offset, length, rdtype)
                if rdtype == _CNAME:
                    reply.aliases[owner] = text
                if rdtype == wanted:
                    reply.records.setdefault(owner, []).append(text)
            offset += length
            if offset > len(message):
                return None
        if reply.rcode == SERVFAIL:
            return replace(reply, errors=_read_errors(message, offset))
    except (MalformedRecord, struct.error, IndexError):
        return None
    return reply


def _read_errors(message: bytes, offset: int) -> tuple[int, ...]:
    """The extended errors in the OPT record, when `offset` is where the answer section ends (RFC 6891, section 6.1)."""
    *_, authority, additional = _HEADER.unpack_from(message)
    for _ in range(authority + additional):
        _, offset = read_name(message, offset)
        rdtype, _, _, length = _RECORD.unpack_from(message, offset)
        offset += _RECORD.size
        if rdtype == _OPT:
            return tuple(_extended_errors(message[offset : offset + length]))
        offset += length
    return ()


def _extended_errors(options: bytes) -> Iterator[int]:
    offset = 0
    while offset < len(options):
        code, length = struct.unpack_from("!HH", options, offset)
        if code == _EXTENDED_ERROR:
            yield struct.unpack_from("!H", options, offset + 4)[0]
        offset += 4 + length


def _write_name(name: str) -> bytes | None:
    if name in ("", "."):
        return b"\x00"
    if _PLAIN_NAME.match(name):
        labels: list[bytes] | None = name.removesuffix(".").encode("ascii").split(b".")
    else:
        labels = _split(name) if "\\" in name else None
    if labels is None:
        return None
    encoded = bytearray()
    for label in labels:
        encoded.append(len(label))
        encoded += label
    encoded.append(0)
    return bytes(encoded) if len(encoded) <= 255 else None


def _split(name: str) -> list[bytes] | None:
    """Labels of a name with escapes (RFC 1035, section 5.1): `\\.` is a dot inside a label, `\\046` the same."""
    labels, label, at = [], bytearray(), 0
    while at < len(name):
        character, escape = name[at], _ESCAPE.match(name, at)
        if character == "." and escape is None:
            labels.append(bytes(label))
            label.clear()
            at += 1
            continue
        code = ord(character) if escape is None else int(escape[1]) if escape[1] else ord(escape[2])
        if code > 255 or (escape is None and character == "\\"):
            return None
        label.append(code)
        at += 1 if escape is None else len(escape[0])
    if label:
        labels.append(bytes(label))
    return labels if all(0 < len(item) <= 63 for item in labels) else None
