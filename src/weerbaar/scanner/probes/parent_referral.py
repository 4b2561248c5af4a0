"""How the parent zone refers to the domain's zone: asked of the parent's own servers."""

import asyncio

from weerbaar.scanner.facts.authorities import Delegation
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors, NameServers, Question, Resolver
from weerbaar.scanner.probes.web_addresses import published
from weerbaar.scanner.probes.zone import addresses_of

# Asked at the same time, so that a silent one costs no time; a second one is there because any may be silent.
_SERVERS_ASKED = 2


async def delegation_of(apex: str, servers: NameServers, doors: Doors) -> Observation[Delegation]:
    """The referral of a server of the parent, the first by name that gives one."""
    parent, hosts = await _parent(apex, doors.resolver)
    looks = (_referral(apex, parent, host, servers, doors) for host in hosts[:_SERVERS_ASKED])
    missed = Unobserved(Reason.DNS_FAILURE, f"parent of {apex}")
    for look in await asyncio.gather(*looks):
        if isinstance(look, Observed):
            return look
        missed = look
    return missed


async def _referral(apex: str, parent: str, host: str, servers: NameServers, doors: Doors) -> Observation[Delegation]:
    addresses = published(await addresses_of(host, doors.resolver))
    if not addresses:
        return Unobserved(Reason.NO_ADDRESS, host)
    source = f"{host} [{addresses[0]}]:53 NS {apex}"
    (reply,) = await servers.ask(addresses[0], (Question(apex, "NS"),))
    if isinstance(reply, Unobserved):
        return Unobserved(reply.reason, source, reply.detail)
    names = tuple(sorted(reply.value.servers.get(apex, ())))
    if not names or reply.value.answer.authoritative:
        # A server that has the zone itself does not refer to it, so that the parent's own words cannot be seen there.
        return Unobserved(Reason.NOT_OFFERED, source)
    glue = {name: tuple(reply.value.glue[name]) for name in names if name in reply.value.glue}
    return Observed(Delegation(apex, parent, names, glue), reply.at, source)


async def _parent(apex: str, resolver: Resolver) -> tuple[str, tuple[str, ...]]:
    """The nearest zone above, and its servers."""
    name = apex
    while name != ".":
        name = name.partition(".")[2] or "."
        answer = await resolver.ask(name, "NS")
        if isinstance(answer, Observed) and answer.value.records:
            return name, tuple(sorted(answer.value.records))
    return name, ()
