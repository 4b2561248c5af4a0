"""The record type that SPF once had is asked for by its own number."""

from tests.scanner.probes.looking import look, say, value
from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.mail import SPF_TYPE
from weerbaar.scanner.probes import spf_type


async def test_records_of_type_99_are_read_like_texts() -> None:
    sheet, _ = await look(spf_type, "example.nl", {("example.nl", "SPF"): say('example.nl SPF "v=spf1 " "-all"')})
    assert value(sheet[SPF_TYPE]).records == ("v=spf1 -all",)


async def test_a_domain_without_them_has_none() -> None:
    sheet, _ = await look(spf_type, "example.nl", {("example.nl", "TXT"): say('example.nl TXT "v=spf1 -all"')})
    assert value(sheet[SPF_TYPE]).kind is not AnswerKind.RECORDS
