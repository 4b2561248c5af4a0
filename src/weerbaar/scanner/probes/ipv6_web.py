"""Whether the website answers over IPv6 where it says so."""

import asyncio

from weerbaar.scanner.facts.http import IPV6_CONNECTIONS, Connection
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.web_addresses import web_addresses
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (IPV6_CONNECTIONS,)
STAGE = Stage.WEBSITE
INTRUSIVENESS = Intrusiveness.PASSIVE
PORTS = (443, 80)


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """One connection to each port at the first IPv6 address of each host; hosts that share it share the connection."""
    first = {
        host.host: host.ipv6.value[0]
        for host in await web_addresses(target, doors)
        if isinstance(host.ipv6, Observed) and host.ipv6.value
    }
    places = [(address, port) for address in dict.fromkeys(first.values()) for port in PORTS]
    seen = dict(zip(places, await asyncio.gather(*(takes_connection(*place, doors) for place in places)), strict=True))
    found = tuple(
        Connection(host, address, port, seen[address, port]) for host, address in first.items() for port in PORTS
    )
    record(IPV6_CONNECTIONS, Observed(found, doors.clock.now(), f"TCP IPv6 {target}"))


async def takes_connection(address: str, port: int, doors: Doors) -> Observation[bool]:
    """Whether the port accepts (True) or refuses (False) a connection."""
    source = f"TCP [{address}]:{port}"
    stream = await doors.dialer.connect(address, port)
    if isinstance(stream, Unobserved):
        return Observed(False, doors.clock.now(), source) if stream.reason is Reason.REFUSED else stream
    await doors.dialer.close(stream)
    return Observed(True, doors.clock.now(), source)
