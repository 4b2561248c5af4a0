"""What the domain's mail hosts would agree to over STARTTLS, asked in a few polite visits each."""

import asyncio

from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls_survey import MAIL_SURVEYS, TlsSurvey
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.mail_hosts import exchanges, greeted_address
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (MAIL_SURVEYS,)
STAGE = Stage.MAIL
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """Every host that completes a handshake; the greeting itself is made once a scan, by whichever probe comes first."""
    mx = await doors.resolver.ask(target.ascii, "MX")
    if isinstance(mx, Unobserved):
        record(MAIL_SURVEYS, mx)
        return
    if doors.mail_surveyor is None:
        record(MAIL_SURVEYS, Unobserved(Reason.NOT_LOOKED, mx.source))
        return
    surveys = await asyncio.gather(*(_survey(host, doors) for _, host in exchanges(mx.value)))
    record(MAIL_SURVEYS, Observed(tuple(filter(None, surveys)), doors.clock.now(), mx.source))


async def _survey(host: str, doors: Doors) -> TlsSurvey | None:
    address = await greeted_address(host, doors)
    session = None if address is None else await doors.smtp.greet(host, address)
    if address is None or session is None or isinstance(session.tls, Unobserved) or doors.mail_surveyor is None:
        return None
    return await doors.mail_surveyor.survey(host, address, session.tls.value)
