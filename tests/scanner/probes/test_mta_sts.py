"""The probe of MTA-STS fetches the policy only where the record announces one."""

import pytest

from tests.scanner.probes.certificates import chain
from tests.scanner.probes.dns_server import Table
from tests.scanner.probes.listening import SITE
from tests.scanner.probes.looking import REFUSES, look, reason, say, value
from tests.scanner.probes.scene import has, scene
from tests.scanner.probes.web_server import page, redirect, web_server
from weerbaar.scanner.facts.mail import MTA_STS, MTA_STS_POLICY
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes import mta_sts
from weerbaar.scanner.vocabulary.domain_name import DomainName

NAME = "_mta-sts.example.nl"
HOST = "mta-sts.example.nl"
RECORD = {(NAME, "TXT"): say(f'{NAME} TXT "v=STSv1; id=1"')}


async def test_an_announced_policy_is_sought_at_its_own_host() -> None:
    sheet, server = await look(mta_sts, "example.nl", RECORD)
    assert value(sheet[MTA_STS]).records == ("v=STSv1; id=1",)
    visit = value(sheet[MTA_STS_POLICY])
    assert visit.start == "https://mta-sts.example.nl/.well-known/mta-sts.txt"
    assert reason(visit.failure) is Reason.NO_ADDRESS
    assert server.times("mta-sts.example.nl", "A") == 1


@pytest.mark.parametrize("table", [{}, {(NAME, "TXT"): REFUSES}], ids=["no record", "no answer"])
async def test_without_a_record_no_policy_is_sought(table: Table) -> None:
    sheet, server = await look(mta_sts, "example.nl", table)
    assert reason(sheet[MTA_STS_POLICY]) is Reason.NOT_LOOKED
    assert not any(asked.name == "mta-sts.example.nl" for asked in server.asked)


async def test_the_announced_policy_is_fetched_whatever_the_certificate() -> None:
    async with (
        web_server(page("version: STSv1\n"), tls=chain((HOST,), ()).server()) as server,
        scene(RECORD, has(HOST, "A", SITE), places={(SITE, 443): server.port}) as world,
    ):
        visit = (await world.run(mta_sts, DomainName("example.nl"))).value(MTA_STS_POLICY)
    assert server.paths == ["/.well-known/mta-sts.txt"]
    assert visit.final is not None
    assert (visit.final.body, visit.final.verified) == ("version: STSv1\n", False)


async def test_a_redirect_is_not_followed() -> None:
    async with (
        web_server(redirect("https://other.example/"), tls=chain((HOST,), ()).server()) as server,
        scene(RECORD, has(HOST, "A", SITE), places={(SITE, 443): server.port}) as world,
    ):
        visit = (await world.run(mta_sts, DomainName("example.nl"))).value(MTA_STS_POLICY)
    assert len(visit.hops) == len(server.requests) == 1
    assert visit.final is None
