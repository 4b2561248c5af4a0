"""Makes the certificates that tests judge: good ones, and every kind of bad one. Made once and kept."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
DAY = timedelta(days=1)
CA_ISSUERS = "http://pki.lab.example/issuing.der"

_TIMESTAMPS = x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2")
# The algorithm identifiers of RSA signatures (RFC 8017, appendix A.2.4) differ in their last octet only.
_RSA_SIGNATURES = {"md5": 0x04, "sha1": 0x05, "sha256": 0x0B, "sha224": 0x0E}
_RSA_PREFIX = bytes.fromhex("06092a864886f70d0101")


@dataclass(frozen=True)
class Leaf:
    """What a leaf certificate says. `issuer` is `authority`, `self` or `unknown`; `key` a word of `_make_key`.

    `logs` is how many logs promised to publish it; `timestamps` takes the place of their list.
    """

    hosts: tuple[str, ...] = ("bakkerij.example", "www.bakkerij.example")
    issuer: str = "authority"
    not_before: datetime = NOW - 30 * DAY
    not_after: datetime = NOW + 60 * DAY
    key: str = "p256"
    signature: str = "sha256"
    ca_issuers: str = CA_ISSUERS
    ocsp: str = ""
    crl: str = ""
    must_staple: bool = False
    logs: int = 2
    timestamps: bytes | None = None
    common_name: str = "bakkerij.example"


def leaf(**changes: Any) -> bytes:
    """The DER of a leaf that differs in these things from a good one."""
    return _leaf(replace(Leaf(), **changes))


@lru_cache(maxsize=8)
def authority(name: str = "authority", signature: str = "sha256", key: str = "rsa2048") -> bytes:
    """The DER of an intermediate (`authority`) signed by `root`, or of a `root` or `unknown` that signed itself."""
    signer = "root" if name == "authority" else name
    builder = _builder(name, signer, _key(key, name), NOW - 400 * DAY, NOW + 400 * DAY)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    return _sign(builder, _key("rsa2048", signer), signature)


def timestamp_list(logs: int) -> bytes:
    """Promises of so many logs (RFC 6962, section 3.3), with signatures that nobody looks at; empty for none."""
    entries = b""
    for number in range(logs):
        entry = b"\x00" + bytes([number + 1]) * 32 + int(NOW.timestamp() * 1000).to_bytes(8, "big") + b"\x00\x00"
        entry += b"\x04\x03\x00\x08" + b"a prove."
        entries += len(entry).to_bytes(2, "big") + entry
    return len(entries).to_bytes(2, "big") + entries if logs else b""


@lru_cache(maxsize=64)
def ocsp_response(
    about: bytes,
    status: str = "good",
    *,
    issuer: str = "authority",
    signer: str = "authority",
    first: datetime = NOW - 2 * DAY,
    last: datetime | None = NOW + 5 * DAY,
    delegate: bool = False,
) -> bytes:
    """What `issuer` says of a certificate, signed with the key of `signer`, or by a delegate that `signer` named."""
    above = x509.load_der_x509_certificate(authority(issuer))
    key, named = _key("rsa2048", signer), x509.load_der_x509_certificate(authority(signer))
    if delegate:
        key = _key("p256", "delegate")
        builder = _builder("delegate", signer, key, NOW - 2 * DAY, NOW + 5 * DAY)
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), critical=False)
        named = builder.sign(_key("rsa2048", signer), hashes.SHA256())
    is_revoked = status == "revoked"
    made = ocsp.OCSPResponseBuilder().add_response(
        cert=x509.load_der_x509_certificate(about),
        issuer=above,
        algorithm=hashes.SHA1(),  # what responders use to this day (RFC 6960, section 4.3)
        cert_status=ocsp.OCSPCertStatus[status.upper()],
        this_update=first,
        next_update=last,
        revocation_time=NOW - 3 * DAY if is_revoked else None,
        revocation_reason=x509.ReasonFlags.key_compromise if is_revoked else None,
    )
    made = made.responder_id(ocsp.OCSPResponderEncoding.HASH, named)
    if delegate:
        made = made.certificates([named])
    return made.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


@lru_cache(maxsize=64)
def _leaf(said: Leaf) -> bytes:
    signer = said.common_name if said.issuer == "self" else said.issuer
    key = _key(said.key, said.common_name)
    builder = _builder(said.common_name, signer, key, said.not_before, said.not_after)
    names: list[x509.GeneralName] = [x509.DNSName(host) for host in said.hosts]
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    places = {AuthorityInformationAccessOID.CA_ISSUERS: said.ca_issuers, AuthorityInformationAccessOID.OCSP: said.ocsp}
    access = [x509.AccessDescription(what, x509.UniformResourceIdentifier(url)) for what, url in places.items() if url]
    if access:
        builder = builder.add_extension(x509.AuthorityInformationAccess(access), critical=False)
    if said.crl:
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(said.crl)], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
    if said.must_staple:
        builder = builder.add_extension(x509.TLSFeature([x509.TLSFeatureType.status_request]), critical=False)
    listed = timestamp_list(said.logs) if said.timestamps is None else said.timestamps
    if listed:
        encoded = b"\x04" + (b"\x81" if len(listed) > 127 else b"") + bytes([len(listed)])
        builder = builder.add_extension(x509.UnrecognizedExtension(_TIMESTAMPS, encoded + listed), critical=False)
    return _sign(builder, key if said.issuer == "self" else _key("rsa2048", signer), said.signature)


def _builder(subject: str, issuer: str, key: Any, first: datetime, last: datetime) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(4711)
        .not_valid_before(first)
        .not_valid_after(last)
    )


def _sign(builder: x509.CertificateBuilder, key: Any, signature: str) -> bytes:
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return builder.sign(key, None).public_bytes(Encoding.DER)
    made = builder.sign(key, hashes.SHA256())
    if signature == "sha256":
        return made.public_bytes(Encoding.DER)
    return _resigned(made, key, signature)


def _resigned(made: x509.Certificate, key: rsa.RSAPrivateKey, signature: str) -> bytes:
    """The same certificate under an old hash, which the library reads but refuses to make."""
    old, new = (_RSA_PREFIX + bytes([_RSA_SIGNATURES[name]]) for name in ("sha256", signature))
    tbs = made.tbs_certificate_bytes.replace(old, new, 1)
    hashed = {"md5": hashes.MD5(), "sha1": hashes.SHA1(), "sha224": hashes.SHA224()}[signature]
    proof = key.sign(tbs, padding.PKCS1v15(), hashed)
    encoded = made.public_bytes(Encoding.DER)
    return encoded.replace(made.tbs_certificate_bytes, tbs, 1).replace(old, new, 1).replace(made.signature, proof, 1)


@lru_cache(maxsize=32)
def _key(kind: str, owner: str) -> Any:
    """The key of one owner; `owner` only tells keys apart."""
    if kind.startswith("rsa"):
        return rsa.generate_private_key(65537, int(kind.removeprefix("rsa")))
    if kind == "ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    curves: dict[str, ec.EllipticCurve] = {
        "p256": ec.SECP256R1(),
        "p384": ec.SECP384R1(),
        "p224": ec.SECP224R1(),
        "k256": ec.SECP256K1(),
    }
    return ec.generate_private_key(curves[kind])


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
