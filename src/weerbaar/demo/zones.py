"""The names of the demonstration as zones: what a registry, a supplier and the companies publish."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import dns.name
import dns.rdatatype
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from weerbaar.demo.addresses import mail_addresses, name_server_addresses, web_addresses
from weerbaar.demo.companies import SUPPLIER, Company
from weerbaar.demo.zone import Zone

TOP = "example"
# A zone with wrong signatures on purpose: a resolver that refuses it is proven to validate.
PROOF = f"wrong-signature.{SUPPLIER}"
DKIM_SELECTOR = "default"
SUPPLIER_SERVERS = (f"ns1.{SUPPLIER}", f"ns2.{SUPPLIER}")
REGISTRY_SERVERS = (f"ns1.registry.{TOP}", f"ns2.registry.{TOP}")
_STRING_BYTES = 255  # RFC 1035, section 3.3: the longest character-string


@dataclass(frozen=True)
class World:
    """All zones: those of the registry (the root and the top), and those at the supplier."""

    registry: tuple[Zone, ...]
    supplier: tuple[Zone, ...]
    name_servers: Mapping[str, tuple[str, ...]]

    @property
    def zones(self) -> tuple[Zone, ...]:
        """Registry first."""
        return (*self.registry, *self.supplier)


def build_world(companies: tuple[Company, ...], tlsa: Mapping[str, str]) -> World:
    """The zones of these companies and of everything that they hang from. `tlsa` gives the DANE record by mail host."""
    root, top = _zone(".", REGISTRY_SERVERS), _zone(TOP, REGISTRY_SERVERS)
    supplier, proof = _zone(SUPPLIER, SUPPLIER_SERVERS), _zone(PROOF, SUPPLIER_SERVERS, bogus=True)
    for parent, child in ((root, top), (top, supplier), (supplier, proof)):
        _delegate(parent, child)
    name_servers = {}
    for number, server in enumerate((*SUPPLIER_SERVERS, *REGISTRY_SERVERS), start=1):
        name_servers[server] = name_server_addresses(number)
        _add_addresses(supplier if server in SUPPLIER_SERVERS else top, server, name_servers[server])
    # The reports that the supplier takes must be able to arrive.
    supplier.add(SUPPLIER, "MX", f"10 mail.{SUPPLIER}")
    _add_addresses(supplier, f"mail.{SUPPLIER}", name_server_addresses(1))
    zones = [supplier, proof]
    for company in companies:
        zones.append(_company_zone(company, tlsa))
        _delegate(top, zones[-1])
        # The supplier takes the reports of every company that asks for it (RFC 9990, section 4).
        if f"@{SUPPLIER}" in company.setup.dmarc:
            supplier.add(f"{company.domain}._report._dmarc.{SUPPLIER}", "TXT", quote("v=DMARC1"))
    return World((root, top), tuple(zones), name_servers)


def quote(text: str) -> str:
    """A TXT record, in as many character-strings as its length asks for."""
    pieces = [text[start : start + _STRING_BYTES] for start in range(0, len(text), _STRING_BYTES)]
    return " ".join('"' + piece.replace("\\", "\\\\").replace('"', '\\"') + '"' for piece in pieces)


def _zone(origin: str, servers: tuple[str, ...], *, signed: bool = True, bogus: bool = False) -> Zone:
    zone = Zone(dns.name.from_text(origin), signed=signed, bogus=bogus)
    zone.add(origin, "SOA", f"{servers[0]} hostmaster.{SUPPLIER} 1 3600 900 1209600 300")
    zone.add(origin, "NS", *servers)
    return zone


def _delegate(parent: Zone, child: Zone) -> None:
    servers = child.get(child.origin, dns.rdatatype.NS) or ()
    parent.add(child.origin.to_text(), "NS", *(server.to_text() for server in servers))
    if child.signed:
        parent.add(child.origin.to_text(), "DS", child.ds)


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
        zone.add(f"_25._tcp.{company.mail_host}", "TLSA", tlsa[company.mail_host], _next_key_record())
    return zone


def _add_addresses(zone: Zone, host: str, addresses: tuple[str, ...]) -> None:
    for address in addresses:
        zone.add(host, "AAAA" if ":" in address else "A", address)


@lru_cache(maxsize=1)
def _next_key_record() -> str:
    """The record of the key that comes next, published before it is used (RFC 7671, section 8.1)."""
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    encoded = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"3 1 1 {sha256(encoded).hexdigest()}"


@lru_cache(maxsize=2)
def _dkim_record(strength: str) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048 if strength == "strong" else 1024)
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode('ascii')}"
