"""Where reports about failed encryption of mail should go (RFC 8460)."""

from weerbaar.scanner.facts.mail import TLS_RPT
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (TLS_RPT,)
STAGE = Stage.MAIL
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """The TXT records at `_smtp._tls`."""
    record(TLS_RPT, await doors.resolver.ask(target.child("_smtp._tls"), "TXT"))
