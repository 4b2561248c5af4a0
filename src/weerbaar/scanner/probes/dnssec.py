"""Whether the zone is signed, and whether its signatures hold."""

import asyncio

from weerbaar.scanner.facts.dns import DNSKEY, DS, VALIDATION, Answer, AnswerKind
from weerbaar.scanner.facts.observation import Observation, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.zone import zone_candidates
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (DS, DNSKEY, VALIDATION)
STAGE = Stage.ADDRESS
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """DS at the parent, keys in the zone, and the word of a resolver that was proven to validate."""
    apex = await apex_of(target, doors)
    ds, dnskey, validation = await asyncio.gather(
        doors.resolver.ask(apex, "DS"), doors.resolver.ask(apex, "DNSKEY"), doors.resolver.validation(target.ascii)
    )
    record(DS, ds)
    record(DNSKEY, dnskey)
    record(VALIDATION, validation)


async def apex_of(target: DomainName, doors: Doors) -> str:
    """Where the zone of the target starts; the target itself when that cannot be seen (its DS stands at the parent)."""
    for name in zone_candidates(target):
        answer: Observation[Answer] = await doors.resolver.ask(name, "NS")
        if isinstance(answer, Unobserved):
            break
        if answer.value.kind is AnswerKind.RECORDS:
            return name
    return target.ascii
