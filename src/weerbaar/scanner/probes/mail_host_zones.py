"""Whether the names of the domain's mail hosts are signed."""

import asyncio

from weerbaar.scanner.facts.dns import Answer
from weerbaar.scanner.facts.mail import MAIL_HOST_ZONES, MailHostZone
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors, Resolver
from weerbaar.scanner.probes.mail_hosts import exchanges
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (MAIL_HOST_ZONES,)
STAGE = Stage.MAIL
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """The word of a validating resolver about the address records of each host, asked once for all probes."""
    mx = await doors.resolver.ask(target.ascii, "MX")
    if isinstance(mx, Unobserved):
        record(MAIL_HOST_ZONES, mx)
        return
    zones = await asyncio.gather(*(_zone(host, doors.resolver) for _, host in exchanges(mx.value)))
    record(MAIL_HOST_ZONES, Observed(tuple(zones), doors.clock.now(), mx.source))


async def _zone(host: str, resolver: Resolver) -> MailHostZone:
    """IPv4 speaks for both families; where it has no records, IPv6 does, since an absence in NSEC3 may be insecure."""
    answers: tuple[Observation[Answer], ...] = await asyncio.gather(resolver.ask(host, "A"), resolver.ask(host, "AAAA"))
    chosen = next((one for one in answers if isinstance(one, Observed) and one.value.records), answers[0])
    if isinstance(chosen, Unobserved):
        return MailHostZone(host, chosen)
    if chosen.value.secure is None:
        return MailHostZone(host, Unobserved(Reason.NOT_VALIDATING, chosen.source))
    return MailHostZone(host, Observed(chosen.value.secure, chosen.at, chosen.source))
