"""The probe of SPF looks up everything that the tree of records asks for, once each and within bounds."""

from tests.scanner.probes.dns_server import Says
from tests.scanner.probes.looking import REFUSES, look, reason, say, value
from weerbaar.scanner.facts.mail import SPF
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes import spf


def txt(name: str, *texts: str) -> dict[tuple[str, str], Says]:
    return {(name, "TXT"): say(*(f'{name} TXT "{text}"' for text in texts))}


async def test_a_domain_without_record_asks_for_nothing_more() -> None:
    sheet, server = await look(spf, "example.nl", txt("example.nl", "hello"))
    found = value(sheet[SPF])
    assert (found.record.records, found.steps, found.cut) == (("hello",), {}, False)
    assert {asked.rdtype for asked in server.asked if asked.name != "."} == {"TXT"}


async def test_every_kind_of_term_is_looked_up() -> None:
    record = "v=spf1 a mx a:web.example.nl/24 mx:mail.nl exists:e.example.nl include:i.nl ptr redirect=r.nl"
    table = {
        **txt("example.nl", record),
        **txt("i.nl", "v=spf1 ip4:192.0.2.1 -all"),
        **txt("r.nl", "v=spf1 a -all"),
        ("example.nl", "A"): say("example.nl A 192.0.2.1"),
        ("mail.nl", "MX"): say("mail.nl MX 10 mx.mail.nl."),
    }
    sheet, _ = await look(spf, "example.nl", table)
    steps = value(sheet[SPF]).steps
    assert set(steps) == {
        "A example.nl",
        "MX example.nl",
        "A web.example.nl",
        "MX mail.nl",
        "A e.example.nl",
        "TXT i.nl",
        "TXT r.nl",
        "A r.nl",
    }
    assert value(steps["A example.nl"]).records == ("192.0.2.1",)
    assert value(steps["MX mail.nl"]).records == ("10 mx.mail.nl",)
    assert value(steps["TXT i.nl"]).records == ("v=spf1 ip4:192.0.2.1 -all",)


async def test_included_records_are_followed_to_the_bottom() -> None:
    table = {f"n{number}.nl": f"v=spf1 include:n{number + 1}.nl -all" for number in range(12)}
    records: dict[tuple[str, str], Says] = {}
    for name, text in table.items():
        records |= txt(name, text)
    sheet, _ = await look(spf, "n0.nl", records)
    assert len(value(sheet[SPF]).steps) == 12
    assert value(sheet[SPF]).cut is False


async def test_a_loop_is_asked_once() -> None:
    table = {**txt("example.nl", "v=spf1 include:a.nl -all"), **txt("a.nl", "v=spf1 include:b.nl include:a.nl -all")}
    sheet, server = await look(spf, "example.nl", {**table, **txt("b.nl", "v=spf1 include:A.nl. -all")})
    assert set(value(sheet[SPF]).steps) == {"TXT a.nl", "TXT b.nl"}
    assert server.times("a.nl", "TXT") == 1


async def test_a_record_that_includes_its_own_domain_ends_too() -> None:
    sheet, _ = await look(spf, "example.nl", txt("example.nl", "v=spf1 include:example.nl -all"))
    assert set(value(sheet[SPF]).steps) == {"TXT example.nl"}


async def test_terms_that_depend_on_the_message_are_not_looked_up() -> None:
    record = "v=spf1 include:%{d}.nl exists:%{i}._spf.example.nl a:%{h} ptr -all"
    sheet, _ = await look(spf, "example.nl", txt("example.nl", record))
    assert value(sheet[SPF]).steps == {}


async def test_more_than_one_record_is_no_record_to_follow() -> None:
    table = {**txt("example.nl", "v=spf1 include:a.nl -all"), **txt("a.nl", "v=spf1 mx -all", "v=spf1 a -all")}
    sheet, _ = await look(spf, "example.nl", table)
    assert set(value(sheet[SPF]).steps) == {"TXT a.nl"}


async def test_a_tree_without_end_is_cut_at_forty() -> None:
    table: dict[tuple[str, str], Says] = {}
    for number in range(60):
        table |= txt(f"n{number}.nl", f"v=spf1 include:n{2 * number + 1}.nl include:n{2 * number + 2}.nl -all")
    sheet, _ = await look(spf, "n0.nl", table)
    found = value(sheet[SPF])
    assert len(found.steps) == spf.MOST_LOOKUPS == 40
    assert found.cut is True


async def test_a_step_that_fails_is_written_down_as_unknown() -> None:
    table = {**txt("example.nl", "v=spf1 include:a.nl mx -all"), ("a.nl", "TXT"): REFUSES}
    sheet, _ = await look(spf, "example.nl", table)
    assert reason(value(sheet[SPF]).steps["TXT a.nl"]) is Reason.DNS_FAILURE


async def test_a_domain_that_does_not_answer_is_unknown() -> None:
    sheet, _ = await look(spf, "example.nl", {("example.nl", "TXT"): REFUSES})
    assert reason(sheet[SPF]) is Reason.DNS_FAILURE
