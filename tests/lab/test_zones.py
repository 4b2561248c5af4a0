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
from lab.zones import Keys, company_zone

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
