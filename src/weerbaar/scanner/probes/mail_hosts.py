"""How the domain's mail hosts greet: addresses, DANE records, one polite greeting each."""

import asyncio
import ipaddress

from weerbaar.scanner.facts.dns import Answer, HostAddresses
from weerbaar.scanner.facts.mail import MAIL_HOSTS, MailHost, SmtpSession
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.zone import addresses_of
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (MAIL_HOSTS,)
STAGE = Stage.MAIL
INTRUSIVENESS = Intrusiveness.PASSIVE
_PORT = 25
_MOST_HOSTS = 5


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """The first hosts by preference, all at once."""
    mx = await doors.resolver.ask(target.ascii, "MX")
    if isinstance(mx, Unobserved):
        record(MAIL_HOSTS, mx)
        return
    hosts = await asyncio.gather(*(_look(preference, host, doors) for preference, host in exchanges(mx.value)))
    record(MAIL_HOSTS, Observed(tuple(hosts), doors.clock.now(), mx.source))


def exchanges(mx: Answer) -> tuple[tuple[int, str], ...]:
    """(preference, host) of each record, best first; a null MX has none (RFC 7505)."""
    found = []
    for record in mx.records:
        preference, _, host = record.partition(" ")
        if preference.isdecimal() and host.strip("."):
            found.append((int(preference), host))
    return tuple(sorted(found)[:_MOST_HOSTS])


async def greeted_address(host: str, doors: Doors) -> str | None:
    """The address at which the host is greeted: its first, IPv4 before IPv6."""
    addresses = await _addresses(host, doors)
    families = (addresses.ipv4, addresses.ipv6)
    return next((seen.value[0] for seen in families if isinstance(seen, Observed) and seen.value), None)


async def _look(preference: int, host: str, doors: Doors) -> MailHost:
    addresses = await _addresses(host, doors)
    tlsa, (sessions, accepted) = await asyncio.gather(
        doors.resolver.ask(f"_{_PORT}._tcp.{host}", "TLSA"), _greet(host, addresses, doors)
    )
    return MailHost(preference, addresses, tlsa, sessions, accepted)


async def _addresses(host: str, doors: Doors) -> HostAddresses:
    """An MX must name a host (RFC 5321, section 5.1); an address in its place leads nowhere."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return await addresses_of(host, doors.resolver)
    nothing: Observation[tuple[str, ...]] = Observed((), doors.clock.now(), f"MX {host}")
    return HostAddresses(host, nothing, nothing)


async def _greet(
    host: str, addresses: HostAddresses, doors: Doors
) -> tuple[tuple[SmtpSession, ...], Observation[bool]]:
    """One greeting, over IPv4 where there is one; and whether IPv6 takes a connection."""
    ipv4 = addresses.ipv4.value[:1] if isinstance(addresses.ipv4, Observed) else ()
    ipv6 = addresses.ipv6.value[:1] if isinstance(addresses.ipv6, Observed) else ()
    sessions = tuple([await doors.smtp.greet(host, address) for address in (ipv4 or ipv6)])
    if not ipv6:
        missed = addresses.ipv6 if isinstance(addresses.ipv6, Unobserved) else Unobserved(Reason.NO_ADDRESS, host)
        return sessions, missed
    if ipv4:
        return sessions, await doors.smtp.accepts(ipv6[0])
    greeted = sessions[0].greeting
    if isinstance(greeted, Unobserved):
        refused = greeted.reason is Reason.REFUSED
        return sessions, Observed(False, doors.clock.now(), greeted.source) if refused else greeted
    return sessions, Observed(True, greeted.at, greeted.source)
