"""Whether the zone is signed, and whether its signatures hold."""

import asyncio

from weerbaar.scanner.facts.dns import DNSKEY, DS, VALIDATION
from weerbaar.scanner.facts.observation import Observed, Reason
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.zone import zone_candidates, zone_of
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (DS, DNSKEY, VALIDATION)
STAGE = Stage.ADDRESS
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """DS at the parent, keys in the zone, and the word of a resolver that was proven to validate."""
    apex = await apex_of(target, doors)
    ds, dnskey, validation = await asyncio.gather(
        doors.resolver.ask(apex, "DS"), doors.resolver.ask(apex, "DNSKEY"), doors.resolver.validation(apex)
    )
    record(DS, ds)
    record(DNSKEY, dnskey)
    record(VALIDATION, validation)


async def apex_of(target: DomainName, doors: Doors) -> str:
    """Where the zone of the target starts; the target itself when that cannot be seen."""
    servers = await zone_of(target, doors.resolver)
    if isinstance(servers, Observed):
        return servers.value.name
    if servers.reason is Reason.DNS_BOGUS:
        # The zone hides its own start, but not its DS record: that stands at the parent, and marks the start as well.
        for name in zone_candidates(target):
            ds = await doors.resolver.ask(name, "DS")
            if isinstance(ds, Observed) and ds.value.records and ds.value.owner == name:
                return name
    return target.ascii
