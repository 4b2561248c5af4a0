"""Where the website is: the addresses of the domain itself and of www."""

import asyncio
from collections.abc import Iterable

from weerbaar.scanner.facts.dns import HostAddresses
from weerbaar.scanner.facts.http import WEB_ADDRESSES
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.zone import addresses_of
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (WEB_ADDRESSES,)
STAGE = Stage.WEBSITE
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """Both hosts, both families."""
    found = await web_addresses(target, doors)
    record(WEB_ADDRESSES, Observed(found, doors.clock.now(), f"DNS A, AAAA {', '.join(web_hosts(target))}"))


def web_hosts(target: DomainName) -> tuple[str, ...]:
    """The hosts that a visitor would try: the target and www, or only the target when it is a www name itself."""
    return (target.ascii,) if target.labels[0] == "www" else (target.ascii, target.child("www"))


async def web_addresses(target: DomainName, doors: Doors) -> tuple[HostAddresses, ...]:
    """The addresses of every web host; the resolver asks each question once, so every probe may call this."""
    return tuple(await asyncio.gather(*(addresses_of(host, doors.resolver) for host in web_hosts(target))))


def published(host: HostAddresses) -> tuple[str, ...]:
    """All addresses that are known of a host, IPv4 first."""
    families = (host.ipv4, host.ipv6)
    return tuple(address for family in families if isinstance(family, Observed) for address in family.value)


def lookup_trouble(hosts: Iterable[HostAddresses]) -> Unobserved | None:
    """Why no address is known, when a look-up failed and none was found."""
    families = [family for host in hosts for family in (host.ipv4, host.ipv6)]
    return next((family for family in families if isinstance(family, Unobserved)), None)
