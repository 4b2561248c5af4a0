"""Names that nobody made are asked only below a domain without mail hosts."""

from tests.scanner.probes.looking import REFUSES, look, reason, say, value
from weerbaar.scanner.facts.mail import MAIL_WILDCARDS
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes import mail_wildcards

NULL = {("example.nl", "MX"): say("example.nl MX 0 .")}
BELOW, KEY = "k4711-of-nobody.example.nl", "k4711-of-nobody._domainkey.example.nl"


async def test_what_names_below_a_parked_domain_answer_is_seen() -> None:
    table = {(BELOW, "MX"): say(f"{BELOW} MX 5 mx.test."), (KEY, "TXT"): say(f'{KEY} TXT "v=DKIM1; p="')}
    sheet, _ = await look(mail_wildcards, "example.nl", {**NULL, **table})
    found = value(sheet[MAIL_WILDCARDS])
    assert value(found.mx).records == ("5 mx.test",)
    assert value(found.key).records == ("v=DKIM1; p=",)


async def test_without_wildcards_there_is_nothing() -> None:
    sheet, _ = await look(mail_wildcards, "example.nl", NULL)
    found = value(sheet[MAIL_WILDCARDS])
    assert (value(found.mx).records, value(found.key).records) == ((), ())


async def test_a_domain_with_mail_hosts_is_left_alone() -> None:
    sheet, server = await look(mail_wildcards, "example.nl", {("example.nl", "MX"): say("example.nl MX 10 mx.test.")})
    found = value(sheet[MAIL_WILDCARDS])
    assert reason(found.mx) is reason(found.key) is Reason.NOT_LOOKED
    assert BELOW not in [asked.name for asked in server.asked]


async def test_a_domain_whose_mail_hosts_are_unknown_is_unknown() -> None:
    sheet, _ = await look(mail_wildcards, "example.nl", {("example.nl", "MX"): REFUSES})
    assert reason(sheet[MAIL_WILDCARDS]) is Reason.DNS_FAILURE
