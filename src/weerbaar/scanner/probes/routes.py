"""By which routes web servers, name servers and mail servers of the domain are reached."""

import asyncio
from collections.abc import Iterable, Sequence

from weerbaar.scanner.facts.dns import HostAddresses
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.routing import MAIL_ROUTES, NAME_SERVER_ROUTES, WEB_ROUTES, RoutedAddress
from weerbaar.scanner.probes.dnssec import apex_of
from weerbaar.scanner.probes.doors.doors import Doors, RoutingSource
from weerbaar.scanner.probes.mail_hosts import exchanges
from weerbaar.scanner.probes.parent_referral import delegation_of
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.web_addresses import published, web_addresses
from weerbaar.scanner.probes.zone import addresses_of
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (WEB_ROUTES, NAME_SERVER_ROUTES, MAIL_ROUTES)
STAGE = Stage.CONNECTION
INTRUSIVENESS = Intrusiveness.PASSIVE
_MOST_SERVERS = 8
_MOST_MAIL_ZONES = 3

_Routed = Observation[tuple[RoutedAddress, ...]]


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """Only where there is a source of routes: the names are asked as other probes ask them."""
    if doors.routing is None:
        unlooked = Unobserved(Reason.NOT_LOOKED)
        record(WEB_ROUTES, unlooked)
        record(NAME_SERVER_ROUTES, unlooked)
        record(MAIL_ROUTES, unlooked)
        return
    record(WEB_ROUTES, await _routed(await web_addresses(target, doors), doors.routing, doors))
    record(NAME_SERVER_ROUTES, await _of_name_servers(target, doors.routing, doors))
    record(MAIL_ROUTES, await _of_mail(target, doors.routing, doors))


async def _of_name_servers(target: DomainName, routing: RoutingSource, doors: Doors) -> _Routed:
    apex = await apex_of(target, doors)
    own = await doors.resolver.ask(apex, "NS")
    if isinstance(own, Observed):
        return await _routed(await _all_addresses(own.value.records, doors), routing, doors)
    if doors.name_servers is None:
        return own
    delegation = await delegation_of(apex, doors.name_servers, doors)
    if isinstance(delegation, Unobserved):
        return delegation
    return await _routed(await _all_addresses(delegation.value.name_servers, doors), routing, doors)


async def _of_mail(target: DomainName, routing: RoutingSource, doors: Doors) -> _Routed:
    """The mail hosts, and the name servers without which nobody finds them."""
    mx = await doors.resolver.ask(target.ascii, "MX")
    if isinstance(mx, Unobserved):
        return mx
    hosts = [host for _, host in exchanges(mx.value)]
    zones = list(dict.fromkeys(filter(None, map(_registrable, hosts))))[:_MOST_MAIL_ZONES]
    answers = await asyncio.gather(*(doors.resolver.ask(zone, "NS") for zone in zones))
    servers = [record for answer in answers if isinstance(answer, Observed) for record in answer.value.records]
    return await _routed(await _all_addresses((*hosts, *sorted(set(servers))[:_MOST_SERVERS]), doors), routing, doors)


def _registrable(host: str) -> str:
    try:
        return DomainName.parse(host).registrable.ascii
    except InvalidDomainName:
        return ""


async def _all_addresses(hosts: Sequence[str], doors: Doors) -> list[HostAddresses]:
    return await asyncio.gather(*(addresses_of(host, doors.resolver) for host in sorted(set(hosts))))


async def _routed(hosts: Iterable[HostAddresses], routing: RoutingSource, doors: Doors) -> _Routed:
    """The routes to every address; an address that could not be looked up stands as one whose routes are not known."""
    hosts = list(hosts)
    places = [(host.host, address) for host in hosts for address in published(host)]
    routes = await asyncio.gather(*(routing.routes(address) for _, address in places))
    found = [RoutedAddress(host, address, seen) for (host, address), seen in zip(places, routes, strict=True)]
    for host in hosts:
        lost = (family for family in (host.ipv4, host.ipv6) if isinstance(family, Unobserved))
        found += [RoutedAddress(host.host, "", family) for family in lost]
    return Observed(tuple(found), doors.clock.now(), "routing table")
