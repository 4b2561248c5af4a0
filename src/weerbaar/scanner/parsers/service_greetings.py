"""Recognises services by the greeting of their protocol: never by the number of a port alone.

Each recogniser takes the first bytes of a server and gives the protocol with what it announces of itself, or None.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Greeting:
    """`product` and `version` as announced, empty where the protocol keeps them to itself.

    `announced` is the whole text they were read from: what follows a version often tells who packaged it.
    """

    protocol: str
    product: str = ""
    version: str = ""
    announced: str = ""


_PRINTABLE = re.compile(r"[^\x20-\x7e]")
_SSH = re.compile(rb"SSH-(?:1\.99|2\.0)-([\x21-\x7e][\x20-\x7e]{0,200})")
_PRODUCT = re.compile(r"([A-Za-z][A-Za-z+._-]{1,40})[ _/-]v?(\d+(?:\.\d+){0,3}[a-z]?\d*)")
_FTP = re.compile(rb"220[ -]([^\r\n]{0,200})")
_EXIM = re.compile(r"\bExim (\d+\.\d+(?:\.\d+)*)")
_RFB = re.compile(rb"RFB (\d{3})\.(\d{3})\n")
_MEMCACHED = re.compile(rb"VERSION (\S{1,40})\r\n")
_REDIS_VERSION = re.compile(rb"\bredis_version:(\d[\d.]{0,20})\r\n")
_WIRE_VERSION = re.compile(rb"\x10maxWireVersion\0(.{4})", re.DOTALL)
# What a server of MongoDB can speak tells its series. Source: its own list of wire versions, from general knowledge.
_MONGODB_SERIES = {6: "3.6", 7: "4.0", 8: "4.2", 9: "4.4", 13: "5.0", 17: "6.0", 21: "7.0", 25: "8.0"}
_TELNET_COMMANDS = (0xFB, 0xFC, 0xFD, 0xFE)  # WILL, WONT, DO, DONT (RFC 854)


def recognise(protocol: str, answer: bytes) -> Greeting | None:
    """The greeting in `answer` if it is one of `protocol` (a key of `PROTOCOLS`)."""
    return PROTOCOLS[protocol](answer[:4096])


def mail_server(reply: str) -> Greeting | None:
    """What a mail server tells in its first reply, for the one product that tells its version: Exim."""
    found = _EXIM.search(reply[:512])
    return Greeting("smtp", "Exim", found[1], found[0]) if found else None


def _ssh(answer: bytes) -> Greeting | None:
    match = _SSH.match(answer)  # RFC 4253, section 4.2
    return Greeting("ssh", *_product(match[1])) if match else None


def _telnet(answer: bytes) -> Greeting | None:
    is_negotiation = len(answer) >= 3 and answer[0] == 0xFF and answer[1] in _TELNET_COMMANDS
    return Greeting("telnet") if is_negotiation or b"login:" in answer.lower()[:400] else None


def _ftp(answer: bytes) -> Greeting | None:
    match = _FTP.match(answer)  # RFC 959, section 4.2: 220 is also SMTP's, so SMTP names itself
    if match is None or b"SMTP" in match[1].upper():
        return None
    return Greeting("ftp", *_product(match[1]))


def _vnc(answer: bytes) -> Greeting | None:
    match = _RFB.match(answer)  # RFC 6143, section 7.1.1
    return Greeting("vnc", "RFB", f"{int(match[1])}.{int(match[2])}") if match else None


def _rdp(answer: bytes) -> Greeting | None:
    # TPKT (RFC 1006) with an X.224 connection confirm
    is_confirm = len(answer) >= 7 and answer[:2] == b"\x03\x00" and answer[5] & 0xF0 == 0xD0
    return Greeting("rdp") if is_confirm else None


def _smb(answer: bytes) -> Greeting | None:
    return Greeting("smb") if len(answer) >= 8 and answer[4:8] in (b"\xfeSMB", b"\xffSMB") else None


def _mysql(answer: bytes) -> Greeting | None:
    if len(answer) < 6 or answer[3] != 0:
        return None
    if answer[4] == 0xFF:  # an error packet: this host is not allowed to connect, but it is MySQL that says so
        return Greeting("mysql") if b"MySQL" in answer or b"MariaDB" in answer else None
    version, end, _ = answer[5:].partition(b"\0")
    if answer[4] != 10 or not end or not version[:1].isdigit():
        return None
    name = "MariaDB" if b"MariaDB" in version else "MySQL"
    announced = _text(version.removeprefix(b"5.5.5-"))  # MariaDB puts this before its own number for old clients
    return Greeting("mysql", name, announced.partition("-")[0], announced)


def _postgresql(answer: bytes) -> Greeting | None:
    # the answer to an SSLRequest is one byte, or an error message that starts with E
    return (
        Greeting("postgresql")
        if answer in (b"S", b"N") or re.match(rb"E\0\0..S(FATAL|ERROR)", answer, re.DOTALL)
        else None
    )


def _mssql(answer: bytes) -> Greeting | None:
    if len(answer) < 14 or answer[0] != 0x04 or answer[8] != 0:  # TDS tabular result with a VERSION token first
        return None
    at = 8 + int.from_bytes(answer[9:11], "big")
    if at + 4 > len(answer):
        return None
    major, minor, build = answer[at], answer[at + 1], int.from_bytes(answer[at + 2 : at + 4], "big")
    version = f"{major}.{minor}.{build}"
    return Greeting("mssql", "Microsoft SQL Server", version, version)


def _redis(answer: bytes) -> Greeting | None:
    version = _REDIS_VERSION.search(answer)
    if answer.startswith(b"$") and version:
        return Greeting("redis", "Redis", *2 * (_text(version[1]),))
    return Greeting("redis", "Redis") if answer.startswith((b"-NOAUTH", b"-DENIED", b"-NOPERM")) else None


def _memcached(answer: bytes) -> Greeting | None:
    match = _MEMCACHED.match(answer)
    return Greeting("memcached", "memcached", *2 * (_text(match[1]),)) if match else None


def _mongodb(answer: bytes) -> Greeting | None:
    # OP_MSG (2013) or OP_REPLY (1) with a document that names the wire version
    opcode = int.from_bytes(answer[12:16], "little") if len(answer) >= 16 else 0
    if opcode not in (1, 2013) or b"maxWireVersion" not in answer:
        return None
    wire = _WIRE_VERSION.search(answer)
    series = _MONGODB_SERIES.get(int.from_bytes(wire[1], "little"), "") if wire else ""
    return Greeting("mongodb", "MongoDB", series, series)


def _elasticsearch(answer: bytes) -> Greeting | None:
    if not answer.startswith(b"HTTP/1."):
        return None
    body = answer.partition(b"\r\n\r\n")[2]
    if b"cluster_name" not in body and b"missing authentication credentials for REST request" not in body:
        return None
    try:
        version = json.loads(body)["version"]
        product, number = str(version.get("distribution", "Elasticsearch"))[:40], str(version["number"])[:20]
        return Greeting("elasticsearch", product, number, number)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Greeting("elasticsearch", "Elasticsearch")


def _mqtt(answer: bytes) -> Greeting | None:
    return Greeting("mqtt") if answer[:2] == b"\x20\x02" or (answer[:1] == b"\x20" and len(answer) >= 5) else None


PROTOCOLS: Mapping[str, Callable[[bytes], Greeting | None]] = {
    "ssh": _ssh,
    "telnet": _telnet,
    "ftp": _ftp,
    "vnc": _vnc,
    "rdp": _rdp,
    "smb": _smb,
    "mysql": _mysql,
    "postgresql": _postgresql,
    "mssql": _mssql,
    "redis": _redis,
    "memcached": _memcached,
    "mongodb": _mongodb,
    "elasticsearch": _elasticsearch,
    "mqtt": _mqtt,
}


def _product(banner: bytes) -> tuple[str, str, str]:
    text = _text(banner)
    match = _PRODUCT.search(text)
    return (match[1], match[2], text) if match else ("", "", text)


def _text(raw: bytes) -> str:
    return _PRINTABLE.sub(" ", raw.decode("latin-1"))[:120].strip()
