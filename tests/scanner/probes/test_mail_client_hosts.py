"""Usual names of mail services are tried only with an agreement, and only at addresses that it lists."""

import ipaddress

from tests.scanner.probes.certificates import DAY, NOW, chain
from tests.scanner.probes.dns_server import Says
from tests.scanner.probes.listening import OTHER, SITE, hang, listening, says
from tests.scanner.probes.scene import NAME, TARGET, has, scene
from weerbaar.scanner.facts.mail_clients import CLIENT_HOSTS
from weerbaar.scanner.facts.observation import Observed, Reason
from weerbaar.scanner.probes import mail_client_hosts
from weerbaar.scanner.vocabulary.authorisation import ScanAuthorisation
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

AGREED = ScanAuthorisation("the owner", (TARGET,), (ipaddress.ip_network(SITE),), Intrusiveness.ACTIVE, NOW + DAY)
NAMES = {**has(f"imap.{NAME}", "A", SITE), **has(f"mail.{NAME}", "A", SITE), **has(f"smtp.{NAME}", "A", OTHER)}


async def test_each_port_of_an_agreed_address_is_tried_once_and_closed_ones_are_no_service() -> None:
    async with (
        listening(hang, tls=chain((f"imap.{NAME}",), ()).server()) as imap,
        listening(says(b"+OK ready\r\n", then_hang=True)) as pop,
        scene(NAMES, places={(SITE, 993): imap, (SITE, 110): pop}, authorisation=AGREED) as world,
    ):
        world.doors.mail_clients._talk_s = 0.2  # type: ignore[union-attr]
        (service,) = (await world.run(mail_client_hosts)).value(CLIENT_HOSTS)
    assert (service.protocol, service.host, service.port, service.announced_by) == (
        "imap",
        f"imap.{NAME}",
        993,
        "guess",
    )
    assert isinstance(service.tls, Observed)
    ports = [port for address, port in world.detour.asked if address == SITE]
    assert sorted(set(ports)) == [110, 143, 465, 587, 993, 995]
    assert ports.count(143) == 1
    assert (OTHER, 465) not in world.detour.asked


async def test_without_an_agreement_nothing_is_tried() -> None:
    async with scene(NAMES) as world:
        assert (await world.run(mail_client_hosts)).value(CLIENT_HOSTS) == ()
    assert world.detour.asked == []


async def test_names_that_lead_nowhere_agreed_are_left_alone() -> None:
    async with scene(has(f"imap.{NAME}", "A", OTHER), authorisation=AGREED) as world:
        assert (await world.run(mail_client_hosts)).value(CLIENT_HOSTS) == ()
    assert world.detour.asked == []


async def test_a_name_that_could_not_be_looked_up_is_not_called_absent() -> None:
    async with scene({(f"pop.{NAME}", "A"): Says(rcode="SERVFAIL")}, authorisation=AGREED) as world:
        assert (await world.run(mail_client_hosts)).reason(CLIENT_HOSTS) is Reason.DNS_FAILURE
