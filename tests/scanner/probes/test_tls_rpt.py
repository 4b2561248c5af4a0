"""The probe of TLS-RPT asks at `_smtp._tls`."""

from tests.scanner.probes.looking import REFUSES, look, reason, say, value
from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.mail import TLS_RPT
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes import tls_rpt

NAME = "_smtp._tls.example.nl"


async def test_the_record_is_written_down() -> None:
    text = "v=TLSRPTv1; rua=mailto:t@example.nl"
    sheet, _ = await look(tls_rpt, "example.nl", {(NAME, "TXT"): say(f'{NAME} TXT "{text}"')})
    assert (value(sheet[TLS_RPT]).name, value(sheet[TLS_RPT]).records) == (NAME, (text,))


async def test_no_record_and_no_answer_are_different_things() -> None:
    sheet, _ = await look(tls_rpt, "example.nl", {})
    assert value(sheet[TLS_RPT]).kind is AnswerKind.NO_NAME
    sheet, _ = await look(tls_rpt, "example.nl", {(NAME, "TXT"): REFUSES})
    assert reason(sheet[TLS_RPT]) is Reason.DNS_FAILURE
