"""The policy for encrypted delivery of mail (RFC 8461): its record and its file."""

from weerbaar.scanner.facts.mail import MTA_STS, MTA_STS_POLICY
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (MTA_STS, MTA_STS_POLICY)
STAGE = Stage.MAIL
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """The file is fetched only where the record announces it, as senders do: without following redirects (section 3.3)."""
    announced = await doors.resolver.ask(target.child("_mta-sts"), "TXT")
    record(MTA_STS, announced)
    if isinstance(announced, Unobserved) or not announced.value.records:
        record(MTA_STS_POLICY, Unobserved(Reason.NOT_LOOKED, "no record"))
        return
    url = f"https://mta-sts.{target}/.well-known/mta-sts.txt"
    visit = await doors.http.visit(url, keep_body=True, follow=False)
    record(MTA_STS_POLICY, Observed(visit, doors.clock.now(), f"GET {url}"))
