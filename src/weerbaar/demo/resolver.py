"""The demonstration resolver: answers for the names of the demonstration as a validating resolver would.

It stands in for a resolver, so it sets the flags that validation would give without validating anything.
It answers questions about `.example` and the root itself, the two that the doors send to it.
"""

from collections.abc import Sequence

import dns.edns
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype

from weerbaar.demo.zone import Zone, look_up

_MAX_ALIASES = 8
_UDP_BYTES = 1232


class DemoResolver:
    """Knows all zones, and follows aliases from one to the other."""

    def __init__(self, zones: Sequence[Zone]) -> None:
        # The longest origin first, so that the first one that fits is the right one.
        self._zones = sorted(zones, key=lambda zone: -len(zone.origin))

    def answer(self, query: dns.message.Message, response: dns.message.Message) -> None:
        """Fill in the response."""
        response.flags |= dns.flags.RA
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
            target = look_up(zone, name, rdtype, response)
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


def _refuse_bogus(query: dns.message.Message, response: dns.message.Message) -> None:
    response.set_rcode(dns.rcode.SERVFAIL)
    response.answer.clear()
    if query.edns >= 0:
        error = dns.edns.EDEOption(dns.edns.EDECode.DNSSEC_BOGUS, "wrong on purpose: demonstration")
        response.use_edns(0, 0, _UDP_BYTES, options=[error])
