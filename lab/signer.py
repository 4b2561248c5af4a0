"""Signs small zones offline, well or with the faults that a lab needs.

Automatic signing by a name server would mend every fault, so expired and damaged signatures are made by hand.
Sources: RFC 4034 (records), RFC 4035 section 2 (what is signed), RFC 5155 section 7.1 (NSEC3 and opt-out).
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import dns.dnssec
import dns.name
import dns.node
import dns.rdata
import dns.rdataclass
import dns.rdataset
import dns.rdatatype
import dns.rrset
import dns.zone
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from dns.dnssectypes import Algorithm, DSDigest, NSEC3Hash
from dns.rdatatype import RdataType
from dns.rdtypes.ANY.NSEC import NSEC
from dns.rdtypes.ANY.NSEC import Bitmap as NsecBitmap
from dns.rdtypes.ANY.NSEC3 import NSEC3
from dns.rdtypes.ANY.NSEC3 import Bitmap as Nsec3Bitmap

IN = dns.rdataclass.IN
# Modes that leave the zone text as it is: the fault lies in what the parent says, or there is no fault.
UNTOUCHED = ("unsigned", "no-rrsig")
_VALIDITY = timedelta(days=30)


@dataclass(frozen=True)
class ZoneKey:
    """A key that signs whole zones: the private half as PEM, so that it can travel to another process."""

    pem: bytes
    dnskey_text: str

    @classmethod
    def generate(cls, algorithm: Algorithm = Algorithm.ECDSAP256SHA256) -> "ZoneKey":
        """A new key with the SEP flag set."""
        private: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
        if algorithm is Algorithm.ECDSAP256SHA256:
            private = ec.generate_private_key(ec.SECP256R1())
        else:
            private = rsa.generate_private_key(65537, 2048)
        pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return cls(pem, dns.dnssec.make_dnskey(private.public_key(), algorithm, flags=257).to_text())

    @classmethod
    def load(cls, path: Path) -> "ZoneKey":
        """The key that `save` wrote."""
        return cls(path.with_suffix(".pem").read_bytes(), path.with_suffix(".dnskey").read_text("ascii"))

    def save(self, path: Path) -> None:
        """Write `path`.pem and `path`.dnskey. The keys of the lab protect nothing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".pem").write_bytes(self.pem)
        path.with_suffix(".dnskey").write_text(self.dnskey_text, "ascii")

    @property
    def dnskey(self) -> dns.rdata.Rdata:
        """The DNSKEY record."""
        return dns.rdata.from_text(IN, RdataType.DNSKEY, self.dnskey_text)

    def ds(self, zone: str, digest: DSDigest = DSDigest.SHA256) -> str:
        """The DS record that a parent publishes for `zone`."""
        policy = dns.dnssec.allow_all_policy  # SHA-1 is for those who should know better
        return dns.dnssec.make_ds(dns.name.from_text(zone), self.dnskey, digest, policy=policy).to_text()


@dataclass(frozen=True)
class Signing:
    """How to sign: `mode` is a word of the table's `dnssec`; `opt_out` leaves unsigned delegations out of the chain."""

    key: ZoneKey
    mode: str
    now: datetime
    opt_out: bool = False

    @property
    def validity(self) -> tuple[datetime, datetime]:
        """From when until when the signatures hold."""
        if self.mode == "ending":  # two days of sixty are left
            return self.now - 2 * _VALIDITY + timedelta(days=2), self.now + timedelta(days=2)
        if self.mode == "expired":
            return self.now - 2 * _VALIDITY, self.now - _VALIDITY
        return self.now - timedelta(days=1), self.now + _VALIDITY

    @property
    def iterations(self) -> int:
        """Extra hash iterations; RFC 9276, section 3.1, wants none. unbound still trusts 150, so more is needed."""
        return 200 if self.mode == "nsec3-200" else 0


def sign(text: str, origin: str, signing: Signing) -> str:
    """The zone `text` with DNSKEY, a chain of NSEC or NSEC3 records, and signatures."""
    if signing.mode in UNTOUCHED:
        return text
    apex = dns.name.from_text(origin)
    zone = dns.zone.from_text(text, apex, relativize=False, check_origin=False)
    _add(zone, apex, 3600, signing.key.dnskey)
    chain = _nsec_chain(zone) if signing.mode == "nsec" else _nsec3_chain(zone, signing)
    for owner, ttl, record in chain:
        _add(zone, owner, ttl, record)
    sign_rrset = _RrsetSigner(apex, signing)
    for owner, rdataset in _authoritative(zone):
        _add(zone, owner, rdataset.ttl, sign_rrset(owner, rdataset))
    return str(zone.to_text(relativize=False, want_origin=False))


def _add(zone: dns.zone.Zone, owner: dns.name.Name, ttl: int, record: dns.rdata.Rdata) -> None:
    covers = record.covers() if record.rdtype is RdataType.RRSIG else RdataType.NONE
    zone.find_rdataset(owner, record.rdtype, covers, create=True).add(record, ttl)


def _cuts(zone: dns.zone.Zone) -> set[dns.name.Name]:
    """The names where another zone begins."""
    return {name for name in zone.nodes if name != zone.origin and zone.get_rdataset(name, RdataType.NS)}


