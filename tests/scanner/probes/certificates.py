"""Certificate authorities and chains for TLS servers in tests, with their keys. Made once and kept."""

import ssl
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
DAY = timedelta(days=1)
_AUTHORITY_USAGE = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
_UNLIMITED = x509.BasicConstraints(ca=True, path_length=None)
_LEAF_USAGE = x509.KeyUsage(True, False, False, False, False, False, False, False, False)


@dataclass(frozen=True)
class Issuer:
    """A certificate that signs others, and its key."""

    certificate: x509.Certificate
    key: Any

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


@lru_cache(maxsize=16)
def root(name: str = "Test Root") -> Issuer:
    """An authority that signed itself."""
    return issuer(name, None)


def issuer(
    name: str,
    parent: Issuer | None,
    *,
    constraints: x509.BasicConstraints | None = _UNLIMITED,
    usage: x509.KeyUsage = _AUTHORITY_USAGE,
    only_below: str = "",
    not_after: datetime = NOW + 3000 * DAY,
    short_key: bool = False,
) -> Issuer:
    """An authority below `parent`; `only_below` limits the names it may sign for, `constraints` None makes it none."""
    key: Any = rsa.generate_private_key(65537, 1024) if short_key else ec.generate_private_key(ec.SECP256R1())
    above = parent.key if parent else key
    builder = _builder(name, parent, key, NOW - 400 * DAY, not_after).add_extension(usage, critical=True)
    if constraints is not None:
        builder = builder.add_extension(constraints, critical=True)
    if only_below:
        names = x509.NameConstraints([x509.DNSName(only_below)], None)
        builder = builder.add_extension(names, critical=True)
    return Issuer(builder.sign(above, hashes.SHA256()), key)


@dataclass(frozen=True)
class Chain:
    """A leaf with what is sent along, and its key."""

    certificates: tuple[bytes, ...]
    key: Any

    def server(self) -> ssl.SSLContext:
        """The context of a server that shows this chain."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1_2  # Debian's Python leaves this to the security level
        key = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        pem = b"".join(x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM) for der in self.certificates)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "chain.pem"
            file.write_bytes(key + pem)
            context.load_cert_chain(file)
        return context


def chain(
    hosts: tuple[str, ...],
    signers: tuple[Issuer, ...],
    *,
    sent: tuple[Issuer, ...] | None = None,
    not_before: datetime = NOW - 30 * DAY,
    not_after: datetime = NOW + 60 * DAY,
    short_key: bool = False,
) -> Chain:
    """A leaf signed by the first of `signers`, sent with all of them unless `sent` says otherwise; none: by itself."""
    key: Any = rsa.generate_private_key(65537, 1024) if short_key else ec.generate_private_key(ec.SECP256R1())
    parent = signers[0] if signers else None
    builder = _builder("leaf.example", parent, key, not_before, not_after)
    if hosts:
        builder = builder.add_extension(x509.SubjectAlternativeName(map(x509.DNSName, hosts)), critical=False)
    builder = builder.add_extension(_LEAF_USAGE, critical=True).add_extension(
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
    )
    leaf = builder.sign(parent.key if parent else key, hashes.SHA256())
    along = signers if sent is None else sent
    return Chain((leaf.public_bytes(Encoding.DER), *(signer.der for signer in along)), key)


def _builder(name: str, parent: Issuer | None, key: Any, first: datetime, last: datetime) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    above = parent.key if parent else key
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(parent.certificate.subject if parent else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False)
    )
