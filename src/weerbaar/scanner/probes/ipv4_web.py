"""Which ports of the website are open over IPv4, to compare with IPv6."""

import asyncio

from weerbaar.scanner.facts.http import IPV4_CONNECTIONS, Connection
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.ipv6_web import PORTS, takes_connection
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.web_addresses import web_addresses
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (IPV4_CONNECTIONS,)
STAGE = Stage.WEBSITE
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """One connection to each port at the first IPv4 address of each host that has an IPv6 address as well."""
    hosts = await web_addresses(target, doors)
    for family in (family for host in hosts for family in (host.ipv4, host.ipv6)):
        if isinstance(family, Unobserved):
            record(IPV4_CONNECTIONS, family)
            return
    first = {
        host.host: host.ipv4.value[0]
        for host in hosts
        if isinstance(host.ipv4, Observed) and host.ipv4.value and isinstance(host.ipv6, Observed) and host.ipv6.value
    }
    places = [(address, port) for address in dict.fromkeys(first.values()) for port in PORTS]
    seen = dict(zip(places, await asyncio.gather(*(takes_connection(*place, doors) for place in places)), strict=True))
    found = tuple(
        Connection(host, address, port, seen[address, port]) for host, address in first.items() for port in PORTS
    )
    record(IPV4_CONNECTIONS, Observed(found, doors.clock.now(), f"TCP IPv4 {target}"))
