"""The lab's certificate authorities, and leaf certificates good and bad.

A good leaf satisfies the server profile of RFC 5280 and the CA/Browser Forum as strict verifiers read them:
names in SubjectAlternativeName, key identifiers, critical BasicConstraints, 90 days from start to end.
"""

import base64
import hashlib
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from lab import vouchers

# Where a leaf says that the certificate above it can be found. Nothing is there: a scanner has no business fetching it.
ISSUER_URL = "http://ca.pkilab.nl/issuing.der"

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

_DAY = timedelta(days=1)
# Start and end of a leaf in days from now, where they are not the usual ones.
_USUAL_DATES = (-30, 60)
_DATES = {"expired": (-120, -10), "soon": (-60, 5), "not-yet": (7, 67)}
_LEAF_USAGE = x509.KeyUsage(True, False, False, False, False, False, False, False, False)
_AUTHORITY_USAGE = x509.KeyUsage(False, False, False, False, False, True, True, False, False)


class Authority:
    """One certificate authority: its key, its certificate, and who signed that."""

    key: Key
    certificate: x509.Certificate

    def __init__(
        self, name: str, now: datetime, parent: "Authority | None" = None, key: rsa.RSAPrivateKey | None = None
    ) -> None:
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        issuer = parent or self
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(name))
            .issuer_name(_name(name) if parent is None else parent.certificate.subject)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 400 * _DAY)
            .not_valid_after(now + 3000 * _DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(_AUTHORITY_USAGE, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False)
            .add_extension(_issued_by(issuer.key), critical=False)
        )
        self.certificate = builder.sign(issuer.key, hashes.SHA256())


