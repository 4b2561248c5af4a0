"""Which hosts take mail for the domain."""

from weerbaar.scanner.facts.mail import MX
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (MX,)
STAGE = Stage.MAIL
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """The MX records."""
    record(MX, await doors.resolver.ask(target.ascii, "MX"))
