"""What others vouch for a certificate: promises of public logs inside it, and the issuer's word on its withdrawal beside it.

No log stands behind the promises: their signatures are of the right shape and mean nothing.
"""

import hashlib
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

TIMESTAMPS = x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2")
# Nobody answers there: a scanner has no business asking.
RESPONDER_URL = "http://ocsp.pkilab.nl/"
# By kind of certificate, the status that is stapled, and from when to when it holds, in days from now.
_RESPONSES = {
    "stapled": (ocsp.OCSPCertStatus.GOOD, -1, 7),
    "old-staple": (ocsp.OCSPCertStatus.GOOD, -9, -2),
    "revoked": (ocsp.OCSPCertStatus.REVOKED, -1, 7),
}
STAPLED = tuple(_RESPONSES)
_WITH_RESPONDER = (*STAPLED, "unstapled", "must-staple")
_LOGS = {"unlogged": 0, "one-log": 1}
_USUAL_LOGS = 2


def timestamps(kind: str, now: datetime) -> bytes:
    """The list of RFC 6962, section 3.3, as an octet string; empty when no log promised anything."""
    entries = b""
    for number in range(_LOGS.get(kind, _USUAL_LOGS)):
        log_id = hashlib.sha256(f"log {number} of the lab".encode()).digest()
        moment = int((now - timedelta(days=30)).timestamp() * 1000).to_bytes(8, "big")
        signature = hashlib.sha256(log_id + moment).digest()
        entry = b"\0" + log_id + moment + b"\0\0" + b"\x04\x03" + len(signature).to_bytes(2, "big") + signature
        entries += len(entry).to_bytes(2, "big") + entry
    return b"\x04" + _length(len(entries) + 2) + len(entries).to_bytes(2, "big") + entries if entries else b""


def extensions(kind: str, now: datetime) -> list[x509.ExtensionType]:
    """What the vouchers add to a leaf of this kind."""
    promised = timestamps(kind, now)
    found: list[x509.ExtensionType] = [x509.UnrecognizedExtension(TIMESTAMPS, promised)] if promised else []
    if kind == "must-staple":
        found.append(x509.TLSFeature([x509.TLSFeatureType.status_request]))
    return found


def responder_of(kind: str) -> str:
    """The responder that a leaf of this kind names; empty for none."""
    return RESPONDER_URL if kind in _WITH_RESPONDER else ""


def response(
    kind: str,
    leaf: x509.Certificate,
    issuer: x509.Certificate,
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
    now: datetime,
) -> bytes:
    """The OCSP response that the site of this kind sends along; empty for none."""
    if kind not in _RESPONSES:
        return b""
    status, first, last = _RESPONSES[kind]
    is_revoked = status is ocsp.OCSPCertStatus.REVOKED
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=leaf,
        issuer=issuer,
        algorithm=hashes.SHA1(),
        cert_status=status,
        this_update=now + timedelta(days=first),
        next_update=now + timedelta(days=last),
        revocation_time=now - timedelta(days=2) if is_revoked else None,
        revocation_reason=x509.ReasonFlags.key_compromise if is_revoked else None,
    )
    signed = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, issuer).sign(key, hashes.SHA256())
    return signed.public_bytes(Encoding.DER)


def _length(octets: int) -> bytes:
    """A length of DER, in as few octets as it takes (X.690, section 10.1)."""
    return bytes([octets]) if octets < 128 else b"\x81" + bytes([octets])
