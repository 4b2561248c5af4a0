"""Reads all sections of an answer that a name server gave itself: flags, records, signatures, referral. Pure.

Source: RFC 1035, section 4.1; RFC 4034, section 3.1 for signatures; RFC 5155, section 4.2 for NSEC3PARAM.
"""

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime

from weerbaar.scanner.facts.authorities import DirectAnswer, Signature
from weerbaar.scanner.probes.doors.records import MalformedRecord, format_record, read_name
from weerbaar.scanner.probes.doors.wire import TYPES

_HEADER = struct.Struct("!HHHHHH")
_RECORD = struct.Struct("!HHIH")
_RRSIG = struct.Struct("!HBBIIIH")
_AA, _TC, _RA = 0x0400, 0x0200, 0x0080
_SIGNATURE_TYPE = 46
_ADDRESS_TYPES = (TYPES["A"], TYPES["AAAA"])
# RFC 1035, section 4.1.1; RFC 2136 and RFC 6895 for the later ones.
_RCODES = ("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", *[""] * 3, "NOTAUTH")


@dataclass(frozen=True, slots=True)
class DirectReply:
    """`answer` is what counts for most; `servers` are the NS records of the authority section, by the zone they are about.

    `glue` holds the addresses of the additional section, by host; `signatures` those under the answer's records.
    """

    answer: DirectAnswer
    truncated: bool = False
    servers: dict[str, list[str]] = field(default_factory=dict)
    glue: dict[str, list[str]] = field(default_factory=dict)
    signatures: list[Signature] = field(default_factory=list)


def read_direct(message: bytes, question: bytes, name: str) -> DirectReply | None:
    """What a reply to `question` (about `name`) says, or None when it is broken. Never raises."""
    try:
        return _read(message, question, name)
    except (MalformedRecord, struct.error, IndexError, OverflowError):
        return None


def _read(message: bytes, question: bytes, name: str) -> DirectReply:
    _, flags, _, *counts = _HEADER.unpack_from(message)
    wanted = int.from_bytes(question[-4:-2], "big")
    records: list[str] = []
    reply = DirectReply(DirectAnswer("", False, False))
    offset = 12 + len(question)
    for section, count in enumerate(counts):
        for _ in range(count):
            owner, offset = read_name(message, offset)
            rdtype, _, _, length = _RECORD.unpack_from(message, offset)
            offset += _RECORD.size
            if section == 0 and owner == name and rdtype == wanted:
                records.append(format_record(message, offset, length, rdtype))
            elif section == 0 and rdtype == _SIGNATURE_TYPE and owner == name:
                _take_signature(message, offset, wanted, reply)
            elif section == 1 and rdtype == TYPES["NS"]:
                reply.servers.setdefault(owner, []).append(format_record(message, offset, length, rdtype))
            elif section == 2 and rdtype in _ADDRESS_TYPES:
                reply.glue.setdefault(owner, []).append(format_record(message, offset, length, rdtype))
            offset += length
    if offset > len(message):
        raise MalformedRecord
    answer = DirectAnswer(_rcode(flags & 15), bool(flags & _AA), bool(flags & _RA), tuple(records))
    return DirectReply(answer, bool(flags & _TC), reply.servers, reply.glue, reply.signatures)


def read_transfer_start(message: bytes, query_id: int) -> DirectAnswer | None:
    """The first message of a zone transfer (RFC 5936, section 2.2): only whether it opens with an SOA, which is kept."""
    try:
        got_id, flags, questions, answers, *_ = _HEADER.unpack_from(message)
        offset = 12
        for _ in range(questions):
            offset = read_name(message, offset)[1] + 4
        records: tuple[str, ...] = ()
        if answers:
            _, offset = read_name(message, offset)
            rdtype, _, _, length = _RECORD.unpack_from(message, offset)
            if rdtype == TYPES["SOA"]:
                records = (format_record(message, offset + _RECORD.size, length, rdtype),)
    except (MalformedRecord, struct.error, IndexError):
        return None
    if got_id != query_id or not flags & 0x8000:
        return None
    return DirectAnswer(_rcode(flags & 15), bool(flags & _AA), bool(flags & _RA), records)


def _take_signature(message: bytes, offset: int, wanted: int, reply: DirectReply) -> None:
    covered, algorithm, _, _, expiration, inception, _ = _RRSIG.unpack_from(message, offset)
    if covered == wanted:
        reply.signatures.append(Signature(algorithm, _moment(inception), _moment(expiration)))


def _moment(seconds: int) -> datetime:
    """Seconds since 1970; the 32 bits of RFC 4034, section 3.1.5, last until 2106."""
    return datetime.fromtimestamp(seconds, UTC)


def _rcode(number: int) -> str:
    name = _RCODES[number] if number < len(_RCODES) else ""
    return name or f"RCODE {number}"