def _owned(zone: dns.zone.Zone) -> dict[dns.name.Name, set[RdataType]]:
    """The names of this zone, glue left out, and the types that it may speak of at each."""
    cuts = _cuts(zone)
    owned: dict[dns.name.Name, set[RdataType]] = {}
    for name, node in zone.nodes.items():
        above = _ancestors(name, zone.origin)
        if any(ancestor in cuts for ancestor in above):
            continue
        types = {rdataset.rdtype for rdataset in node.rdatasets}
        owned[name] = types & {RdataType.NS, RdataType.DS} if name in cuts else types
    return owned


def _ancestors(name: dns.name.Name, apex: dns.name.Name | None) -> list[dns.name.Name]:
    """The names above `name`, up to and with the apex."""
    above = []
    while name != apex:
        name = name.parent()
        above.append(name)
    return above


def _authoritative(zone: dns.zone.Zone) -> list[tuple[dns.name.Name, dns.rdataset.Rdataset]]:
    """Every set of records that gets a signature: all but glue and the NS of delegations."""
    cuts = _cuts(zone)
    owned = _owned(zone)
    chain_names = [name for name in zone.nodes if name not in owned and zone.get_rdataset(name, RdataType.NSEC3)]
    return [
        (name, rdataset)
        for name in [*owned, *chain_names]
        for rdataset in zone.nodes[name].rdatasets
        if name not in cuts or rdataset.rdtype in (RdataType.DS, RdataType.NSEC)
    ]


def _negative_ttl(zone: dns.zone.Zone) -> int:
    assert zone.origin is not None
    return int(zone.find_rdataset(zone.origin, RdataType.SOA)[0].minimum)


def _nsec_chain(zone: dns.zone.Zone) -> Iterator[tuple[dns.name.Name, int, dns.rdata.Rdata]]:
    owned = _owned(zone)
    names = sorted(owned)
    for position, name in enumerate(names):
        following = names[(position + 1) % len(names)]
        types = NsecBitmap.from_rdtypes([*owned[name], RdataType.RRSIG, RdataType.NSEC])
        yield name, _negative_ttl(zone), NSEC(IN, RdataType.NSEC, following, types)  # type: ignore[no-untyped-call]


def _nsec3_chain(zone: dns.zone.Zone, signing: Signing) -> list[tuple[dns.name.Name, int, dns.rdata.Rdata]]:
    apex = zone.origin
    assert apex is not None
    salt = b"\xab\xcd" if signing.iterations else b""
    flags = int(signing.opt_out)
    parameters = f"1 0 {signing.iterations} {salt.hex() or '-'}"
    _add(zone, apex, 0, dns.rdata.from_text(IN, RdataType.NSEC3PARAM, parameters))
    covered = _covered(zone, signing)
    hashes = {
        dns.dnssec.nsec3_hash(name, salt.hex() or None, signing.iterations, NSEC3Hash.SHA1): types
        for name, types in covered.items()
    }
    ordered = sorted(hashes)
    chain: list[tuple[dns.name.Name, int, dns.rdata.Rdata]] = []
    for position, hashed in enumerate(ordered):
        following = base64.b32hexdecode(ordered[(position + 1) % len(ordered)])
        types = Nsec3Bitmap.from_rdtypes(list(hashes[hashed]))
        owner = dns.name.from_text(hashed, apex)
        fields = (NSEC3Hash.SHA1, flags, signing.iterations, salt, following, types)
        record = NSEC3(IN, RdataType.NSEC3, *fields)  # type: ignore[no-untyped-call]
        chain.append((owner, _negative_ttl(zone), record))
    return chain


def _covered(zone: dns.zone.Zone, signing: Signing) -> dict[dns.name.Name, set[RdataType]]:
    """The names in the NSEC3 chain, empty ones between them included, and the types that each record lists."""
    cuts = _cuts(zone)
    covered: dict[dns.name.Name, set[RdataType]] = {}
    for name, types in _owned(zone).items():
        insecure = name in cuts and RdataType.DS not in types
        if insecure and signing.opt_out:
            continue
        covered[name] = types if insecure else types | {RdataType.RRSIG}
    for name in list(covered):
        for ancestor in _ancestors(name, zone.origin):
            covered.setdefault(ancestor, set())
    return covered


class _RrsetSigner:
    """Makes one signature at a time with one key."""

    def __init__(self, apex: dns.name.Name, signing: Signing) -> None:
        self._apex = apex
        self._private = load_pem_private_key(signing.key.pem, None)
        self._dnskey = signing.key.dnskey
        self._damage = signing.mode == "bad-sig"
        self._inception, self._expiration = signing.validity

    def __call__(self, owner: dns.name.Name, rdataset: dns.rdataset.Rdataset) -> dns.rdata.Rdata:
        rrset = dns.rrset.RRset(owner, IN, rdataset.rdtype)
        rrset.update(rdataset)  # type: ignore[no-untyped-call]
        signature = dns.dnssec.sign(
            rrset,
            self._private,  # type: ignore[arg-type]
            self._apex,
            self._dnskey,  # type: ignore[arg-type]
            inception=self._inception,
            expiration=self._expiration,
            policy=dns.dnssec.allow_all_policy,
        )
        # The key set stays good: the damage is in what it vouches for.
        if self._damage and rdataset.rdtype is not RdataType.DNSKEY:
            spoilt = signature.signature[:-1] + bytes([signature.signature[-1] ^ 1])
            return signature.replace(signature=spoilt)
        return signature
