"""What the name servers of the domain and of its parent say when they are asked directly."""

import asyncio
from collections.abc import Iterable
from itertools import zip_longest

from weerbaar.scanner.facts.authorities import (
    DELEGATION,
    SERVERS,
    SIGNING,
    DirectAnswer,
    ServerAnswers,
    Signing,
)
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.dnssec import apex_of
from weerbaar.scanner.probes.doors.direct_reply import DirectReply
from weerbaar.scanner.probes.doors.doors import Doors, NameServers, Question
from weerbaar.scanner.probes.parent_referral import delegation_of
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.web_addresses import published
from weerbaar.scanner.probes.zone import addresses_of
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (DELEGATION, SERVERS, SIGNING)
STAGE = Stage.ADDRESS
INTRUSIVENESS = Intrusiveness.PASSIVE
_MOST_HOSTS = 8
_MOST_ADDRESSES = 8
# How long servers get to agree on a serial before they are asked once more: a transfer takes a moment.
SECOND_LOOK_S = 2.0

_Place = tuple[str, str]
_Looks = tuple[ServerAnswers, Observation[DirectReply], Observation[DirectReply]]


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """First the parent, then every server that parent or zone names."""
    if doors.name_servers is None:
        unlooked = Unobserved(Reason.NOT_LOOKED)
        record(DELEGATION, unlooked)
        record(SERVERS, unlooked)
        record(SIGNING, unlooked)
        return
    apex = await apex_of(target, doors)
    delegation = await delegation_of(apex, doors.name_servers, doors)
    record(DELEGATION, delegation)
    own = await doors.resolver.ask(apex, "NS")
    named = delegation.value.name_servers if isinstance(delegation, Observed) else ()
    hosts = dict.fromkeys((*named, *(sorted(own.value.records) if isinstance(own, Observed) else ())))
    if not hosts:
        missing = own if isinstance(own, Unobserved) else Unobserved(Reason.DNS_FAILURE, own.source, "no name servers")
        record(SERVERS, missing)
        record(SIGNING, missing)
        return
    looks = await _look_at_all(apex, tuple(hosts)[:_MOST_HOSTS], doors.name_servers, doors)
    record(SIGNING, _signing(looks))
    servers = await _second_look(apex, [look[0] for look in looks], doors.name_servers)
    record(SERVERS, Observed(servers, doors.clock.now(), f"name servers of {apex}"))


async def _look_at_all(apex: str, hosts: Iterable[str], servers: NameServers, doors: Doors) -> list[_Looks]:
    found = await asyncio.gather(*(addresses_of(host, doors.resolver) for host in hosts))
    by_family: list[list[_Place]] = []
    lost: list[_Looks] = []
    for addresses in found:
        families = (addresses.ipv4, addresses.ipv6)
        by_family += [[(addresses.host, a) for a in f.value] for f in families if isinstance(f, Observed)]
        if not published(addresses):
            failed = next((f for f in families if isinstance(f, Unobserved)), None)
            cause = failed or Unobserved(Reason.NO_ADDRESS, addresses.host)
            lost.append((ServerAnswers(addresses.host, "", *[cause] * 5), cause, cause))
    # One address of every server and family before a second one of any.
    places = [place for row in zip_longest(*by_family) for place in row if place is not None][:_MOST_ADDRESSES]
    looks = await asyncio.gather(*(_look(apex, host, address, servers) for host, address in sorted(places)))
    return [*looks, *lost]


async def _look(apex: str, host: str, address: str, servers: NameServers) -> _Looks:
    questions = (
        Question(apex, "SOA"),
        Question(apex, "NS"),
        Question(apex, "NSEC3PARAM"),
        Question(".", "NS", recursion=True),
    )
    (soa, ns, nsec3, root), (tcp, transfer) = await asyncio.gather(
        servers.ask(address, questions), servers.ask_by_tcp(address, apex)
    )
    # An answer that did not fit is an answer: what it says came over TCP.
    udp = tcp if isinstance(soa, Observed) and soa.value.truncated else _answer(soa)
    found = ServerAnswers(host, address, udp, tcp, _answer(ns), _answer(root), transfer)
    return found, soa, nsec3


def _answer(reply: Observation[DirectReply]) -> Observation[DirectAnswer]:
    if isinstance(reply, Unobserved):
        return reply
    if reply.value.truncated:
        return Unobserved(Reason.TOO_LARGE, reply.source)
    return Observed(reply.value.answer, reply.at, reply.source)


def _signing(looks: Iterable[_Looks]) -> Observation[Signing]:
    missed = Unobserved(Reason.NOT_LOOKED)
    for _, soa, nsec3 in looks:
        if isinstance(soa, Unobserved):
            missed = soa
        elif isinstance(nsec3, Unobserved):
            missed = nsec3
        elif soa.value.answer.speaks_for_zone and not soa.value.truncated:
            rounds = [int(text.split()[2]) for text in nsec3.value.answer.records]
            signing = Signing(tuple(soa.value.signatures), max(rounds, default=None))
            return Observed(signing, soa.at, soa.source)
    return missed


async def _second_look(apex: str, servers: list[ServerAnswers], door: NameServers) -> tuple[ServerAnswers, ...]:
    """Serials that differ may be a change on its way: all are asked once more after a moment."""
    if len({serial for server in servers if (serial := _serial(server)) is not None}) < 2:
        return tuple(servers)
    await asyncio.sleep(SECOND_LOOK_S)
    asked = [server for server in servers if _serial(server) is not None]
    replies = await asyncio.gather(*(door.ask(server.address, (Question(apex, "SOA"),)) for server in asked))
    again = {server.address: _answer(soa) for server, (soa,) in zip(asked, replies, strict=True)}
    return tuple(_renewed(server, again.get(server.address)) for server in servers)


def _renewed(server: ServerAnswers, udp: Observation[DirectAnswer] | None) -> ServerAnswers:
    if udp is None or isinstance(udp, Unobserved):
        return server
    rest = (server.tcp, server.name_servers, server.recursion, server.transfer)
    return ServerAnswers(server.host, server.address, udp, *rest)


def _serial(server: ServerAnswers) -> str | None:
    if isinstance(server.udp, Observed) and server.udp.value.speaks_for_zone:
        return server.udp.value.records[0].split()[2]
    return None
