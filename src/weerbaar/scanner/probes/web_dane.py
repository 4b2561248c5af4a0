"""What the domain publishes about the certificate of its website (DANE)."""

import asyncio

from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.tls import WEB_TLSA, HostTlsa
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.web_addresses import lookup_trouble, published, web_addresses
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (WEB_TLSA,)
STAGE = Stage.CONNECTION
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """One question for each web host with an address (RFC 6698, section 3)."""
    all_hosts = await web_addresses(target, doors)
    hosts = [host.host for host in all_hosts if published(host)]
    trouble = lookup_trouble(all_hosts)
    if trouble and not hosts:
        record(WEB_TLSA, trouble)
        return
    answers = await asyncio.gather(*(doors.resolver.ask(f"_443._tcp.{host}", "TLSA") for host in hosts))
    seen = tuple(HostTlsa(host, answer) for host, answer in zip(hosts, answers, strict=True))
    record(WEB_TLSA, Observed(seen, doors.clock.now(), f"DNS TLSA _443._tcp.{target}"))
