"""Zone texts say what the table says, at addresses of the plan."""

from datetime import UTC, datetime
from ipaddress import ip_address, ip_network

import dns.name
import dns.zone
import pytest
from dns.rdatatype import RdataType

from lab import addresses, hosts
from lab.certificates import CertificateStore
from lab.hosting import hosting_zones, upper_zones
from lab.signer import ZoneKey
from lab.table import Company, companies, variants
from lab.zones import Keys, company_zone, lookalike_zones

KEYS = Keys(*(ZoneKey.generate() for _ in range(5)))
ELSEWHERE = ("global", "private", "mapped", "nat64", "mixed", "dead-ipv6")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> CertificateStore:
    made = CertificateStore(tmp_path_factory.mktemp("certificates"), datetime.now(UTC))
    for host in variants().mail_hosts.values():
        if host.certificate:
            made.issue(host.name, [host.host], host.certificate)
    return made


def company(name: str) -> Company:
    return next(one for one in companies() if one.archetype.id == name)


def zone_of(name: str, store: CertificateStore) -> dns.zone.Zone:
    made = company_zone(company(name), KEYS, store)
    return dns.zone.from_text(made.text, dns.name.from_text(made.origin), relativize=False)


def test_a_long_text_is_cut_into_strings_and_stays_one_record(store: CertificateStore) -> None:
    zone = zone_of("good", store)
    key = zone.find_rdataset(dns.name.from_text("default._domainkey.good-0001.nl."), RdataType.TXT)[0]
    assert len(key.strings) == 2
    assert b"".join(key.strings).startswith(b"v=DKIM1; k=rsa; p=MII")


def test_an_empty_company_has_nothing_but_its_zone(store: CertificateStore) -> None:
    zone = zone_of("empty", store)
    assert {rdataset.rdtype for _, rdataset in zone.iterate_rdatasets()} == {RdataType.SOA, RdataType.NS}


def test_a_company_without_mail_publishes_a_null_mx(store: CertificateStore) -> None:
    zone = zone_of("nomail", store)
    assert zone.find_rdataset(zone.origin, RdataType.MX)[0].to_text() == "0 ."


@pytest.mark.parametrize("one", list(companies()), ids=lambda one: one.domain)
def test_a_site_lives_in_the_lab_unless_its_row_says_otherwise(one: Company) -> None:
    ranges = [ip_network(text) for text in addresses.LAB_RANGES]
    site = hosts.site(one)
    for text in filter(None, (*site.apex, *site.www)):
        inside = any(ip_address(text) in network for network in ranges)
        assert inside or one.settings.hosts in ELSEWHERE


def test_the_global_company_is_global_to_python() -> None:
    site = hosts.site(company("guard-global"))
    mail = hosts.mail_server(variants().mail_hosts["mx-global"])
    assert all(ip_address(text).is_global for text in (*site.apex, *mail) if text)
    assert site.apex == ("192.31.196.1", "2d00::1")


def test_no_two_mail_hosts_share_an_address() -> None:
    every = [text for host in variants().mail_hosts.values() for text in hosts.mail_listeners(host)]
    assert len(every) == len(set(every))


def test_the_parent_publishes_ds_records_only_for_zones_that_have_one(store: CertificateStore) -> None:
    chosen = [company(name) for name in ("good", "unsigned", "dnssec-island", "dnssec-wrongds")]
    below = [company_zone(one, KEYS, store) for one in chosen]
    nl, root = upper_zones([*below, *hosting_zones(chosen, KEYS, store)], KEYS)
    zone = dns.zone.from_text(nl.text, dns.name.from_text("nl."), relativize=False, check_origin=False)
    signed = {name.to_text() for name, _ in zone.iterate_rdatasets(RdataType.DS)}
    assert {"good-0001.nl.", "dnssec-wrongds-0001.nl.", "boguslab.nl."} <= signed
    assert not signed & {"unsigned-0001.nl.", "dnssec-island-0001.nl.", "plainhost.nl."}
    assert zone.find_rdataset("dnssec-wrongds-0001.nl.", RdataType.DS)[0].to_text() == KEYS.other.ds(
        "dnssec-wrongds-0001.nl."
    )
    assert "nl. 3600 IN DS" in root.text


def nl_zone(store: CertificateStore, *names: str) -> dns.zone.Zone:
    below = [company_zone(company(name), KEYS, store) for name in names]
    nl, _ = upper_zones(below, KEYS)
    return dns.zone.from_text(nl.text, dns.name.from_text("nl."), relativize=False, check_origin=False)


def texts(zone: dns.zone.Zone, name: str, rdtype: RdataType) -> list[str]:
    rdataset = zone.get_rdataset(name, rdtype)
    return sorted(record.to_text() for record in rdataset or ())


def test_parent_and_zone_may_name_other_servers(store: CertificateStore) -> None:
    name = "dns-otherparent-0001.nl."
    assert texts(nl_zone(store, "dns-otherparent"), name, RdataType.NS) == ["ns1.dnslab.nl.", "ns4.dnslab.nl."]
    assert texts(zone_of("dns-otherparent", store), name, RdataType.NS) == ["ns1.dnslab.nl.", "ns2.dnslab.nl."]


def test_an_old_address_at_the_parent_still_belongs_to_somebody_who_answers(store: CertificateStore) -> None:
    own = "ns2.dns-glue-0001.nl."
    (at_parent,) = texts(nl_zone(store, "dns-glue"), own, RdataType.A)
    (in_zone,) = texts(zone_of("dns-glue", store), own, RdataType.A)
    assert (at_parent, in_zone) == (addresses.KNOT_SERVERS["ns4"].ipv4, addresses.NAME_SERVERS["ns2"].ipv4)


def test_good_name_servers_stand_in_different_networks() -> None:
    first, second = (addresses.NAME_SERVERS[name] for name in ("ns1", "ns2"))
    assert ip_network(f"{first.ipv4}/24", strict=False) != ip_network(f"{second.ipv4}/24", strict=False)
    assert ip_network(f"{first.ipv6}/48", strict=False) != ip_network(f"{second.ipv6}/48", strict=False)


def test_a_similar_name_of_a_stranger_has_other_name_servers_than_the_company() -> None:
    own, parked, mailing = (
        lookalike_zones(company(name), KEYS)[0] for name in ("good-twin", "good-parkedtwin", "twin-mail")
    )
    assert own.servers == ("ns1", "ns2")
    assert set(parked.servers) == set(mailing.servers) == {"ns3", "ns4"}
    assert mailing.name == "twin-mail-0001-factuur.nl" and "MX 10 mx-good" in mailing.text
    assert parked.name == "goodparkedtwin-0001.nl" and "MX 0 ." in parked.text
    assert lookalike_zones(company("good"), KEYS) == []
