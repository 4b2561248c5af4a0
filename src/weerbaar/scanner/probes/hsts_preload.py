"""Whether browsers have the domain built in as https only."""

from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.preload import HSTS_PRELOAD
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (HSTS_PRELOAD,)
STAGE = Stage.WEBSITE
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """As the list tells, where there is one."""
    if doors.preload is None:
        record(HSTS_PRELOAD, Unobserved(Reason.NOT_LOOKED, "HSTS preload list"))
    else:
        record(HSTS_PRELOAD, await doors.preload.listing(target))
