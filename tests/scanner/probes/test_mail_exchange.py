"""The probe of mail exchange writes the MX answer down as it is."""

from tests.scanner.probes.looking import REFUSES, look, reason, say, value
from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.mail import MX
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes import mail_exchange


async def test_mail_hosts_have_a_preference_and_a_name() -> None:
    table = {("example.nl", "MX"): say("example.nl MX 20 B.mx.nl.", "example.nl MX 10 a.mx.nl.")}
    sheet, _ = await look(mail_exchange, "example.nl", table)
    assert set(value(sheet[MX]).records) == {"10 a.mx.nl", "20 b.mx.nl"}


async def test_a_null_mx_names_the_root() -> None:
    sheet, _ = await look(mail_exchange, "example.nl", {("example.nl", "MX"): say("example.nl MX 0 .")})
    assert value(sheet[MX]).records == ("0 .",)


async def test_no_mx_and_no_answer_are_different_things() -> None:
    sheet, _ = await look(mail_exchange, "example.nl", {("example.nl", "A"): say("example.nl A 192.0.2.1")})
    assert value(sheet[MX]).kind is AnswerKind.NO_DATA
    sheet, _ = await look(mail_exchange, "example.nl", {("example.nl", "MX"): REFUSES})
    assert reason(sheet[MX]) is Reason.DNS_FAILURE
