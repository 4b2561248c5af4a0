"""Name servers that fail, know nothing, tell everybody, or change their mind about an address."""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset
import dns.zone

from lab.addresses import NAME_SERVERS
from lab.odd.listening import listen

Answerer = Callable[[dns.message.Message], dns.message.Message]

# The address that a rebinding name changes to.
_INNER = {dns.rdatatype.A: "127.0.0.1", dns.rdatatype.AAAA: "::1"}
# A name nobody asked for this long starts with its public address again.
_FORGET_AFTER_S = 60.0
_UDP_ALONE = ("nsnotcp",)


async def start(zone_folder: Path, zones: dict[str, list[str]]) -> None:
    """Listen on the addresses of the odd name servers. `zones` says which names a server answers for."""

    def of(server: str) -> list[dns.zone.Zone]:
        return [_load(zone_folder, domain) for domain in zones.get(server, ())]

    rebinder = Rebinder(of("nsrebind1"))
    answerers: dict[str, Answerer] = {
        "nsfail1": partial(_refuse, dns.rcode.SERVFAIL),
        "nsfail2": partial(_refuse, dns.rcode.SERVFAIL),
        "nsrebind1": rebinder.answer,
        "nsrebind2": rebinder.answer,
        "nslame": partial(_refuse, dns.rcode.REFUSED),
        "nsnewer": Authority(of("nsnewer"), is_newer=True).answer,
        "nsopen": Authority(of("nsopen"), is_open=True).answer,
        "nsnotcp": Authority(of("nsnotcp")).answer,
    }
    loop = asyncio.get_running_loop()
    for name, answer in answerers.items():
        for address in filter(None, NAME_SERVERS[name]):
            await loop.create_datagram_endpoint(partial(_Port, answer), local_addr=(address, 53))
            if name not in _UDP_ALONE:
                await listen(address, 53, partial(_serve_stream, answer))


class Authority:
    """Answers from ordinary zones. One that `is_newer` is a version ahead; one that `is_open` resolves for everybody."""

    def __init__(self, zones: list[dns.zone.Zone], *, is_newer: bool = False, is_open: bool = False) -> None:
        self._zones = zones
        self._is_newer = is_newer
        self._is_open = is_open

    def answer(self, query: dns.message.Message) -> dns.message.Message:
        """The answer to one question."""
        response = dns.message.make_response(query)
        name, rdtype = query.question[0].name, query.question[0].rdtype
        if self._is_open:
            response.flags |= dns.flags.RA
        if self._is_open and name == dns.name.root and query.flags & dns.flags.RD:
            response.answer.append(dns.rrset.from_text(name, 3600, "IN", "NS", "a.rootlab."))
            return response
        zone = next((zone for zone in self._zones if zone.origin and name.is_subdomain(zone.origin)), None)
        if zone is None or zone.origin is None or rdtype == dns.rdatatype.AXFR:
            response.set_rcode(dns.rcode.REFUSED)
            return response
        response.flags |= dns.flags.AA
        rrset = zone.get_rrset(name, rdtype)
        if rrset is not None:
            response.answer.append(self._told(rrset))
            return response
        if not any(known.is_subdomain(name) for known in zone.nodes):
            response.set_rcode(dns.rcode.NXDOMAIN)
        response.authority.append(self._told(zone.find_rrset(zone.origin, dns.rdatatype.SOA)))
        return response

    def _told(self, rrset: dns.rrset.RRset) -> dns.rrset.RRset:
        """The records as this server tells them."""
        if self._is_newer and rrset.rdtype == dns.rdatatype.SOA:
            newer = rrset[0].replace(serial=rrset[0].serial + 1)
            return dns.rrset.from_rdata(rrset.name, rrset.ttl, newer)
        return rrset


class Rebinder(Authority):
    """Gives each address away once: then it says the visitor's own machine."""

    def __init__(self, zones: list[dns.zone.Zone]) -> None:
        super().__init__(zones)
        self._asked: dict[tuple[dns.name.Name, dns.rdatatype.RdataType], float] = {}

    def _told(self, rrset: dns.rrset.RRset) -> dns.rrset.RRset:
        if rrset.rdtype not in _INNER:
            return rrset
        now, asked = time.monotonic(), (rrset.name, rrset.rdtype)
        before = self._asked.get(asked)
        self._asked[asked] = now
        if before is not None and now - before < _FORGET_AFTER_S:
            return dns.rrset.from_text(rrset.name, 0, "IN", rrset.rdtype, _INNER[rrset.rdtype])
        return dns.rrset.from_rdata_list(rrset.name, 0, list(rrset))


def _load(folder: Path, domain: str) -> dns.zone.Zone:
    return dns.zone.from_file(str(folder / f"{domain}.zone"), origin=domain, relativize=False)


def _refuse(rcode: dns.rcode.Rcode, query: dns.message.Message) -> dns.message.Message:
    response = dns.message.make_response(query)
    response.set_rcode(rcode)
    return response


async def _serve_stream(answer: Answerer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Questions over TCP until the visitor leaves, each with its length before it (RFC 1035, section 4.2.2)."""
    while True:
        size = int.from_bytes(await reader.readexactly(2), "big")
        try:
            query = dns.message.from_wire(await reader.readexactly(size))
        except dns.exception.DNSException:
            return
        message = answer(query).to_wire()
        writer.write(len(message).to_bytes(2, "big") + message)
        await writer.drain()


class _Port(asyncio.DatagramProtocol):
    def __init__(self, answer: Answerer) -> None:
        self._answer = answer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, address: tuple[str, int]) -> None:
        try:
            query = dns.message.from_wire(data)
        except dns.exception.DNSException:
            return
        self._transport.sendto(self._answer(query).to_wire(), address)
