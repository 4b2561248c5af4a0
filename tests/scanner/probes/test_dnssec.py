"""The probe of DNSSEC looks at the zone that holds the target, and believes only a resolver that validates."""

from tests.scanner.probes.dns_server import Table
from tests.scanner.probes.looking import REFUSES, VALIDATES, look, reason, say, value
from weerbaar.scanner.facts.dns import DNSKEY, DS, VALIDATION, AnswerKind, Validation
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes import dnssec

POINTER = "4711 13 2 " + "ab" * 32
KEY = "257 3 13 " + "A" * 86 + "=="


def zone(name: str = "example.nl", *, signed: bool = True, bogus: bool = False) -> Table:
    return {
        (name, "SOA"): say(f"{name} SOA ns.{name}. h.{name}. 1 2 3 4 5", signed=signed, bogus=bogus),
        (name, "NS"): say(f"{name} NS ns.{name}.", signed=signed, bogus=bogus),
        (name, "DS"): say(*([f"{name} DS {POINTER}"] if signed else []), signed=True),
        (name, "DNSKEY"): say(*([f"{name} DNSKEY {KEY}"] if signed else []), signed=signed, bogus=bogus),
    }


async def test_a_signed_domain_has_a_pointer_keys_and_signatures_that_hold() -> None:
    sheet, _ = await look(dnssec, "example.nl", {**VALIDATES, **zone()})
    assert value(sheet[DS]).records == (POINTER,)
    assert value(sheet[DNSKEY]).records == (KEY,)
    assert value(sheet[VALIDATION]) is Validation.SECURE


async def test_an_unsigned_domain_has_none_of_them() -> None:
    sheet, _ = await look(dnssec, "example.nl", {**VALIDATES, **zone(signed=False)})
    assert value(sheet[DS]).kind is AnswerKind.NO_DATA
    assert value(sheet[DNSKEY]).kind is AnswerKind.NO_DATA
    assert value(sheet[VALIDATION]) is Validation.INSECURE


async def test_a_domain_with_broken_signatures_is_signed_and_bogus() -> None:
    sheet, _ = await look(dnssec, "example.nl", {**VALIDATES, **zone(bogus=True)})
    assert value(sheet[DS]).records == (POINTER,)
    assert reason(sheet[DNSKEY]) is Reason.DNS_BOGUS
    assert value(sheet[VALIDATION]) is Validation.BOGUS


async def test_a_name_below_a_zone_is_judged_by_the_zone() -> None:
    below = {("www.example.nl", "A"): say("www.example.nl A 192.0.2.1", signed=True)}
    sheet, _ = await look(dnssec, "www.example.nl", {**VALIDATES, **zone(), **below})
    assert value(sheet[DS]).name == "example.nl"
    assert value(sheet[VALIDATION]) is Validation.SECURE


async def test_a_name_below_a_zone_with_broken_signatures_finds_the_pointer_all_the_same() -> None:
    below = {("www.example.nl", kind): say(bogus=True) for kind in ("A", "NS", "DS", "CNAME", "SOA")}
    sheet, _ = await look(dnssec, "www.example.nl", {**VALIDATES, **zone(bogus=True), **below})
    assert value(sheet[DS]).records == (POINTER,)
    assert value(sheet[VALIDATION]) is Validation.BOGUS


async def test_an_alias_into_an_unsigned_zone_does_not_make_its_own_zone_unsigned() -> None:
    chain = "www.example.nl CNAME away.nl."
    away: Table = {
        ("www.example.nl", "NS"): say(chain, "away.nl NS ns.away.nl."),
        ("www.example.nl", "SOA"): say(chain, "away.nl SOA ns.away.nl. h.away.nl. 1 2 3 4 5"),
        ("www.example.nl", "DS"): say(chain),
    }
    sheet, _ = await look(dnssec, "www.example.nl", {**VALIDATES, **zone(), **away})
    assert value(sheet[DS]).records == (POINTER,)
    assert value(sheet[VALIDATION]) is Validation.SECURE


async def test_a_resolver_that_proves_nothing_says_nothing_of_signatures() -> None:
    sheet, _ = await look(dnssec, "example.nl", zone())
    assert value(sheet[DS]).records == (POINTER,)
    assert value(sheet[DS]).secure is None
    assert reason(sheet[VALIDATION]) is Reason.NOT_VALIDATING


async def test_servers_that_fail_leave_the_pointer_at_the_parent_visible() -> None:
    failing = {("example.nl", kind): REFUSES for kind in ("NS", "SOA", "DNSKEY", "CNAME")}
    sheet, _ = await look(dnssec, "example.nl", {**VALIDATES, **zone(signed=False), **failing})
    assert value(sheet[DS]).kind is AnswerKind.NO_DATA
    assert reason(sheet[DNSKEY]) is Reason.DNS_FAILURE
    assert reason(sheet[VALIDATION]) is Reason.DNS_FAILURE


async def test_a_name_below_a_zone_that_fails_finds_where_the_trouble_starts() -> None:
    names = {("example.nl", kind): REFUSES for kind in ("NS", "SOA", "DNSKEY", "CNAME")}
    below = {("www.example.nl", kind): REFUSES for kind in ("A", "NS", "DS", "CNAME", "SOA")}
    sheet, _ = await look(dnssec, "www.example.nl", {**VALIDATES, **zone(signed=False), **names, **below})
    assert (value(sheet[DS]).name, value(sheet[DS]).kind) == ("example.nl", AnswerKind.NO_DATA)
    assert reason(sheet[DNSKEY]) is Reason.DNS_FAILURE


async def test_a_zone_of_its_own_that_fails_is_not_taken_for_the_zone_above() -> None:
    failing = {("shop.example.nl", kind): REFUSES for kind in ("NS", "SOA", "DNSKEY", "CNAME")}
    sheet, _ = await look(dnssec, "shop.example.nl", {**VALIDATES, **zone(), **failing})
    assert (value(sheet[DS]).name, value(sheet[DS]).kind) == ("shop.example.nl", AnswerKind.NO_DATA)
    assert reason(sheet[VALIDATION]) is Reason.DNS_FAILURE
