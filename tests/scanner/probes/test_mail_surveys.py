"""Mail hosts that encrypt are surveyed after their one greeting; others are left alone."""

import asyncio

from tests.scanner.probes.certificates import chain
from tests.scanner.probes.dns_server import Says
from tests.scanner.probes.listening import SITE
from tests.scanner.probes.mail_server import MailServer, mail_server
from tests.scanner.probes.scene import NAME, has, scene
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.tls_survey import MAIL_SURVEYS
from weerbaar.scanner.probes import mail_hosts, mail_surveys

HOST = "mx.host.example"
NAMES = {**has(NAME, "MX", f"10 {HOST}."), **has(HOST, "A", SITE)}


async def test_a_host_is_greeted_once_though_two_probes_want_it() -> None:
    server = MailServer(ehlo=b"250 mx\r\n")
    async with mail_server(server), scene(NAMES, places={(SITE, 25): server.port}) as world:
        greeted, surveyed = await asyncio.gather(world.run(mail_hosts), world.run(mail_surveys))
    assert len(greeted.value(MAIL_HOSTS)) == 1
    assert surveyed.value(MAIL_SURVEYS) == ()
    assert server.visits == 1


async def test_a_host_that_turns_away_after_the_greeting_was_not_surveyed() -> None:
    server = MailServer(tls=chain((HOST,), ()).server())
    async with mail_server(server), scene(NAMES, places={(SITE, 25): server.port}) as world:
        await world.doors.smtp.greet(HOST, SITE)
        server.banner = b"421 4.7.0 too many visits\r\n"
        (survey,) = (await world.run(mail_surveys)).value(MAIL_SURVEYS)
    assert (survey.host, survey.address, survey.port) == (HOST, SITE, 25)
    assert isinstance(survey.suites, Unobserved)
    assert survey.suites.reason is Reason.BUSY
    assert server.visits == 2


async def test_a_host_without_an_address_is_no_host_to_survey() -> None:
    async with scene(has(NAME, "MX", f"10 {HOST}.")) as world:
        assert (await world.run(mail_surveys)).value(MAIL_SURVEYS) == ()


async def test_a_domain_without_mail_has_no_surveys() -> None:
    async with scene(has(NAME, "MX", "0 .")) as world:
        assert (await world.run(mail_surveys)).value(MAIL_SURVEYS) == ()
        assert world.detour.asked == []


async def test_no_answer_about_the_hosts_is_no_survey() -> None:
    async with scene({(NAME, "MX"): Says(rcode="SERVFAIL")}) as world:
        assert (await world.run(mail_surveys)).reason(MAIL_SURVEYS) is Reason.DNS_FAILURE
