"""When the registration of the domain ends."""

from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.registration import REGISTRATION
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (REGISTRATION,)
STAGE = Stage.ADDRESS
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """As the source of registrations tells, where there is one."""
    if doors.registrations is None:
        record(REGISTRATION, Unobserved(Reason.NOT_LOOKED))
    else:
        record(REGISTRATION, await doors.registrations.registration(target))
