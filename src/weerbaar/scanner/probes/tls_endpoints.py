"""What the website shows of its TLS: a completed handshake at each host, and the versions it takes."""

import asyncio
from collections.abc import Iterable

from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS, TlsEndpoint, TlsSession
from weerbaar.scanner.facts.tls_survey import WEB_SURVEYS, TlsSurvey
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.web_addresses import lookup_trouble, published, web_addresses
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (WEB_ENDPOINTS, WEB_SURVEYS)
STAGE = Stage.CONNECTION
INTRUSIVENESS = Intrusiveness.PASSIVE
_PORT = 443
# A server that did not even finish one ordinary handshake for these reasons is not asked five times more.
_HOPELESS = (
    Reason.TIMEOUT,
    Reason.UNREACHABLE,
    Reason.REFUSED,
    Reason.PROTOCOL_ERROR,
    Reason.ADDRESS_NOT_ALLOWED,
    Reason.BUDGET_SPENT,
    Reason.NO_IPV6_HERE,
)

Versions = dict[str, Observation[bool]]


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """One endpoint for each host with an address, at its first address, IPv4 before IPv6."""
    all_hosts = await web_addresses(target, doors)
    hosts = [(host.host, published(host)[0]) for host in all_hosts if published(host)]
    trouble = lookup_trouble(all_hosts)
    if trouble and not hosts:
        record(WEB_ENDPOINTS, trouble)
        record(WEB_SURVEYS, trouble)
        return
    sessions = await asyncio.gather(*(_session(host, address, doors) for host, address in hosts))
    servers: dict[tuple[str, tuple[bytes, ...]], Versions] = {}
    surveys: list[TlsSurvey] = []
    endpoints = []
    for (host, address), session in zip(hosts, sessions, strict=True):
        # Hosts that show the same certificate at the same address are one server: its versions are asked once.
        key = (address, session.value.chain if isinstance(session, Observed) else ())
        if key not in servers:
            hopeless = isinstance(session, Unobserved) and session.reason in _HOPELESS
            known = session if isinstance(session, Observed) else None
            servers[key] = {} if hopeless else await doors.tls.versions(host, address, _PORT, known=known)
            taken = [version for version, seen in servers[key].items() if isinstance(seen, Observed) and seen.value]
            if taken:
                surveys.append(await doors.surveyor.survey(host, address, _PORT, taken))
        endpoints.append(TlsEndpoint(host, address, _PORT, session, servers[key]))
    now, source = doors.clock.now(), f"TLS {target}"
    record(WEB_ENDPOINTS, Observed(tuple(endpoints), now, source))
    record(WEB_SURVEYS, (None if surveys else _missed(sessions)) or Observed(tuple(surveys), now, source))


def _missed(sessions: Iterable[Observation[TlsSession]]) -> Unobserved | None:
    """Why no server could be surveyed; a closed port is no reason, since there is nothing to survey."""
    troubles = (session for session in sessions if isinstance(session, Unobserved))
    return next((trouble for trouble in troubles if trouble.reason is not Reason.REFUSED), None)


async def _session(host: str, address: str, doors: Doors) -> Observation[TlsSession]:
    stream = await doors.dialer.connect(address, _PORT)
    if isinstance(stream, Unobserved):
        return stream
    try:
        session = await doors.tls.handshake(stream, host, alpn=("h2", "http/1.1"))
    finally:
        await doors.dialer.close(stream)
    if isinstance(session, Unobserved):
        return session
    return Observed(session, doors.clock.now(), f"TLS {host} [{address}]:{_PORT}")
