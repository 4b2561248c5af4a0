"""The name servers of the demonstration speak for their own zones and do nothing else."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import dns.asyncquery
import dns.dnssec
import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest

from weerbaar.demo.authority import DemoAuthority
from weerbaar.demo.companies import companies
from weerbaar.demo.dns_listener import DnsListener
from weerbaar.demo.zones import World, build_world

NOW = datetime.now(UTC)
SIGNED, UNSIGNED, BOGUS = "veiligwachtbeveiliging.example", "bakkerijdeegkom.example", "jachthavenrietkraag.example"


@pytest.fixture(scope="module")
def world() -> World:
    return build_world(companies(), {})


@pytest.fixture
async def supplier(world: World) -> AsyncIterator[int]:
    listener = DnsListener(DemoAuthority(world.supplier, glue=world.name_servers, now=lambda: NOW).answer)
    yield await listener.start()
    listener.close()


@pytest.fixture
async def registry(world: World) -> AsyncIterator[int]:
    listener = DnsListener(DemoAuthority(world.registry, glue=world.name_servers, now=lambda: NOW).answer)
    yield await listener.start()
    listener.close()


async def ask(port: int, name: str, rdtype: str, *, recursion: bool = False) -> dns.message.Message:
    query = dns.message.make_query(name, rdtype, want_dnssec=True)
    if not recursion:
        query.flags &= ~dns.flags.RD
    return await dns.asyncquery.udp(query, "127.0.0.1", port=port, timeout=5)


def records(section: list[dns.rrset.RRset], rdtype: dns.rdatatype.RdataType) -> list[str]:
    return sorted(record.to_text() for rrset in section if rrset.rdtype == rdtype for record in rrset)


async def test_a_server_speaks_for_its_zone(supplier: int) -> None:
    response = await ask(supplier, SIGNED, "SOA")
    assert response.flags & dns.flags.AA
    assert not response.flags & (dns.flags.RA | dns.flags.AD)
    assert len(records(response.answer, dns.rdatatype.SOA)) == 1


async def test_the_registry_refers_to_the_servers_of_a_company_and_their_addresses(registry: int) -> None:
    response = await ask(registry, SIGNED, "NS")
    assert not response.flags & dns.flags.AA
    assert response.answer == []
    assert records(response.authority, dns.rdatatype.NS) == ["ns1.netkrachtit.example.", "ns2.netkrachtit.example."]
    assert records(response.additional, dns.rdatatype.A) == ["198.18.254.202", "198.18.255.201"]
    assert records(response.additional, dns.rdatatype.AAAA) == ["2001:db8:de30::ca", "2001:db8:de31::c9"]


async def test_the_ds_of_a_company_is_the_registrys_own(registry: int) -> None:
    response = await ask(registry, SIGNED, "DS")
    assert response.flags & dns.flags.AA
    assert len(records(response.answer, dns.rdatatype.DS)) == 1


@pytest.mark.parametrize(("name", "rdtype"), [(".", "NS"), ("www.weerbaar.invalid", "A"), (SIGNED, "AXFR")])
async def test_other_peoples_names_and_whole_copies_are_refused(supplier: int, name: str, rdtype: str) -> None:
    query = dns.message.make_query(name, rdtype)
    response = await dns.asyncquery.tcp(query, "127.0.0.1", port=supplier, timeout=5)
    assert response.rcode() == dns.rcode.REFUSED
    assert response.answer == []


async def test_the_signatures_of_a_signed_zone_hold(supplier: int) -> None:
    keys = (await ask(supplier, SIGNED, "DNSKEY")).answer[0]
    soa, signatures = (await ask(supplier, SIGNED, "SOA")).answer
    dns.dnssec.validate(soa, signatures, {keys.name: keys}, now=NOW.timestamp())
    assert signatures[0].expiration == int((NOW + timedelta(days=14)).timestamp())


async def test_those_of_a_zone_that_moved_are_made_with_another_key(supplier: int) -> None:
    keys = (await ask(supplier, BOGUS, "DNSKEY")).answer[0]
    soa, signatures = (await ask(supplier, BOGUS, "SOA")).answer
    with pytest.raises(dns.dnssec.ValidationFailure):
        dns.dnssec.validate(soa, signatures, {keys.name: keys}, now=NOW.timestamp())


async def test_an_unsigned_zone_has_no_signatures(supplier: int) -> None:
    response = await ask(supplier, UNSIGNED, "SOA")
    assert [rrset.rdtype for rrset in response.answer] == [dns.rdatatype.SOA]
