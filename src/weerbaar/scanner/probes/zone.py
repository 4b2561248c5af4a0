"""The domain's own zone and the servers that answer for it."""

import asyncio

from weerbaar.scanner.facts.dns import NAME_SERVERS, ZONE, Answer, HostAddresses
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors, Resolver
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (ZONE, NAME_SERVERS)
STAGE = Stage.ADDRESS
INTRUSIVENESS = Intrusiveness.PASSIVE
_MOST_SERVERS = 8


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """The SOA of the target, and the name servers of the zone that holds it with their addresses."""
    record(ZONE, await doors.resolver.ask(target.ascii, "SOA"))
    record(NAME_SERVERS, await _name_servers(target, doors))


async def _name_servers(target: DomainName, doors: Doors) -> Observation[tuple[HostAddresses, ...]]:
    answer = await zone_of(target, doors.resolver)
    if isinstance(answer, Unobserved):
        return answer
    hosts = sorted(answer.value.records)[:_MOST_SERVERS]
    found = await asyncio.gather(*(addresses_of(host, doors.resolver) for host in hosts))
    return Observed(tuple(found), answer.at, answer.source)


async def zone_of(target: DomainName, resolver: Resolver) -> Observation[Answer]:
    """The NS records of the zone that holds the target: its own, or those of the nearest name above that has some.

    An alias has no name servers: what stands at the end of it belongs to another zone.
    """
    for name in zone_candidates(target):
        answer = await resolver.ask(name, "NS")
        if isinstance(answer, Unobserved):
            # A time-out is not followed by a second one.
            if answer.reason is not Reason.DNS_TIMEOUT and await _is_alias(name, resolver):
                continue
            return answer
        if answer.value.records and answer.value.owner == name:
            return answer
    return Unobserved(Reason.DNS_FAILURE, f"DNS NS {target}", "no zone found")


async def _is_alias(name: str, resolver: Resolver) -> bool:
    """Asked only where NS failed: the trouble may be at the place that an alias leads to."""
    alias = await resolver.ask(name, "CNAME")
    return isinstance(alias, Observed) and bool(alias.value.records)


def zone_candidates(target: DomainName) -> tuple[str, ...]:
    """The target and its parents, without the top-level domain: where its zone may start."""
    labels = target.labels
    return tuple(".".join(labels[at:]) for at in range(len(labels) - 1))


async def addresses_of(host: str, resolver: Resolver) -> HostAddresses:
    """The addresses of one host, both families at once."""
    ipv4, ipv6 = await asyncio.gather(_family(host, "A", resolver), _family(host, "AAAA", resolver))
    return HostAddresses(host, ipv4, ipv6)


async def _family(host: str, rdtype: str, resolver: Resolver) -> Observation[tuple[str, ...]]:
    answer = await resolver.ask(host, rdtype)
    return answer if isinstance(answer, Unobserved) else Observed(answer.value.records, answer.at, answer.source)
