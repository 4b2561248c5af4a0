"""The ways in for mail programs that the domain itself announces, by SRV records and by an autoconfig file.

What the domain tells every mail program is there to be used, so one ordinary connection needs no permission. Ports that
are not announced are another matter: `mail_client_hosts.py`.
"""

import asyncio
from collections.abc import Iterable

from weerbaar.scanner.facts.dns import Answer, AnswerKind
from weerbaar.scanner.facts.mail_clients import CLIENT_SERVICES, ClientService
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls import TlsSession
from weerbaar.scanner.parsers.autoconfig import AnnouncedServer, parse
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.zone import addresses_of
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (CLIENT_SERVICES,)
STAGE = Stage.MAIL
INTRUSIVENESS = Intrusiveness.PASSIVE
# RFC 6186, section 3, and RFC 8314, section 5.1: name, protocol, and what a program that finds it does.
_SRV = (
    ("_imaps._tcp", "imap", "tls"),
    ("_imap._tcp", "imap", "starttls"),
    ("_submissions._tcp", "submission", "tls"),
    ("_submission._tcp", "submission", "starttls"),
    ("_pop3s._tcp", "pop3", "tls"),
    ("_pop3._tcp", "pop3", "starttls"),
)
_AUTOCONFIG = "autoconfig"
_FILE = "/mail/config-v1.1.xml"
_MOST_SERVICES = 8

Announced = tuple[AnnouncedServer, str]
Look = tuple[Observation[bool], Observation[TlsSession], Observation[bool]]


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """Find what is announced, then look at each once."""
    by_srv, by_file = await asyncio.gather(_by_srv(target, doors), _by_file(target, doors))
    if isinstance(by_srv, Unobserved):
        record(CLIENT_SERVICES, by_srv)
        return
    announced: dict[tuple[str, int], Announced] = {}
    for server, by in (*((server, "srv") for server in by_srv), *((server, "autoconfig") for server in by_file)):
        announced.setdefault((server.host, server.port), (server, by))
    chosen = list(announced.values())[:_MOST_SERVICES]
    services = await asyncio.gather(*(look_at(server, by, doors) for server, by in chosen))
    record(CLIENT_SERVICES, Observed(tuple(services), doors.clock.now(), f"DNS SRV _imaps._tcp.{target}"))


async def look_at(server: AnnouncedServer, by: str, doors: Doors) -> ClientService:
    """One look at the host's first address, IPv4 before IPv6. A way in that is announced as plain is not even opened."""
    offered, tls, takes_old = await _look(server, doors)
    return ClientService(server.protocol, server.host, server.port, server.security, by, offered, tls, takes_old)


async def _look(server: AnnouncedServer, doors: Doors) -> Look:
    source = f"{server.protocol.upper()} {server.host}:{server.port}"
    if server.security == "plain":
        left = Unobserved(Reason.NOT_OFFERED, source)
        return Observed(False, doors.clock.now(), source), left, left
    missed = Unobserved(Reason.NOT_LOOKED, source)
    if doors.mail_clients is None:
        return missed, missed, missed
    addresses = await addresses_of(server.host, doors.resolver)
    missed = Unobserved(Reason.NO_ADDRESS, f"DNS A {server.host}")
    for family in (addresses.ipv4, addresses.ipv6):
        if isinstance(family, Unobserved):
            missed = family
        elif family.value:
            implicit, look = server.security == "tls", doors.mail_clients.look
            return await look(server.protocol, server.host, family.value[0], server.port, implicit=implicit)
    return missed, missed, missed


async def _by_srv(target: DomainName, doors: Doors) -> list[AnnouncedServer] | Unobserved:
    """Where nothing lies below `_tcp` (RFC 8020) the first name is asked anyway: some servers say so of a name with children."""
    parent, first = await asyncio.gather(
        doors.resolver.ask(target.child("_tcp"), "SRV"), doors.resolver.ask(target.child(_SRV[0][0]), "SRV")
    )
    if _is_absent(parent) and _is_absent(first):
        return []
    answers = await asyncio.gather(*(doors.resolver.ask(target.child(name), "SRV") for name, _, _ in _SRV))
    found: list[AnnouncedServer] = []
    for (_, protocol, security), answer in zip(_SRV, answers, strict=True):
        if isinstance(answer, Unobserved):
            return answer
        best = _best(answer.value)
        if best is not None:
            found.append(AnnouncedServer(protocol, *best, security))
    return found


def _is_absent(seen: Observation[Answer]) -> bool:
    return isinstance(seen, Observed) and seen.value.kind is AnswerKind.NO_NAME


def _best(answer: Answer) -> tuple[str, int] | None:
    """Host and port of the first record by priority; a root for a host says that there is no such service (RFC 2782)."""
    found = []
    for text in answer.records:
        priority, _, port, host = (*text.split(), "", "", "", "")[:4]
        if priority.isdecimal() and port.isdecimal() and host.strip("."):
            found.append((int(priority), host, int(port)))
    return min(found)[1:] if found else None


async def _by_file(target: DomainName, doors: Doors) -> Iterable[AnnouncedServer]:
    """What the file says, fetched as mail programs do; a domain without such a host has no file."""
    host = target.child(_AUTOCONFIG)
    if _is_absent(await doors.resolver.ask(host, "A")):
        return ()
    addresses = await addresses_of(host, doors.resolver)
    if not any(isinstance(family, Observed) and family.value for family in (addresses.ipv4, addresses.ipv6)):
        return ()
    for scheme in ("https", "http"):
        visit = await doors.http.visit(f"{scheme}://{host}{_FILE}", keep_body=True)
        if visit.final is not None and visit.final.status == 200:
            return parse(visit.final.body, target.ascii)
    return ()
