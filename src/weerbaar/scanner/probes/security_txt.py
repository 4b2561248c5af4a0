"""Where somebody who finds a weak spot can report it (RFC 9116)."""

from weerbaar.scanner.facts.http import SECURITY_TXT, Visit
from weerbaar.scanner.facts.observation import Observation, Observed
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.web_addresses import lookup_trouble, published, web_addresses
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (SECURITY_TXT,)
STAGE = Stage.WEBSITE
INTRUSIVENESS = Intrusiveness.PASSIVE
_PLACE = "/.well-known/security.txt"
_OLD_PLACE = "/security.txt"


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """The place of the standard, then the old one when the first says that there is nothing (section 3).

    At the domain itself; at www when only that has an address.
    """
    hosts = await web_addresses(target, doors)
    host = next((host.host for host in hosts if published(host)), "")
    if not host:
        nothing: Observation[tuple[Visit, ...]] = Observed((), doors.clock.now(), f"GET https://{target}{_PLACE}")
        record(SECURITY_TXT, lookup_trouble(hosts) or nothing)
        return
    visits = [await doors.http.visit(f"https://{host}{_PLACE}", keep_body=True)]
    final = visits[0].final
    if final is not None and final.status == 404:
        visits.append(await doors.http.visit(f"https://{host}{_OLD_PLACE}", keep_body=True))
    record(SECURITY_TXT, Observed(tuple(visits), doors.clock.now(), f"GET https://{host}{_PLACE}"))
