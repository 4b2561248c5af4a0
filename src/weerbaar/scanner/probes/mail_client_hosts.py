"""Mail services at the usual names below the domain, which nobody announces: only with the owner's agreement."""

import asyncio

from weerbaar.scanner.facts.mail_clients import CLIENT_HOSTS, ClientService
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.zone import addresses_of
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (CLIENT_HOSTS,)
STAGE = Stage.MAIL
# Ports other than 25, 80 and 443 that the domain does not announce.
INTRUSIVENESS = Intrusiveness.ACTIVE
_IMAP = ((993, "imap", "tls"), (143, "imap", "starttls"))
_POP3 = ((995, "pop3", "tls"), (110, "pop3", "starttls"))
_SUBMISSION = ((465, "submission", "tls"), (587, "submission", "starttls"))
# The names of their own first: `mail` often leads to the same server, which is then known.
_NAMES = (("imap", _IMAP), ("pop", _POP3), ("smtp", _SUBMISSION), ("mail", (*_IMAP, *_POP3, *_SUBMISSION)))
# As for other ports (open_services.py): a firewall drops what it refuses.
_CONNECT_S = 1.5
_NOBODY_THERE = (Reason.REFUSED, Reason.TIMEOUT, Reason.UNREACHABLE, Reason.NO_IPV6_HERE)


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """Try each port of each agreed address once; a port where nobody answers is no service."""
    source = f"mail names of {target}"
    if doors.authorisation is None or doors.mail_clients is None:
        nothing: tuple[ClientService, ...] = ()
        record(CLIENT_HOSTS, Observed(nothing, doors.clock.now(), source))
        return
    places: dict[tuple[str, int], tuple[str, str, str]] = {}
    missed: Unobserved | None = None
    for name, services in _NAMES:
        address = await _agreed(target.child(name), doors)
        if isinstance(address, Unobserved):
            missed = address
        elif address:
            for port, protocol, security in services:
                places.setdefault((address, port), (target.child(name), protocol, security))
    looks = (
        _look(host, address, port, protocol, security, doors)
        for (address, port), (host, protocol, security) in places.items()
    )
    found = tuple(filter(None, await asyncio.gather(*looks)))
    if missed is not None and not found:
        record(CLIENT_HOSTS, missed)
        return
    record(CLIENT_HOSTS, Observed(found, doors.clock.now(), source))


async def _agreed(host: str, doors: Doors) -> str | Unobserved:
    """The first address of the host that the agreement lists, empty without one."""
    addresses = await addresses_of(host, doors.resolver)
    agreement, now = doors.authorisation, doors.clock.now()
    for family in (addresses.ipv4, addresses.ipv6):
        if isinstance(family, Unobserved):
            return family
        for address in family.value:
            if agreement is not None and agreement.covers_address(address, now):
                return address
    return ""


async def _look(host: str, address: str, port: int, protocol: str, security: str, doors: Doors) -> ClientService | None:
    assert doors.mail_clients is not None
    offered, tls, takes_old = await doors.mail_clients.look(
        protocol, host, address, port, implicit=security == "tls", connect_s=_CONNECT_S
    )
    if isinstance(offered, Unobserved) and offered.reason in _NOBODY_THERE:
        return None
    return ClientService(protocol, host, port, security, "guess", offered, tls, takes_old)
