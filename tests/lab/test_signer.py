"""Zones are signed as the standards say, or spoilt in exactly the wanted way."""

from datetime import UTC, datetime, timedelta

import dns.dnssec
import dns.name
import dns.rdatatype
import dns.zone
import pytest
from dns.dnssectypes import Algorithm, NSEC3Hash
from dns.rdatatype import RdataType

from lab.signer import Signing, ZoneKey, sign

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
APEX = dns.name.from_text("example.nl.")
ZONE = """example.nl. 300 IN SOA ns1.example.nl. h.example.nl. 1 3600 600 864000 60
example.nl. 300 IN NS ns1.example.nl.
ns1.example.nl. 300 IN A 198.18.0.1
a.b.example.nl. 300 IN TXT "deep"
safe.example.nl. 300 IN NS ns.safe.example.nl.
safe.example.nl. 300 IN DS 1 13 2 0000000000000000000000000000000000000000000000000000000000000000
ns.safe.example.nl. 300 IN A 198.18.0.2
plain.example.nl. 300 IN NS ns1.example.nl.
"""
KEY = ZoneKey.generate()


def signed(mode: str, *, opt_out: bool = False) -> dns.zone.Zone:
    text = sign(ZONE, "example.nl.", Signing(KEY, mode, NOW, opt_out))
    return dns.zone.from_text(text, APEX, relativize=False)


def validate(zone: dns.zone.Zone, name: str, rdtype: RdataType) -> None:
    owner = dns.name.from_text(name)
    keys = zone.find_rdataset(APEX, RdataType.DNSKEY)
    signatures = zone.find_rrset(owner, RdataType.RRSIG, rdtype)
    rrset = zone.find_rrset(owner, rdtype)
    dns.dnssec.validate(rrset, signatures, {APEX: keys}, now=NOW.timestamp())


def owners(zone: dns.zone.Zone, rdtype: RdataType) -> list[dns.name.Name]:
    return sorted(name for name, _ in zone.iterate_rdatasets(rdtype))


@pytest.mark.parametrize("mode", ["nsec3", "nsec", "nsec3-200", "wrong-ds", "island"])
def test_every_set_of_records_validates(mode: str) -> None:
    zone = signed(mode)
    for name, rdtype in (
        ("example.nl.", RdataType.SOA),
        ("example.nl.", RdataType.DNSKEY),
        ("a.b.example.nl.", RdataType.TXT),
    ):
        validate(zone, name, rdtype)
    validate(zone, "safe.example.nl.", RdataType.DS)


def test_an_old_algorithm_validates_too() -> None:
    key = ZoneKey.generate(Algorithm.RSASHA1)
    text = sign(ZONE, "example.nl.", Signing(key, "rsasha1", NOW))
    zone = dns.zone.from_text(text, APEX, relativize=False)
    signature = zone.find_rdataset(APEX, RdataType.RRSIG, RdataType.SOA)[0]
    assert signature.algorithm == Algorithm.RSASHA1


@pytest.mark.parametrize("mode", ["unsigned", "no-rrsig"])
def test_a_zone_without_signatures_is_left_alone(mode: str) -> None:
    assert sign(ZONE, "example.nl.", Signing(KEY, mode, NOW)) == ZONE


def test_an_expired_signature_has_been_good() -> None:
    zone = signed("expired")
    with pytest.raises(dns.dnssec.ValidationFailure):
        validate(zone, "example.nl.", RdataType.SOA)
    signature = zone.find_rdataset(APEX, RdataType.RRSIG, RdataType.SOA)[0]
    assert signature.expiration == (NOW - timedelta(days=30)).timestamp()


def test_a_damaged_zone_has_a_good_key_set_and_nothing_else() -> None:
    zone = signed("bad-sig")
    validate(zone, "example.nl.", RdataType.DNSKEY)
    for name, rdtype in (("example.nl.", RdataType.SOA), ("a.b.example.nl.", RdataType.TXT)):
        with pytest.raises(dns.dnssec.ValidationFailure):
            validate(zone, name, rdtype)


def test_delegations_and_glue_are_not_signed() -> None:
    zone = signed("nsec3")
    assert zone.get_rdataset(dns.name.from_text("safe.example.nl."), RdataType.RRSIG, RdataType.NS) is None
    assert zone.get_rdataset(dns.name.from_text("ns.safe.example.nl."), RdataType.RRSIG, RdataType.A) is None


def test_the_nsec_chain_passes_every_name_and_comes_back() -> None:
    zone = signed("nsec")
    name, seen = APEX, []
    for _ in owners(zone, RdataType.NSEC):
        seen.append(name)
        name = zone.find_rdataset(name, RdataType.NSEC)[0].next
    assert name == APEX
    assert sorted(seen) == owners(zone, RdataType.NSEC)
    assert dns.name.from_text("ns.safe.example.nl.") not in seen


def hashed(name: str) -> dns.name.Name:
    return dns.name.from_text(dns.dnssec.nsec3_hash(name, None, 0, NSEC3Hash.SHA1), APEX)


def test_the_nsec3_chain_has_the_empty_name_between_two() -> None:
    zone = signed("nsec3")
    record = zone.find_rdataset(hashed("b.example.nl."), RdataType.NSEC3)[0]
    assert record.windows == ()
    assert hashed("plain.example.nl.") in owners(zone, RdataType.NSEC3)


def test_opt_out_leaves_unsigned_delegations_out_of_the_chain() -> None:
    zone = signed("nsec3", opt_out=True)
    chain = owners(zone, RdataType.NSEC3)
    assert hashed("plain.example.nl.") not in chain
    assert hashed("safe.example.nl.") in chain
    assert all(rdataset[0].flags == 1 for _, rdataset in zone.iterate_rdatasets(RdataType.NSEC3))


def test_too_many_iterations_are_written_in_every_record() -> None:
    zone = signed("nsec3-200")
    assert {rdataset[0].iterations for _, rdataset in zone.iterate_rdatasets(RdataType.NSEC3)} == {200}


def test_the_ds_is_the_hash_of_the_key() -> None:
    made = dns.dnssec.make_ds("example.nl.", KEY.dnskey, "SHA256")
    assert KEY.ds("example.nl.") == made.to_text()
