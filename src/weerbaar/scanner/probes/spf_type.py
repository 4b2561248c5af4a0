"""Whether the domain still publishes SPF under the record type of its own that was given up (RFC 7208, section 3.1)."""

from weerbaar.scanner.facts.mail import SPF_TYPE
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (SPF_TYPE,)
STAGE = Stage.MAIL
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """The records of type 99."""
    record(SPF_TYPE, await doors.resolver.ask(target.ascii, "SPF"))
