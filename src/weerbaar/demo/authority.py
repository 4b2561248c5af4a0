"""A name server of the demonstration: speaks for its own zones, refers to the zones below, and does nothing else."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from weerbaar.demo.zone import Zone, look_up

_TTL_S = 300
_TRANSFERS = (dns.rdatatype.AXFR, dns.rdatatype.IXFR)


class DemoAuthority:
    """`glue` gives the addresses of name servers, for referrals. Recursion and transfers are refused."""

    def __init__(
        self, zones: Sequence[Zone], *, glue: Mapping[str, tuple[str, ...]], now: Callable[[], datetime]
    ) -> None:
        self._zones = sorted(zones, key=lambda zone: -len(zone.origin))
        self._glue = glue
        self._now = now

    def answer(self, query: dns.message.Message, response: dns.message.Message) -> None:
        """Fill in the response."""
        name, rdtype = query.question[0].name, query.question[0].rdtype
        zone = next((zone for zone in self._zones if name.is_subdomain(zone.origin)), None)
        if zone is None or rdtype in _TRANSFERS:
            response.set_rcode(dns.rcode.REFUSED)
            return
        servers = zone.cut_above(name, rdtype)
        if servers:
            self._refer(servers, response)
            return
        response.flags |= dns.flags.AA
        look_up(zone, name, rdtype, response)
        if zone.signed and query.ednsflags & dns.flags.DO:
            for section in (response.answer, response.authority):
                section += [zone.sign(rrset, self._now()) for rrset in section]

    def _refer(self, servers: dns.rrset.RRset, response: dns.message.Message) -> None:
        response.authority.append(servers)
        for server in servers:
            for address in self._glue.get(server.target.to_text(omit_final_dot=True), ()):
                kind = "AAAA" if ":" in address else "A"
                response.additional.append(dns.rrset.from_text(server.target, _TTL_S, "IN", kind, address))
