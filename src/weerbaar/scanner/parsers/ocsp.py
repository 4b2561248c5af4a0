"""OCSP responses as a server sends them along: RFC 6960 (June 2013), section 4.2, and whether they are about a certificate."""

import hashlib
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from weerbaar.scanner.parsers.certificate import Certificate
from weerbaar.scanner.parsers.malformed import Malformed

LONGEST_BYTES = 64 * 1024
_UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension, x509.InvalidVersion)
_STATUSES = {
    ocsp.OCSPCertStatus.GOOD: "good",
    ocsp.OCSPCertStatus.REVOKED: "revoked",
    ocsp.OCSPCertStatus.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class OcspAnswer:
    """What the issuer says of one certificate. `status` is good, revoked or unknown; `next_update` None: no end is named.

    `is_signed` tells whether the issuer's key, or a key that the issuer named for this, stands behind it; None when the
    issuer's certificate is not known.
    """

    status: str
    this_update: datetime
    next_update: datetime | None
    revoked_at: datetime | None
    is_signed: bool | None

    def holds_at(self, moment: datetime) -> bool:
        """Whether it is of use at that moment: signed as it should be, and not of another time."""
        is_new = self.next_update is None or moment <= self.next_update
        return self.is_signed is not False and self.this_update <= moment and is_new


def answer_about(leaf: Certificate, encoded: bytes, issuer: bytes | None) -> OcspAnswer | Malformed:
    """What the response says of this leaf; `issuer` is the DER of the certificate above it, if there is one.

    Faults: `too-long`, `unreadable`, `unsuccessful` (the responder had no answer), `other-certificate`.
    """
    if len(encoded) > LONGEST_BYTES:
        return Malformed(encoded[:32].hex(), 0, "too-long")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # oddities of strangers' certificates are not ours to mend
        try:
            response = ocsp.load_der_ocsp_response(encoded)
            if response.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
                return Malformed(encoded[:32].hex(), 0, "unsuccessful")
            single = next((one for one in response.responses if _is_about(one, leaf)), None)
            if single is None:
                return Malformed(encoded[:32].hex(), 0, "other-certificate")
            return OcspAnswer(
                _STATUSES[single.certificate_status],
                single.this_update_utc,
                single.next_update_utc,
                single.revocation_time_utc,
                None if issuer is None else _is_signed(response, x509.load_der_x509_certificate(issuer)),
            )
        except _UNREADABLE as error:
            return Malformed(encoded[:32].hex(), 0, f"unreadable: {type(error).__name__}")


def _is_about(single: ocsp.OCSPSingleResponse, leaf: Certificate) -> bool:
    if single.serial_number != leaf.serial_number:
        return False
    return hashlib.new(single.hash_algorithm.name, leaf.issuer_der).digest() == single.issuer_name_hash


def _is_signed(response: ocsp.OCSPResponse, issuer: x509.Certificate) -> bool:
    """By the issuer itself, or by a certificate in the response that it signed for this (RFC 6960, section 4.2.2.2)."""
    return any(
        _signed_with(response, signer.public_key()) for signer in (issuer, *_named(response.certificates, issuer))
    )


def _named(sent: Iterable[x509.Certificate], issuer: x509.Certificate) -> Iterable[x509.Certificate]:
    for certificate in sent:
        try:
            usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
            certificate.verify_directly_issued_by(issuer)
        except (x509.ExtensionNotFound, InvalidSignature, *_UNREADABLE):
            continue
        if ExtendedKeyUsageOID.OCSP_SIGNING in usage:
            yield certificate


def _signed_with(response: ocsp.OCSPResponse, key: object) -> bool:
    hashed: hashes.HashAlgorithm | None = response.signature_hash_algorithm
    signature, signed = response.signature, response.tbs_response_bytes
    try:
        if isinstance(key, rsa.RSAPublicKey) and hashed is not None:
            key.verify(signature, signed, padding.PKCS1v15(), hashed)
        elif isinstance(key, ec.EllipticCurvePublicKey) and hashed is not None:
            key.verify(signature, signed, ec.ECDSA(hashed))
        elif isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey):
            key.verify(signature, signed)
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm):
        return False
    return True
