"""Which logo the domain wants to see beside its mail (BIMI)."""

from weerbaar.scanner.facts.mail import BIMI
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (BIMI,)
STAGE = Stage.MAIL
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """The TXT records of the selector that receivers use when a message names none."""
    record(BIMI, await doors.resolver.ask(target.child("default._bimi"), "TXT"))
