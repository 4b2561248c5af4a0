"""One zone of the demonstration: its records, and what is said about a name in it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import dns.dnssec
import dns.message
import dns.name
import dns.rcode
import dns.rdata
import dns.rdataclass
import dns.rdataset
import dns.rdatatype
import dns.rrset
from cryptography.hazmat.primitives.asymmetric import ec

_TTL_S = 300
_SIGNED_FOR = timedelta(days=14)


@dataclass
class Zone:
    """Records by name and type. `bogus` says that its signatures are made with another key than its parent knows."""

    origin: dns.name.Name
    signed: bool = True
    bogus: bool = False
    records: dict[tuple[dns.name.Name, int], dns.rdataset.Rdataset] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._dnskey = dns.dnssec.make_dnskey(self._key.public_key(), "ECDSAP256SHA256", flags=257)
        if self.signed:
            self.add(self.origin.to_text(), "DNSKEY", self._dnskey.to_text())
        if self.bogus:
            self._key = ec.generate_private_key(ec.SECP256R1())

    @property
    def ds(self) -> str:
        """What the parent says of the key."""
        return dns.dnssec.make_ds(self.origin, self._dnskey, "SHA256").to_text()

    def add(self, owner: str, rdtype: str, *texts: str) -> None:
        """Add records in presentation format; host names without final dot are whole names."""
        name, kind = dns.name.from_text(owner), dns.rdatatype.from_text(rdtype)
        for text in texts:
            rdata = dns.rdata.from_text(dns.rdataclass.IN, kind, text, origin=dns.name.root, relativize=False)
            kept = self.records.setdefault((name, int(kind)), dns.rdataset.Rdataset(dns.rdataclass.IN, kind))
            kept.add(rdata, ttl=_TTL_S)

    def get(self, name: dns.name.Name, rdtype: int) -> dns.rrset.RRset | None:
        """The records of one name and type."""
        found = self.records.get((name, int(rdtype)))
        return dns.rrset.from_rdata_list(name, found.ttl, list(found)) if found else None

    def holds(self, name: dns.name.Name) -> bool:
        """Whether the name exists, by itself or because one below it does (RFC 8020)."""
        return any(owner.is_subdomain(name) for owner, _ in self.records)

    def cut_above(self, name: dns.name.Name, rdtype: int) -> dns.rrset.RRset | None:
        """The NS records by which the name belongs to a zone below this one. DS records stand on this side of it."""
        while name != self.origin:
            servers = self.get(name, dns.rdatatype.NS)
            if servers and rdtype != dns.rdatatype.DS:
                return servers
            name = name.parent()
        return None

    def sign(self, rrset: dns.rrset.RRset, now: datetime) -> dns.rrset.RRset:
        """The signature over these records, as a signer that runs every day makes it."""
        signature = dns.dnssec.sign(
            rrset, self._key, self.origin, self._dnskey, inception=now - timedelta(days=1), expiration=now + _SIGNED_FOR
        )
        return dns.rrset.from_rdata(rrset.name, rrset.ttl, signature)


def look_up(zone: Zone, name: dns.name.Name, rdtype: int, response: dns.message.Message) -> dns.name.Name | None:
    """Put what the zone says into the response; the alias's target when there is more to look up."""
    for kind in (rdtype, dns.rdatatype.CNAME):
        records = zone.get(name, kind)
        if records:
            response.answer.append(records)
            return records[0].target if kind != rdtype else None
    if not zone.holds(name):
        response.set_rcode(dns.rcode.NXDOMAIN)
    soa = zone.get(zone.origin, dns.rdatatype.SOA)
    if soa:
        response.authority.append(soa)
    return None
