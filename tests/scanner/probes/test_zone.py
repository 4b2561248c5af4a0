"""The probe of the zone finds the name servers of the zone that holds the target."""

from tests.scanner.probes.looking import REFUSES, look, reason, say, value
from weerbaar.scanner.facts.dns import NAME_SERVERS, ZONE, AnswerKind
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes import zone

SOA = say("example.nl SOA ns1.host.nl. hostmaster.example.nl. 1 2 3 4 5")
TABLE = {
    ("example.nl", "SOA"): SOA,
    ("example.nl", "NS"): say("example.nl NS ns2.host.nl.", "example.nl NS ns1.host.nl."),
    ("ns1.host.nl", "A"): say("ns1.host.nl A 192.0.2.1"),
    ("ns1.host.nl", "AAAA"): say("ns1.host.nl AAAA 2001:db8::1"),
    ("ns2.host.nl", "A"): say("ns2.host.nl A 192.0.2.2"),
}


async def test_a_domain_has_its_soa_and_its_servers_with_their_addresses() -> None:
    sheet, _ = await look(zone, "example.nl", TABLE)
    assert value(sheet[ZONE]).records == ("ns1.host.nl hostmaster.example.nl 1 2 3 4 5",)
    first, second = value(sheet[NAME_SERVERS])
    assert (first.host, value(first.ipv4), value(first.ipv6)) == ("ns1.host.nl", ("192.0.2.1",), ("2001:db8::1",))
    assert (second.host, value(second.ipv4), value(second.ipv6)) == ("ns2.host.nl", ("192.0.2.2",), ())


async def test_a_name_below_the_zone_has_the_servers_of_the_zone() -> None:
    sheet, _ = await look(zone, "a.b.example.nl", {**TABLE, ("a.b.example.nl", "A"): say("a.b.example.nl A 192.0.2.9")})
    assert value(sheet[ZONE]).kind is AnswerKind.NO_DATA
    assert [server.host for server in value(sheet[NAME_SERVERS])] == ["ns1.host.nl", "ns2.host.nl"]


async def test_an_alias_has_the_servers_of_its_own_zone_and_not_those_of_its_target() -> None:
    alias = say("www.example.nl CNAME provider.nl.", "provider.nl NS ns.provider.nl.")
    sheet, _ = await look(zone, "www.example.nl", {**TABLE, ("www.example.nl", "NS"): alias})
    assert [server.host for server in value(sheet[NAME_SERVERS])] == ["ns1.host.nl", "ns2.host.nl"]


async def test_trouble_at_the_end_of_an_alias_is_not_trouble_of_the_zone() -> None:
    alias = {("www.example.nl", "NS"): REFUSES, ("www.example.nl", "CNAME"): say("www.example.nl CNAME away.nl.")}
    sheet, _ = await look(zone, "www.example.nl", {**TABLE, **alias})
    assert len(value(sheet[NAME_SERVERS])) == 2


async def test_a_zone_that_does_not_answer_is_not_replaced_by_the_one_above() -> None:
    sheet, _ = await look(zone, "shop.example.nl", {**TABLE, ("shop.example.nl", "NS"): REFUSES})
    assert reason(sheet[NAME_SERVERS]) is Reason.DNS_FAILURE


async def test_a_name_that_does_not_exist_has_no_name() -> None:
    sheet, _ = await look(zone, "example.nl", {})
    assert value(sheet[ZONE]).kind is AnswerKind.NO_NAME
    assert reason(sheet[NAME_SERVERS]) is Reason.DNS_FAILURE


async def test_the_addresses_of_a_server_that_cannot_be_looked_up_are_not_known() -> None:
    sheet, _ = await look(zone, "example.nl", {**TABLE, ("ns2.host.nl", "AAAA"): REFUSES})
    _, second = value(sheet[NAME_SERVERS])
    assert value(second.ipv4) == ("192.0.2.2",)
    assert reason(second.ipv6) is Reason.DNS_FAILURE


async def test_of_very_many_servers_eight_are_looked_at() -> None:
    many = say(*(f"example.nl NS ns{number}.host.nl." for number in range(10, 30)))
    sheet, server = await look(zone, "example.nl", {**TABLE, ("example.nl", "NS"): many})
    assert len(value(sheet[NAME_SERVERS])) == 8
    assert sum(asked.rdtype == "AAAA" for asked in server.asked) == 8