class CertificateStore:
    """Makes certificates and writes them to one folder: `<name>.pem` is a chain, leaf first, `<name>.key` its key."""

    def __init__(self, folder: Path, now: datetime) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._now = folder, now
        self.root = Authority("Weerbaar Lab Root", now)
        self.issuing = Authority("Weerbaar Lab Issuing", now, self.root)
        # A name that advice knows from the list of issuers, so that the lab can try the CAA record it writes.
        self.well_known = Authority("Let's Encrypt, as the lab plays it", now, self.root)
        self.unknown = Authority("Unknown Authority", now)
        self.weak = Authority("Weerbaar Lab Weak", now, self.root, key=rsa.generate_private_key(65537, 1024))
        self._usual_key = ec.generate_private_key(ec.SECP256R1())
        self._other_key = ec.generate_private_key(ec.SECP256R1())
        self._rsa_key = rsa.generate_private_key(65537, 2048)
        self._weak_key = rsa.generate_private_key(65537, 1024)
        self._leaves: dict[str, x509.Certificate] = {}
        (folder / "root.pem").write_bytes(_pem(self.root.certificate))

    def issue(self, name: str, hosts: list[str], kind: str = "good", *, use_rsa: bool = False) -> None:
        """Make and write the chain `name` for `hosts`; `kind` is a word of the table's `certificate`."""
        key = self._key_for(kind, use_rsa=use_rsa)
        names = ["shared.hostinglab.nl"] if kind == "wronghost" else hosts
        leaf = self._leaf_sha1(names, key) if kind == "sha1" else self._leaf(names, kind, key)
        self._leaves[name] = leaf
        chain = _pem(leaf) + b"".join(_pem(certificate) for certificate in self._above(kind))
        (self._folder / f"{name}.pem").write_bytes(chain)
        response = vouchers.response(kind, leaf, self.issuing.certificate, self.issuing.key, self._now)
        if response:
            (self._folder / f"{name}.ocsp").write_bytes(response)
        (self._folder / f"{name}.key").write_bytes(_key_pem(key))

    def tlsa(self, name: str, how: str) -> str:
        """The TLSA record (RFC 6698) of the chain `name`; `how` is `usage selector type`, and `other` for a wrong hash."""
        usage, selector, matching = how.split()[:3]
        certificate = self.issuing.certificate if usage == "2" else self._leaves.get(name)
        if "other" in how.split() or certificate is None:
            subject = _public_der(self._other_key)
        elif selector == "1":
            subject = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        else:
            subject = certificate.public_bytes(Encoding.DER)
        return f"{usage} {selector} {matching} {hashlib.sha256(subject).hexdigest()}"

    def dkim(self, word: str) -> str:
        """The DKIM key record (RFC 6376, section 3.6.1) that the table calls `word`."""
        public = {
            "revoked": "",
            "malformed": "***this is no key***",
            "rsa1024": base64.b64encode(_public_der(self._weak_key)).decode(),
        }.get(word, base64.b64encode(_public_der(self._rsa_key)).decode())
        return f"v=DKIM1; k=rsa; p={public}"

    def _key_for(self, kind: str, *, use_rsa: bool) -> Key:
        if kind == "rsa1024":
            return self._weak_key
        return self._rsa_key if use_rsa or kind == "sha1" else self._usual_key

    def _above(self, kind: str) -> list[x509.Certificate]:
        """The certificates that are sent along after the leaf."""
        root, issuing, unknown = (one.certificate for one in (self.root, self.issuing, self.unknown))
        sent: dict[str, list[x509.Certificate]] = {
            "selfsigned": [],
            "incomplete": [],
            "with-root": [issuing, root],
            "disordered": [root, issuing],
            "stray": [unknown, issuing],
        }
        return sent.get(kind, [self._authority(kind).certificate])

    def _authority(self, kind: str) -> Authority:
        return {"unknownca": self.unknown, "known-issuer": self.well_known, "weak-issuer": self.weak}.get(
            kind, self.issuing
        )

    def _leaf(self, hosts: list[str], kind: str, key: Key) -> x509.Certificate:
        first, last = _DATES.get(kind, _USUAL_DATES)
        authority = self._authority(kind)
        signer: Key = key if kind == "selfsigned" else authority.key
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(hosts[0]))
            .issuer_name(_name(hosts[0]) if kind == "selfsigned" else authority.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._now + first * _DAY)
            .not_valid_after(self._now + last * _DAY)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_LEAF_USAGE, critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(_issued_by(signer), critical=False)
        )
        if kind != "selfsigned":
            builder = builder.add_extension(_places(ISSUER_URL, vouchers.responder_of(kind)), critical=False)
        for extension in vouchers.extensions(kind, self._now):
            builder = builder.add_extension(extension, critical=False)
        return builder.sign(signer, hashes.SHA256())

    def _leaf_sha1(self, hosts: list[str], key: Key) -> x509.Certificate:
        """A leaf signed with SHA-1; the cryptography package refuses to make one, openssl does not."""
        request, extensions = self._folder / "sha1.csr", self._folder / "sha1.ext"
        issuer, issuer_key = self._folder / "issuing.pem", self._folder / "issuing.key"
        builder = x509.CertificateSigningRequestBuilder().subject_name(_name(hosts[0]))
        request.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
        extensions.write_text(
            "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n"
            "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
            f"authorityInfoAccess=caIssuers;URI:{ISSUER_URL}\n"
            f"subjectAltName={','.join(f'DNS:{host}' for host in hosts)}\n"
            f"{vouchers.TIMESTAMPS.dotted_string}=DER:{vouchers.timestamps('sha1', self._now).hex()}\n"
        )
        issuer.write_bytes(_pem(self.issuing.certificate))
        issuer_key.write_bytes(_key_pem(self.issuing.key))
        files = ("-in", request, "-extfile", extensions, "-CA", issuer, "-CAkey", issuer_key)
        command = ["openssl", "x509", "-req", "-sha1", "-days", "60", *map(str, files)]
        made = subprocess.run(command, check=True, capture_output=True)
        for path in (request, extensions, issuer, issuer_key):
            path.unlink()
        return x509.load_pem_x509_certificate(made.stdout)


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _issued_by(key: Key) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _places(issuer_url: str, responder_url: str) -> x509.AuthorityInformationAccess:
    """Where the certificate above can be fetched, and, if anywhere, where one can ask about this one."""
    places = [
        (AuthorityInformationAccessOID.CA_ISSUERS, issuer_url),
        (AuthorityInformationAccessOID.OCSP, responder_url),
    ]
    return x509.AuthorityInformationAccess(
        [x509.AccessDescription(what, x509.UniformResourceIdentifier(url)) for what, url in places if url]
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.PEM)


def _key_pem(key: Key) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())


def _public_der(key: Key) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
