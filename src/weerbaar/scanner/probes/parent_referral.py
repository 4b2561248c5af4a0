"""How the parent zone refers to the domain's zone: asked of the parent's own servers."""

from weerbaar.scanner.facts.authorities import Delegation
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors, NameServers, Question, Resolver
from weerbaar.scanner.probes.web_addresses import published
from weerbaar.scanner.probes.zone import addresses_of

_MOST_SERVERS = 3


async def delegation_of(apex: str, servers: NameServers, doors: Doors) -> Observation[Delegation]:
    """The referral of the first server of the parent that gives one."""
    missed = Unobserved(Reason.DNS_FAILURE, f"parent of {apex}")
    parent, hosts = await _parent(apex, doors.resolver)
    question = Question(apex, "NS")
    for host in hosts[:_MOST_SERVERS]:
        addresses = published(await addresses_of(host, doors.resolver))
        if not addresses:
            continue
        (reply,) = await servers.ask(addresses[0], (question,))
        if isinstance(reply, Unobserved):
            missed = reply
            continue
        names = tuple(sorted(reply.value.servers.get(apex, ())))
        if names and not reply.value.answer.authoritative:
            glue = {host: tuple(reply.value.glue[host]) for host in names if host in reply.value.glue}
            source = f"{host} [{addresses[0]}]:53 NS {apex}"
            return Observed(Delegation(apex, parent, names, glue), reply.at, source)
        # A server that has the zone itself does not refer to it, so that the parent's own words cannot be seen there.
        missed = Unobserved(Reason.NOT_OFFERED, f"{host} [{addresses[0]}]:53 NS {apex}")
    return missed


async def _parent(apex: str, resolver: Resolver) -> tuple[str, tuple[str, ...]]:
    """The nearest zone above, and its servers."""
    name = apex
    while name != ".":
        name = name.partition(".")[2] or "."
        answer = await resolver.ask(name, "NS")
        if isinstance(answer, Observed) and answer.value.records:
            return name, tuple(sorted(answer.value.records))
    return name, ()
