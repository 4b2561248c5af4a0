"""The demonstration resolver: answers for the names of the demonstration as a validating resolver would.

It stands in for a resolver and the name servers behind it in one, so it sets the flags that validation would give and
holds no signatures. It answers questions about `.example` and the root itself, the two that the doors send to it.
"""

import asyncio
import contextlib
import struct
from collections.abc import Sequence
from typing import cast

import dns.edns
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from weerbaar.demo.zones import Zone

_MAX_ALIASES = 8
_UDP_BYTES = 1232  # what reaches everybody without fragments (DNS flag day 2020)
_IDLE_S = 10.0
_AFTER_HEADER = 12  # RFC 1035, section 4.1.1: the header is 12 octets


class DemoResolver:
    """Answers DNS messages from zones. `close` ends its sockets."""

    def __init__(self, zones: Sequence[Zone]) -> None:
        # The longest origin first, so that the first one that fits is the right one.
        self._zones = sorted(zones, key=lambda zone: -len(zone.origin))
        self._transport: asyncio.DatagramTransport | None = None
        self._server: asyncio.Server | None = None

    async def start(self, address: str = "127.0.0.1") -> int:
        """Listen on UDP and TCP at one free port, and tell which."""
        loop = asyncio.get_running_loop()
        for attempt in range(20):
            self._server = await asyncio.start_server(self._serve_stream, address, 0)
            port = int(self._server.sockets[0].getsockname()[1])
            try:
                self._transport, _ = await loop.create_datagram_endpoint(
                    lambda: _Datagrams(self), local_addr=(address, port)
                )
            except OSError:  # the port was free for TCP and is taken for UDP
                self._server.close()
                if attempt == 19:
                    raise
            else:
                return port
        raise AssertionError("unreachable")

    async def close(self) -> None:
        """Stop listening."""
        if self._transport:
            self._transport.close()
        if self._server:
            self._server.close()

    def respond(self, wire: bytes, *, udp: bool) -> bytes | None:
        """The answer to one message; None when it is not worth one."""
        try:
            query = dns.message.from_wire(wire)
        except dns.exception.DNSException:
            return _form_error(wire)
        if query.flags & dns.flags.QR or len(query.question) != 1:
            return _form_error(wire)
        response = dns.message.make_response(query, recursion_available=True, our_payload=_UDP_BYTES)
        self._fill(query, response)
        limit = min(max(query.payload, 512), _UDP_BYTES) if udp else 65535
        return response.to_wire(max_size=limit, prefer_truncation=True)

    def _fill(self, query: dns.message.Message, response: dns.message.Message) -> None:
        question = query.question[0]
        name, rdtype = question.name, question.rdtype
        checking = not query.flags & dns.flags.CD
        secure = True
        for _ in range(_MAX_ALIASES):
            zone = self._zone_of(name, rdtype)
            if zone is None:
                response.set_rcode(dns.rcode.REFUSED)
                return
            if zone.bogus and checking:
                _refuse_bogus(query, response)
                return
            secure = secure and zone.signed and not zone.bogus
            target = _look_up(zone, name, rdtype, response)
            if target is None:
                break
            name = target
        # RFC 6840, section 5.8: the flag is for those who ask for it.
        if secure and checking and (query.flags & dns.flags.AD or query.ednsflags & dns.flags.DO):
            response.flags |= dns.flags.AD

    def _zone_of(self, name: dns.name.Name, rdtype: int) -> Zone | None:
        for zone in self._zones:
            if zone.origin == dns.name.root and name != dns.name.root:
                break  # the root stands here for the proof of validation; it knows no other top than ours
            # DS of a zone stands at its parent (RFC 4035, section 2.4).
            if name.is_subdomain(zone.origin) and not (rdtype == dns.rdatatype.DS and name == zone.origin):
                return zone
        return None

    async def _serve_stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
            while True:
                async with asyncio.timeout(_IDLE_S):
                    (size,) = struct.unpack("!H", await reader.readexactly(2))
                    wire = await reader.readexactly(size)
                response = self.respond(wire, udp=False)
                if response is None:
                    break
                writer.write(struct.pack("!H", len(response)) + response)
                await writer.drain()
        writer.close()


def _look_up(zone: Zone, name: dns.name.Name, rdtype: int, response: dns.message.Message) -> dns.name.Name | None:
    """Put what the zone says into the response; the alias's target when there is more to look up."""
    for kind in (rdtype, dns.rdatatype.CNAME):
        records = zone.records.get((name, int(kind)))
        if records:
            response.answer.append(dns.rrset.from_rdata_list(name, records.ttl, list(records)))
            return records[0].target if kind != rdtype else None
    if not zone.holds(name):
        response.set_rcode(dns.rcode.NXDOMAIN)
    soa = zone.records[(zone.origin, int(dns.rdatatype.SOA))]
    response.authority.append(dns.rrset.from_rdata_list(zone.origin, soa.ttl, list(soa)))
    return None


def _refuse_bogus(query: dns.message.Message, response: dns.message.Message) -> None:
    response.set_rcode(dns.rcode.SERVFAIL)
    response.answer.clear()
    if query.edns >= 0:
        error = dns.edns.EDEOption(dns.edns.EDECode.DNSSEC_BOGUS, "wrong on purpose: demonstration")
        response.use_edns(0, 0, _UDP_BYTES, options=[error])


def _form_error(wire: bytes) -> bytes | None:
    """A bare refusal of what could not be read, unless it is an answer itself: those are never answered."""
    if len(wire) < _AFTER_HEADER or wire[2] & 0x80:
        return None
    return wire[:2] + bytes([0x80 | (wire[2] & 0x79), 0x80 | dns.rcode.FORMERR]) + bytes(8)


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, resolver: DemoResolver) -> None:
        self._resolver = resolver
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        response = self._resolver.respond(data, udp=True)
        if response is not None and self._transport is not None:
            self._transport.sendto(response, addr)
