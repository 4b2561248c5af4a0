"""The demonstration resolver speaks DNS as a validating resolver does."""

from collections.abc import AsyncIterator

import dns.asyncquery
import dns.dnssec
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import pytest

from weerbaar.demo.companies import companies
from weerbaar.demo.dns_listener import DnsListener
from weerbaar.demo.resolver import DemoResolver
from weerbaar.demo.zones import PROOF, build_world

_TLSA = "3 1 1 " + "ab" * 32
_SIGNED, _UNSIGNED, _BOGUS = "veiligwachtbeveiliging.example", "bakkerijdeegkom.example", "jachthavenrietkraag.example"


@pytest.fixture
async def port() -> AsyncIterator[int]:
    world = build_world(companies(), {f"mail.{_SIGNED}": _TLSA})
    listener = DnsListener(DemoResolver(world.zones).answer)
    yield await listener.start()
    listener.close()


async def ask(port: int, name: str, rdtype: str, *, tcp: bool = False, unchecked: bool = False) -> dns.message.Message:
    query = dns.message.make_query(name, rdtype, want_dnssec=True)
    if unchecked:
        query.flags |= dns.flags.CD
    send = dns.asyncquery.tcp if tcp else dns.asyncquery.udp
    return await send(query, "127.0.0.1", port=port, timeout=5)


def texts(response: dns.message.Message) -> list[str]:
    return [record.to_text() for rrset in response.answer for record in rrset]


async def test_an_alias_and_what_it_leads_to_come_in_one_answer(port: int) -> None:
    response = await ask(port, f"www.{_SIGNED}", "A")
    assert texts(response) == [f"{_SIGNED}.", "198.18.254.1"]


async def test_a_signed_zone_is_called_authentic(port: int) -> None:
    assert (await ask(port, _SIGNED, "SOA")).flags & dns.flags.AD


async def test_an_unsigned_zone_is_not_and_has_no_key_to_be_found(port: int) -> None:
    assert not (await ask(port, _UNSIGNED, "SOA")).flags & dns.flags.AD
    for rdtype in ("DS", "DNSKEY"):
        response = await ask(port, _UNSIGNED, rdtype)
        assert response.rcode() == dns.rcode.NOERROR
        assert texts(response) == []


async def test_who_does_not_ask_for_the_flag_does_not_get_it(port: int) -> None:
    query = dns.message.make_query(_SIGNED, "SOA")
    response = await dns.asyncquery.udp(query, "127.0.0.1", port=port, timeout=5)
    assert not response.flags & dns.flags.AD


async def test_the_ds_of_a_signed_zone_belongs_to_its_key(port: int) -> None:
    (ds,) = (await ask(port, _SIGNED, "DS")).answer[0]
    response = await ask(port, _SIGNED, "DNSKEY")
    made = dns.dnssec.make_ds(response.question[0].name, response.answer[0][0], "SHA256")
    assert made == ds


@pytest.mark.parametrize("name", [_BOGUS, f"www.{_BOGUS}", f"nothing.{_BOGUS}", PROOF])
async def test_wrong_signatures_are_refused_unless_checking_is_disabled(port: int, name: str) -> None:
    checked = await ask(port, name, "SOA")
    assert checked.rcode() == dns.rcode.SERVFAIL
    assert checked.answer == []
    assert [option.to_text() for option in checked.options] == ["EDE 6 (DNSSEC Bogus): wrong on purpose: demonstration"]
    unchecked = await ask(port, name, "SOA", unchecked=True)
    assert unchecked.rcode() in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN)
    assert not unchecked.flags & dns.flags.AD


async def test_the_ds_of_a_zone_with_wrong_signatures_stands_at_its_parent(port: int) -> None:
    response = await ask(port, _BOGUS, "DS")
    assert response.flags & dns.flags.AD
    assert len(texts(response)) == 1


async def test_a_name_without_records_but_with_names_below_it_exists(port: int) -> None:
    response = await ask(port, f"_domainkey.{_SIGNED}", "TXT")
    assert response.rcode() == dns.rcode.NOERROR
    assert texts(response) == []
    assert response.authority[0].rdtype == dns.rdatatype.SOA


@pytest.mark.parametrize("name", [f"_domainkey.{_UNSIGNED}", "no-such-company.example"])
async def test_a_name_that_does_not_exist_is_said_not_to(port: int, name: str) -> None:
    assert (await ask(port, name, "TXT")).rcode() == dns.rcode.NXDOMAIN


async def test_names_outside_the_demonstration_are_refused(port: int) -> None:
    assert (await ask(port, "www.weerbaar.invalid", "A")).rcode() == dns.rcode.REFUSED


async def test_the_root_is_there_for_the_proof_of_validation(port: int) -> None:
    response = await ask(port, ".", "SOA")
    assert response.flags & dns.flags.AD
    assert len(texts(response)) == 1


async def test_tcp_gives_what_udp_gives(port: int) -> None:
    name = f"_25._tcp.mail.{_SIGNED}"
    by_tcp, by_udp = [sorted(texts(await ask(port, name, "TLSA", tcp=tcp))) for tcp in (True, False)]
    assert by_tcp == by_udp
    # The record of the key that comes next stands beside the one in use.
    assert len(by_udp) == 2
    assert _TLSA in by_udp


async def test_an_answer_too_long_for_udp_is_cut_and_whole_over_tcp(port: int) -> None:
    query = dns.message.make_query(f"default._domainkey.{_SIGNED}", "TXT")  # without EDNS: 512 octets
    query.use_edns(-1)
    response = await dns.asyncquery.udp(query, "127.0.0.1", port=port, timeout=5)
    whole = await dns.asyncquery.tcp(query, "127.0.0.1", port=port, timeout=5)
    assert len(response.to_wire()) <= 512
    assert "v=DKIM1" in texts(whole)[0]


def test_what_is_no_question_gets_a_refusal_or_nothing() -> None:
    listener = DnsListener(DemoResolver(build_world((), {}).zones).answer)
    answer = dns.message.make_response(dns.message.make_query("example", "SOA")).to_wire()
    assert listener.respond(b"\x01\x02", udp=True) is None
    assert listener.respond(answer, udp=True) is None
    garbled = listener.respond(b"\x12\x34" + bytes(2) + b"\xff" * 20, udp=True)
    assert garbled is not None
    assert dns.message.from_wire(garbled).rcode() == dns.rcode.FORMERR
    assert garbled[:2] == b"\x12\x34"
