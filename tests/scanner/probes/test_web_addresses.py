"""The probe of web addresses asks the domain and www, both families."""

from tests.scanner.probes.looking import REFUSES, look, reason, say, value
from weerbaar.scanner.facts.http import WEB_ADDRESSES
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes import web_addresses

TABLE = {
    ("example.nl", "A"): say("example.nl A 192.0.2.1", "example.nl A 192.0.2.2"),
    ("example.nl", "AAAA"): say("example.nl AAAA 2001:db8::1"),
    ("www.example.nl", "A"): say("www.example.nl CNAME example.nl.", "example.nl A 192.0.2.1"),
}


async def test_the_domain_comes_first_and_then_www() -> None:
    sheet, _ = await look(web_addresses, "example.nl", TABLE)
    apex, www = value(sheet[WEB_ADDRESSES])
    assert (apex.host, value(apex.ipv4), value(apex.ipv6)) == (
        "example.nl",
        ("192.0.2.1", "192.0.2.2"),
        ("2001:db8::1",),
    )
    assert (www.host, value(www.ipv4), value(www.ipv6)) == ("www.example.nl", ("192.0.2.1",), ())


async def test_of_a_www_name_only_that_host_is_asked() -> None:
    sheet, server = await look(web_addresses, "www.example.nl", TABLE)
    assert [host.host for host in value(sheet[WEB_ADDRESSES])] == ["www.example.nl"]
    assert not any(asked.name.startswith("www.www.") for asked in server.asked)


async def test_a_domain_without_website_has_two_hosts_without_address() -> None:
    sheet, _ = await look(web_addresses, "example.nl", {("example.nl", "MX"): say("example.nl MX 0 .")})
    assert [(value(host.ipv4), value(host.ipv6)) for host in value(sheet[WEB_ADDRESSES])] == [((), ()), ((), ())]


async def test_one_family_that_fails_leaves_the_others_known() -> None:
    sheet, _ = await look(web_addresses, "example.nl", {**TABLE, ("example.nl", "AAAA"): REFUSES})
    apex, www = value(sheet[WEB_ADDRESSES])
    assert value(apex.ipv4) == ("192.0.2.1", "192.0.2.2")
    assert reason(apex.ipv6) is Reason.DNS_FAILURE
    assert value(www.ipv4) == ("192.0.2.1",)
