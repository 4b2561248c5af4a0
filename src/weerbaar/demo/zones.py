"""The names of the demonstration as zones: what a registry, a supplier and the companies publish."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import dns.dnssec
import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdataset
import dns.rdatatype
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from weerbaar.demo.addresses import mail_addresses, name_server_addresses, web_addresses
from weerbaar.demo.companies import SUPPLIER, Company

TOP = "example"
# A zone with wrong signatures on purpose: a resolver that refuses it is proven to validate.
PROOF = f"wrong-signature.{SUPPLIER}"
DKIM_SELECTOR = "default"
_SERVERS = (f"ns1.{SUPPLIER}", f"ns2.{SUPPLIER}")
_TTL_S = 300
_STRING_BYTES = 255  # RFC 1035, section 3.3: the longest character-string


@dataclass
class Zone:
    """One zone: its records by name and type, and whether its signatures exist and are right."""

    origin: dns.name.Name
    signed: bool = True
    bogus: bool = False
    records: dict[tuple[dns.name.Name, int], dns.rdataset.Rdataset] = field(default_factory=dict)

    def add(self, owner: str, rdtype: str, *texts: str) -> None:
        """Add records in presentation format, with absolute host names without final dot read as such."""
        name, kind = dns.name.from_text(owner), dns.rdatatype.from_text(rdtype)
        key = (name, int(kind))
        for text in texts:
            rdata = dns.rdata.from_text(dns.rdataclass.IN, kind, text, origin=dns.name.root, relativize=False)
            self.records.setdefault(key, dns.rdataset.Rdataset(dns.rdataclass.IN, kind)).add(rdata, ttl=_TTL_S)

    def holds(self, name: dns.name.Name) -> bool:
        """Whether the name exists, by itself or because one below it does (RFC 8020)."""
        return any(owner.is_subdomain(name) for owner, _ in self.records)


def build_zones(companies: tuple[Company, ...], tlsa: Mapping[str, str]) -> tuple[Zone, ...]:
    """The root, the top, the supplier, the proof and every company. `tlsa` gives the DANE record by mail host."""
    root, top = _zone(".", _SERVERS), _zone(TOP, _SERVERS)
    supplier, proof = _zone(SUPPLIER, _SERVERS), _zone(PROOF, _SERVERS, bogus=True)
    for parent, child in ((root, top), (top, supplier), (supplier, proof)):
        _delegate(parent, child)
    for index, server in enumerate(_SERVERS, start=1):
        _add_addresses(supplier, server, name_server_addresses(index))
    zones = [root, top, supplier, proof]
    for company in companies:
        zones.append(_company_zone(company, tlsa))
        _delegate(top, zones[-1])
        # The supplier takes the reports of every company that asks for it (RFC 9990, section 4).
        if f"@{SUPPLIER}" in company.setup.dmarc:
            supplier.add(f"{company.domain}._report._dmarc.{SUPPLIER}", "TXT", quote("v=DMARC1"))
    return tuple(zones)


def quote(text: str) -> str:
    """A TXT record, in as many character-strings as its length asks for."""
    pieces = [text[start : start + _STRING_BYTES] for start in range(0, len(text), _STRING_BYTES)]
    return " ".join('"' + piece.replace("\\", "\\\\").replace('"', '\\"') + '"' for piece in pieces)


def _zone(origin: str, servers: tuple[str, ...], *, signed: bool = True, bogus: bool = False) -> Zone:
    zone = Zone(dns.name.from_text(origin), signed=signed, bogus=bogus)
    zone.add(origin, "SOA", f"{servers[0]} hostmaster.{SUPPLIER} 1 3600 900 1209600 300")
    zone.add(origin, "NS", *servers)
    if signed:
        key = ec.generate_private_key(ec.SECP256R1())
        zone.add(origin, "DNSKEY", dns.dnssec.make_dnskey(key.public_key(), "ECDSAP256SHA256", flags=257).to_text())
    return zone


def _delegate(parent: Zone, child: Zone) -> None:
    servers = child.records[(child.origin, int(dns.rdatatype.NS))]
    parent.add(child.origin.to_text(), "NS", *(server.to_text() for server in servers))
    dnskey = child.records.get((child.origin, int(dns.rdatatype.DNSKEY)))
    if dnskey:
        parent.add(child.origin.to_text(), "DS", dns.dnssec.make_ds(child.origin, dnskey[0], "SHA256").to_text())


def _company_zone(company: Company, tlsa: Mapping[str, str]) -> Zone:
    setup, domain = company.setup, company.domain
    zone = _zone(domain, setup.name_servers, signed=setup.dnssec != "unsigned", bogus=setup.dnssec == "bogus")
    _add_addresses(zone, domain, web_addresses(company))
    zone.add(company.www, "CNAME", domain)
    if setup.caa:
        zone.add(domain, "CAA", setup.caa)
    for owner, setting in ((domain, "spf"), (f"_dmarc.{domain}", "dmarc"), (f"_smtp._tls.{domain}", "tls_rpt")):
        if company.text(setting):
            zone.add(owner, "TXT", quote(company.text(setting)))
    if setup.dkim != "none":
        zone.add(f"{DKIM_SELECTOR}._domainkey.{domain}", "TXT", quote(_dkim_record(setup.dkim)))
    if setup.mta_sts != "none":
        zone.add(f"_mta-sts.{domain}", "TXT", quote("v=STSv1; id=20260101T000000"))
        zone.add(company.mta_sts_host, "CNAME", domain)
    if setup.mail == "none":
        zone.add(domain, "MX", "0 .")
    else:
        zone.add(domain, "MX", f"10 {company.mail_host}")
        _add_addresses(zone, company.mail_host, mail_addresses(company))
    if company.mail_host in tlsa:
        zone.add(f"_25._tcp.{company.mail_host}", "TLSA", tlsa[company.mail_host])
    return zone


def _add_addresses(zone: Zone, host: str, addresses: tuple[str, ...]) -> None:
    for address in addresses:
        zone.add(host, "AAAA" if ":" in address else "A", address)


@lru_cache(maxsize=2)
def _dkim_record(strength: str) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048 if strength == "strong" else 1024)
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode('ascii')}"
