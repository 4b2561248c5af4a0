"""The widest company that a scan may meet fits in its budget, so that no fact is missed for our own rules."""

import asyncio
import importlib
import ipaddress

from tests.scanner.probes.certificates import DAY, NOW, chain
from tests.scanner.probes.listening import OTHER, SITE, SITE6
from tests.scanner.probes.mail_server import MailServer, mail_server
from tests.scanner.probes.scene import NAME, TARGET, has, scene
from tests.scanner.probes.web_server import page, web_server
from weerbaar.scanner.facts.codec import encode
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes.probe import probes
from weerbaar.scanner.vocabulary.authorisation import ScanAuthorisation
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

WWW = f"www.{NAME}"
MAIL = [f"192.0.2.{number}" for number in range(31, 36)]
AGREED = ScanAuthorisation(
    "the owner",
    (TARGET,),
    tuple(ipaddress.ip_network(address) for address in (SITE, OTHER, MAIL[0], MAIL[1])),
    Intrusiveness.ACTIVE,
    NOW + DAY,
)
WIDE = {
    **has(NAME, "A", SITE),
    **has(NAME, "AAAA", SITE6),
    **has(WWW, "A", OTHER),
    **has(WWW, "AAAA", "2001:db8::20"),
    **has(NAME, "SOA", "ns1.host.example. h.host.example. 1 2 3 4 5"),
    **has(NAME, "NS", *(f"ns{number}.host.example." for number in range(1, 9))),
    **has(NAME, "MX", *(f"{number} mx{number}.host.example." for number in range(5))),
    **has(f"_mta-sts.{NAME}", "TXT", '"v=STSv1; id=1"'),
    **has(f"mta-sts.{NAME}", "A", SITE),
}
for position, address in enumerate(MAIL):
    WIDE |= has(f"mx{position}.host.example", "A", address)
    WIDE |= has(f"mx{position}.host.example", "AAAA", f"2001:db8::{position + 1}")
    WIDE |= has(f"ns{position + 1}.host.example", "A", f"192.0.2.{position + 50}")


async def test_two_web_servers_five_mail_hosts_and_four_agreed_addresses_fit() -> None:
    shown = [chain((NAME, WWW), ()).server() for _ in range(2)]
    async with (
        web_server(page()) as plain,
        web_server(page(), tls=shown[0]) as own,
        web_server(page(), tls=shown[1]) as www,
        mail_server(MailServer(ehlo=b"250 mx\r\n")) as mail,
    ):
        places = {(SITE, 80): plain.port, (OTHER, 80): plain.port}
        places |= {(SITE, 443): own.port, (OTHER, 443): www.port}
        places |= {(address, 25): mail.port for address in MAIL}
        async with scene(WIDE, places=places, authorisation=AGREED) as world:
            rooms = [importlib.import_module(f"weerbaar.scanner.probes.{probe.name}") for probe in probes()]
            notebooks = await asyncio.gather(*map(world.run, rooms))
    seen = [
        (fact.key, encode(notebook[fact]))
        for room, notebook in zip(rooms, notebooks, strict=True)
        for fact in room.PROVIDES
    ]
    assert len(world.detour.asked) > 100
    assert [key for key, observation in seen if Reason.BUDGET_SPENT.value in str(observation)] == []
