"""The probe of CAA climbs until it finds records (RFC 8659, section 3)."""

from tests.scanner.probes.looking import REFUSES, look, names_of, reason, say, value
from weerbaar.scanner.facts.dns import CAA
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes import caa

ISSUE = '0 issue "ca.example"'


async def test_records_at_the_domain_end_the_climb() -> None:
    sheet, _ = await look(caa, "example.nl", {("example.nl", "CAA"): say(f"example.nl CAA {ISSUE}")})
    (answer,) = value(sheet[CAA])
    assert answer.records == (ISSUE,)


async def test_records_of_a_name_above_hold_for_names_below() -> None:
    sheet, _ = await look(caa, "a.b.example.nl", {("example.nl", "CAA"): say(f"example.nl CAA {ISSUE}")})
    climb = value(sheet[CAA])
    assert names_of(climb) == ["a.b.example.nl", "b.example.nl", "example.nl"]
    assert climb[-1].records == (ISSUE,)


async def test_without_records_the_climb_ends_at_the_top_level_domain() -> None:
    sheet, _ = await look(caa, "example.nl", {("example.nl", "A"): say("example.nl A 192.0.2.1")})
    assert names_of(value(sheet[CAA])) == ["example.nl", "nl"]


async def test_records_at_the_end_of_an_alias_count() -> None:
    alias = say("www.example.nl CNAME host.nl.", f"host.nl CAA {ISSUE}")
    sheet, _ = await look(caa, "www.example.nl", {("www.example.nl", "CAA"): alias})
    (answer,) = value(sheet[CAA])
    assert (answer.owner, answer.records) == ("host.nl", (ISSUE,))


async def test_a_step_that_fails_leaves_the_whole_unknown() -> None:
    table = {("b.example.nl", "CAA"): REFUSES, ("example.nl", "CAA"): say(f"example.nl CAA {ISSUE}")}
    sheet, _ = await look(caa, "a.b.example.nl", table)
    assert reason(sheet[CAA]) is Reason.DNS_FAILURE
