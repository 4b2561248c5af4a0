"""The probe of MTA-STS fetches the policy only where the record announces one."""

import pytest

from tests.scanner.probes.dns_server import Table
from tests.scanner.probes.looking import REFUSES, look, reason, say, value
from weerbaar.scanner.facts.mail import MTA_STS, MTA_STS_POLICY
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes import mta_sts

NAME = "_mta-sts.example.nl"
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
