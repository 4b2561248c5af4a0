"""Name servers that fail, or that change their mind about an address."""

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

Answerer = Callable[[dns.message.Message], dns.message.Message]

# The address that a rebinding name changes to.
_INNER = {dns.rdatatype.A: "127.0.0.1", dns.rdatatype.AAAA: "::1"}
# A name nobody asked for this long starts with its public address again.
_FORGET_AFTER_S = 60.0


async def start(zone_folder: Path, rebinding: list[str]) -> None:
    """Listen on the addresses of the odd name servers."""
    rebinder = Rebinder([_load(zone_folder, domain) for domain in rebinding])
    loop = asyncio.get_running_loop()
    for name, pair in NAME_SERVERS.items():
        if name.startswith(("nsfail", "nsrebind")):
            answer = _fail if name.startswith("nsfail") else rebinder.answer
            for address in pair:
                if address is not None:
                    await loop.create_datagram_endpoint(partial(_Port, answer), local_addr=(address, 53))


class Rebinder:
    """Answers from ordinary zones, but gives each address away once: then it says the visitor's own machine."""

    def __init__(self, zones: list[dns.zone.Zone]) -> None:
        self._zones = zones
        self._asked: dict[tuple[dns.name.Name, dns.rdatatype.RdataType], float] = {}

    def answer(self, query: dns.message.Message) -> dns.message.Message:
        """The answer to one question."""
        response = dns.message.make_response(query)
        name, rdtype = query.question[0].name, query.question[0].rdtype
        zone = next((zone for zone in self._zones if zone.origin and name.is_subdomain(zone.origin)), None)
        if zone is None or zone.origin is None:
            response.set_rcode(dns.rcode.REFUSED)
            return response
        response.flags |= dns.flags.AA
        rrset = zone.get_rrset(name, rdtype)
        if rrset is not None:
            response.answer.append(self._rebound(rrset))
            return response
        if not any(known.is_subdomain(name) for known in zone.nodes):
            response.set_rcode(dns.rcode.NXDOMAIN)
        response.authority.append(zone.find_rrset(zone.origin, dns.rdatatype.SOA))
        return response

    def _rebound(self, rrset: dns.rrset.RRset) -> dns.rrset.RRset:
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


def _fail(query: dns.message.Message) -> dns.message.Message:
    response = dns.message.make_response(query)
    response.set_rcode(dns.rcode.SERVFAIL)
    return response


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
