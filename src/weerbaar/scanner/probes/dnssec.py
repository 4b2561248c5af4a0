"""Whether the zone is signed, and whether its signatures hold."""

import asyncio

from weerbaar.scanner.facts.dns import DNSKEY, DS, VALIDATION
from weerbaar.scanner.facts.observation import Observed
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
    # A zone in trouble hides its own start. But DS records stand above it (RFC 4035, section 2.4), so the nearest name
    # for which that question is answered, with records or without, is where the trouble starts.
    names = zone_candidates(target)
    answers = await asyncio.gather(*(doors.resolver.ask(name, "DS") for name in names))
    return next((name for name, ds in zip(names, answers, strict=True) if isinstance(ds, Observed)), target.ascii)
