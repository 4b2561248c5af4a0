"""What an ordinary visitor of the website meets, without and with the padlock."""

import asyncio

from weerbaar.scanner.facts.http import PLAIN_VISITS, SECURE_VISITS, Visit
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.web_addresses import published, web_addresses
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (PLAIN_VISITS, SECURE_VISITS)
STAGE = Stage.WEBSITE
INTRUSIVENESS = Intrusiveness.PASSIVE


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """Walk from http and from https at each host that has an address."""
    hosts = [host.host for host in await web_addresses(target, doors) if published(host)]
    plain = asyncio.gather(*(doors.http.visit(f"http://{host}/") for host in hosts))
    secure = asyncio.gather(*(doors.http.visit(f"https://{host}/") for host in hosts))
    for fact, scheme, walks in ((SECURE_VISITS, "https", secure), (PLAIN_VISITS, "http", plain)):
        visits: tuple[Visit, ...] = tuple(await walks)
        source = f"GET {', '.join(f'{scheme}://{host}/' for host in hosts) or scheme}"
        record(fact, Observed(visits, doors.clock.now(), source))
