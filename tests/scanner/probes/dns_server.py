"""A small DNS server on loopback, over UDP and TCP, that answers from a table and misbehaves where it is told to."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from weerbaar.scanner.probes.doors.settings import Endpoint


@dataclass(frozen=True)
class Says:
    """What is answered to one question.

    `records` are lines `owner TYPE data`, of the asked type or aliases. `bogus`: SERVFAIL unless checking is disabled.
    `signed` sets AD. `too_long`: over UDP only that it does not fit. `changed` turns the datagram into those that are
    sent, none at all included; over TCP only the first counts.
    """

    records: tuple[str, ...] = ()
    rcode: str = "NOERROR"
    signed: bool = False
    bogus: bool = False
    too_long: bool = False
    changed: Callable[[bytes], list[bytes]] = lambda message: [message]


@dataclass(frozen=True)
class Asked:
    """One question that came in."""

    name: str
    rdtype: str
    checking_disabled: bool
    by_tcp: bool


Table = Mapping[tuple[str, str], "Says | list[Says]"]
SILENT = Says(changed=lambda message: [])


class DnsServer:
    """`table` is by (name, type); a list is answered in turn, its last item for ever. Other names do not exist."""

    def __init__(self, table: Table) -> None:
        self.table = {(name.lower(), rdtype): said for (name, rdtype), said in table.items()}
        self.asked: list[Asked] = []
        self.endpoint = Endpoint("127.0.0.1", 0)
        self.tcp: asyncio.Server

    def times(self, name: str, rdtype: str) -> int:
        """How often this was asked."""
        return sum(asked.name == name and asked.rdtype == rdtype for asked in self.asked)

    def answers(self, encoded: bytes, *, by_tcp: bool) -> list[bytes]:
        query = dns.message.from_wire(encoded)
        question = query.question[0]
        name = question.name.to_text(omit_final_dot=True).lower() or "."
        rdtype = dns.rdatatype.to_text(question.rdtype)
        checking_disabled = bool(query.flags & dns.flags.CD)
        self.asked.append(Asked(name, rdtype, checking_disabled, by_tcp))
        said = self._said(name, rdtype)
        reply = dns.message.make_response(query, recursion_available=True)
        reply.set_rcode(dns.rcode.from_text("SERVFAIL" if said.bogus and not checking_disabled else said.rcode))
        if said.signed:
            reply.flags |= dns.flags.AD
        if said.too_long and not by_tcp:
            reply.flags |= dns.flags.TC
        elif not (said.bogus and not checking_disabled):
            for line in said.records:
                owner, kind, data = line.split(" ", 2)
                reply.answer.append(dns.rrset.from_text(f"{owner.rstrip('.')}.", 300, "IN", kind, data))
        return said.changed(reply.to_wire(max_size=65535))

    def _said(self, name: str, rdtype: str) -> Says:
        said = self.table.get((name, rdtype))
        if isinstance(said, list):
            return said.pop(0) if len(said) > 1 else said[0]
        if said is not None:
            return said
        exists = any(known == name or known.endswith(f".{name}") for known, _ in self.table)
        return Says() if exists else Says(rcode="NXDOMAIN")


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, server: DnsServer) -> None:
        self._server = server

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        for message in self._server.answers(data, by_tcp=False):
            self._transport.sendto(message, addr)


def _pair() -> tuple[socket.socket, socket.socket]:
    """A socket for datagrams and one for streams at the same port, whichever is free for both."""
    while True:
        datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        datagrams.bind(("127.0.0.1", 0))
        streams = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            streams.bind(datagrams.getsockname())
        except OSError:
            datagrams.close()
            streams.close()
        else:
            return datagrams, streams


@asynccontextmanager
async def dns_server(table: Table) -> AsyncIterator[DnsServer]:
    """A server for the time of the block; `endpoint` says where it is."""
    server = DnsServer(table)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while size := await reader.read(2):
                encoded = await reader.readexactly(int.from_bytes(size, "big"))
                for message in server.answers(encoded, by_tcp=True)[:1]:
                    writer.write(len(message).to_bytes(2, "big") + message)
                    await writer.drain()
        except (OSError, EOFError):
            pass
        finally:
            writer.close()

    sockets = _pair()
    port = sockets[0].getsockname()[1]
    loop = asyncio.get_running_loop()
    udp, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(server), sock=sockets[0])
    tcp = await asyncio.start_server(serve, sock=sockets[1])
    server.endpoint, server.tcp = Endpoint("127.0.0.1", port), tcp
    try:
        yield server
    finally:
        udp.close()
        tcp.close()
        await asyncio.sleep(0.01)
