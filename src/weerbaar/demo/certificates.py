"""The demonstration's own certificate authority. Made anew at every start; nobody but the demonstration trusts it."""

import ssl
import warnings
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_AUTHORITY_DAYS = 365
_TIMESTAMPS = x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2")
# HTTP/2 is offered as by any well-kept server. Only the scanner comes here, and it asks for HTTP/1.1 when it wants a page.
_PROTOCOLS = ["h2", "http/1.1"]
_ISSUED_BEFORE_EXPIRY = timedelta(days=90)


@dataclass(frozen=True)
class Authority:
    """A root certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey = field(repr=False)

    @classmethod
    def create(cls, now: datetime) -> "Authority":
        """A new authority, valid from a year before `now` until a year after it."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Weerbaar demo CA (fictional)")])
        usage = x509.KeyUsage(
            digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
            key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
        )  # fmt: skip
        days = timedelta(days=_AUTHORITY_DAYS)
        certificate = (
            _builder(name, name, key, now - days, now + days)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .sign(key, hashes.SHA256())
        )
        return cls(certificate, key)

    @property
    def pem(self) -> bytes:
        """The root certificate, as a file for those who are to trust it."""
        return self.certificate.public_bytes(Encoding.PEM)

    def issue(self, hosts: tuple[str, ...], key: ec.EllipticCurvePrivateKey, not_after: datetime) -> x509.Certificate:
        """A certificate for these host names that ends at `not_after`."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0])])
        builder = _builder(name, self.certificate.subject, key, not_after - _ISSUED_BEFORE_EXPIRY, not_after)
        authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        promised = x509.UnrecognizedExtension(_TIMESTAMPS, _promises_of_logs(not_after - _ISSUED_BEFORE_EXPIRY))
        return (
            builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
            .add_extension(promised, critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(authority_key, critical=False)
            .sign(self.key, hashes.SHA256())
        )


@dataclass
class ServerIdentity:
    """The TLS of one server: its hosts, key and context. `days` is how long its certificate lasts, negative when it ended."""

    hosts: tuple[str, ...]
    days: int
    old_versions: bool = False
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()), repr=False)
    context: ssl.SSLContext = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.context = _old_context() if self.old_versions else _modern_context()

    def renew(self, authority: Authority, now: datetime) -> None:
        """Take a new certificate, so that "expires in nine days" stays true however long the demonstration runs."""
        not_after = now + timedelta(days=self.days, hours=12 if self.days > 0 else 0)
        certificate = authority.issue(self.hosts, self.key, not_after)
        key = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        # The ssl module reads keys from files only.
        with TemporaryDirectory(prefix="weerbaar-demo-") as folder:
            path = Path(folder) / "server.pem"
            path.touch(mode=0o600)
            path.write_bytes(key + certificate.public_bytes(Encoding.PEM))
            self.context.load_cert_chain(path)

    @property
    def tlsa(self) -> str:
        """The record that pins this key, usage 3, selector 1, matching type 1 (RFC 7672, section 3.1.1)."""
        public = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return f"3 1 1 {sha256(public).hexdigest()}"


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, not_before: datetime, not_after: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(not_before)
        .not_valid_after(not_after)
    )


def _promises_of_logs(at: datetime) -> bytes:
    """A list of two logs (RFC 6962, section 3.3) as an octet string. No log stands behind it: all of this is fictional."""
    entries = b""
    for name in (b"one", b"two"):
        log_id, moment = sha256(name).digest(), int(at.timestamp() * 1000).to_bytes(8, "big")
        entry = b"\x00" + log_id + moment + b"\x00\x00" + b"\x04\x03" + b"\x00\x04demo"
        entries += len(entry).to_bytes(2, "big") + entry
    listed = len(entries).to_bytes(2, "big") + entries
    return b"\x04" + bytes([len(listed)]) + listed


def _modern_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(_PROTOCOLS)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # OpenSSL's own choice still holds ageing ciphers, and groups that no guideline names.
    context.set_ciphers("ECDHE+AESGCM:ECDHE+CHACHA20")
    context.set_ecdh_curve("prime256v1")
    return context


def _old_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(_PROTOCOLS)
    # TLS 1.0 signs with SHA-1, which OpenSSL 3 allows at security level 0 only.
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.set_ecdh_curve("prime256v1")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    return context
