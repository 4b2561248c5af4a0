"""Services that a company left open: each speaks the first lines of its protocol as a real one does, and no further."""

import asyncio
import json
import ssl
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lab.odd import panels
from lab.odd.listening import Streams, context, listen, say


@dataclass(frozen=True)
class Service:
    """A word of the table: where it listens, and how it serves one visitor."""

    port: int
    serve: Streams
    is_encrypted: bool = False


async def start(entries: Iterable[dict[str, object]], certificates: Path) -> None:
    """Listen for every company in `entries`, as generate.py writes them."""
    for entry in entries:
        service = SERVICES[str(entry["service"])]
        listening = entry["listen"]
        assert isinstance(listening, list)
        for address in listening:
            tls = _context(certificates, str(entry["domain"])) if service.is_encrypted else None
            await listen(address, service.port, service.serve, tls)


def _context(certificates: Path, domain: str) -> ssl.SSLContext:
    return context(*(str(certificates / f"{domain}{ending}") for ending in (".pem", ".key")))


def _greets(line: bytes, answers: bytes = b"") -> Streams:
    """A server that speaks first, and answers whatever comes with one line."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await say(writer, line)
        while answers and await reader.readline():
            await say(writer, answers)

    return serve


def _answers(length: int, reply: bytes) -> Streams:
    """A server that waits for a message of at least this length."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(length)
        await say(writer, reply)

    return serve


def _mysql(version: bytes) -> Streams:
    """Protocol::HandshakeV10, with the salt in two parts and the name of the way to sign in."""
    head = b"\x0a" + version + b"\0" + struct.pack("<I", 7) + b"saltsalt\0"
    body = head + struct.pack("<HBHHB", 0xF7FF, 45, 2, 0x81FF, 21) + bytes(10) + b"moresalt1234\0"
    packet = body + b"mysql_native_password\0"
    return _greets(struct.pack("<I", len(packet))[:3] + b"\0" + packet)


async def _silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def _telnet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await say(writer, bytes.fromhex("fffd18fffd20fffd23fffd27"))  # DO TTYPE, TSPEED, XDISPLOC, NEW-ENVIRON (RFC 854)
    await reader.read(100)
    await say(writer, b"\r\nrouter login: ")


async def _redis(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while line := (await reader.readline()).strip().upper():
        info = b"# Server\r\nredis_version:3.2.12\r\nredis_mode:standalone\r\n"
        replies = {b"PING": b"+PONG\r\n", b"INFO SERVER": b"$%d\r\n%s\r\n" % (len(info), info)}
        await say(writer, replies.get(line, b"-ERR unknown command\r\n"))


async def _memcached(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while line := (await reader.readline()).strip():
        await say(writer, b"VERSION 1.6.29\r\n" if line == b"version" else b"ERROR\r\n")


async def _mongodb(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """OP_MSG {hello: 1} gets what the server can speak: wire version 21 is series 7.0."""
    length, request = struct.unpack("<ii", await reader.readexactly(8))
    await reader.readexactly(length - 8)
    fields = b"\x08helloOk\0\x01" + b"\x10maxWireVersion\0" + struct.pack("<i", 21) + b"\x01ok\0" + struct.pack("<d", 1)
    document = struct.pack("<i", len(fields) + 5) + fields + b"\0"
    body = struct.pack("<iiiI", 9, request, 2013, 0) + b"\0" + document
    await say(writer, struct.pack("<i", len(body) + 4) + body)


async def _elasticsearch(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    about = {"name": "node-1", "cluster_name": "archief", "version": {"number": "8.17.0"}, "tagline": "You Know"}
    body = json.dumps(about).encode()
    head = f"HTTP/1.0 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    await say(writer, head.encode() + body)


# X.224 connection confirm with RDP_NEG_RSP: TLS (MS-RDPBCGR, section 2.2.1.2).
_RDP = bytes.fromhex("030000130ed000001234000200080001000000")
# TDS PRELOGIN answer with VERSION 16.0.1000 and ENCRYPTION off (MS-TDS, section 2.2.6.5).
_MSSQL = bytes.fromhex("0401001a0000010000000b00060100110001ff100003e8000000")
# SMB2 NEGOTIATE response, dialect 3.0 (MS-SMB2, section 2.2.4), in its NetBIOS frame.
_SMB_HEAD = b"\xfeSMB" + struct.pack("<HHIHHII", 64, 0, 0, 0, 1, 1, 0) + bytes(40)
_SMB_BODY = (
    struct.pack("<HHHH", 65, 1, 0x0300, 0) + bytes(16) + struct.pack("<IIII", 1, 65536, 65536, 65536) + bytes(24)
)
_SMB = struct.pack(">I", len(_SMB_HEAD + _SMB_BODY)) + _SMB_HEAD + _SMB_BODY
_DENIED = b"530 Please login with USER and PASS.\r\n"

SERVICES: dict[str, Service] = {
    "ssh": Service(22, _greets(b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7\r\n")),
    "ssh-old": Service(22, _greets(b"SSH-2.0-OpenSSH_7.1\r\n")),
    "ssh-old-debian": Service(22, _greets(b"SSH-2.0-OpenSSH_7.4p1 Debian-10+deb9u7\r\n")),
    "ssh-kept": Service(22, _greets(b"SSH-2.0-OpenSSH_8.7\r\n")),
    "rdp": Service(3389, _answers(19, _RDP)),
    "smb": Service(445, _answers(68, _SMB)),
    "ftp": Service(21, _greets(b"220 Welcome to the file service\r\n", _DENIED)),
    "telnet": Service(23, _telnet),
    "vnc": Service(5900, _greets(b"RFB 003.008\n")),
    "mysql": Service(3306, _mysql(b"8.4.3")),
    "postgresql": Service(5432, _answers(8, b"N")),
    "mssql": Service(1433, _answers(26, _MSSQL)),
    "redis": Service(6379, _redis),
    "mongodb": Service(27017, _mongodb),
    "elasticsearch": Service(9200, _elasticsearch),
    "memcached": Service(11211, _memcached),
    "mqtt": Service(1883, _answers(14, bytes.fromhex("20020001"))),
    "silent": Service(9200, _silent),
    "router": Service(8443, panels.ROUTER, is_encrypted=True),
    "nas": Service(5000, panels.NAS),
    "hypervisor": Service(8006, panels.HYPERVISOR, is_encrypted=True),
}
