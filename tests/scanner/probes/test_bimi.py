"""The logo is looked for at the selector that receivers use when a message names none."""

from tests.scanner.probes.looking import look, reason, say, value
from weerbaar.scanner.facts.mail import BIMI
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes import bimi

NAME = "default._bimi.example.nl"


async def test_the_default_selector_is_asked() -> None:
    sheet, _ = await look(bimi, "example.nl", {(NAME, "TXT"): say(f'{NAME} TXT "v=BIMI1; l="')})
    assert value(sheet[BIMI]).records == ("v=BIMI1; l=",)


async def test_no_answer_is_no_absence() -> None:
    sheet, _ = await look(bimi, "example.nl", {(NAME, "TXT"): say(bogus=True)})
    assert reason(sheet[BIMI]) in (Reason.DNS_BOGUS, Reason.DNS_FAILURE)
