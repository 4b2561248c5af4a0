"""Certificates: DER to the values that checks judge (RFC 5280), and names matched by RFC 9525 (November 2023).

Certificates come from strangers. What a certificate lacks or garbles is empty in the result; only bytes that are no
certificate at all are `Malformed`.
"""

import ipaddress
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, padding, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, SignatureAlgorithmOID

from weerbaar.scanner.parsers import der
from weerbaar.scanner.parsers.malformed import Malformed

# Signature algorithms that hash by their own definition (RFC 8032), so that no hash stands beside them.
_INTRINSIC_HASHES = {SignatureAlgorithmOID.ED25519: "ed25519", SignatureAlgorithmOID.ED448: "ed448"}
_CRL_PLACES, _FEATURES, _TIMESTAMPS = "2.5.29.31", "1.3.6.1.5.5.7.1.24", "1.3.6.1.4.1.11129.2.4.2"
_NAMES, _DNS_NAME, _IP_ADDRESS = "2.5.29.17", 0x82, 0x87
# The feature that a response must be stapled: number 5, or 17 for a response for every certificate (RFC 7633, section 6).
_STATUS_REQUESTED = tuple(bytes.fromhex(words) for words in ("3003020105", "3003020111", "3006020105020111"))
# What the library raises for the parts of a certificate that it cannot read.
_UNREADABLE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says. `subject` and `issuer` are for people (RFC 4514), `…_der` for comparing.

    `dns_names` are lower case, without final dot; an entry may start with `*.`. `key_type` is RSA, EC, Ed25519, Ed448, DSA
    or the number of an unknown algorithm; `curve` is the name of an EC curve, or its number when it has none here.
    `signature_hash` is `sha256` and the like, `ed25519` or `ed448`, or the number of an unknown algorithm.
    `is_self_signed` means that its own key made its signature; `is_self_issued` only that issuer and subject are equal.
    `ca_issuers_url` is where the issuer's certificate can be fetched, or empty; `revocation_places` are the places where
    one can ask whether it was withdrawn, by OCSP and by list (CRL), and `ocsp_url` is the first of the former, or empty.
    `must_staple` says that it only holds with an OCSP response beside it (RFC 7633). `timestamps` is the list of RFC 6962
    inside it, not read, empty without one. `serial_number` is the issuer's number for it. `spki` is the public key as it stands
    in the certificate, for DANE (RFC 6698, section 2.1.2).
    """

    dns_names: tuple[str, ...]
    ip_addresses: tuple[str, ...]
    subject: str
    issuer: str
    subject_der: bytes
    issuer_der: bytes
    not_before: datetime
    not_after: datetime
    key_type: str
    key_bits: int
    curve: str
    signature_hash: str
    is_self_issued: bool
    is_self_signed: bool
    ca_issuers_url: str
    ocsp_url: str
    revocation_places: int
    must_staple: bool
    timestamps: bytes
    serial_number: int
    spki: bytes


# A scan sees the same few certificates at every visit and in several checks, and many scans see the same authorities.
@lru_cache(maxsize=512)
def read(encoded: bytes) -> Certificate | Malformed:
    """The certificate in these DER bytes."""
    with warnings.catch_warnings():
        # The library warns of oddities such as a negative serial number. They are not ours to mend.
        warnings.simplefilter("ignore")
        try:
            return _read(x509.load_der_x509_certificate(encoded))
        except _UNREADABLE as error:
            return Malformed(encoded[:32].hex(), 0, f"no certificate: {type(error).__name__}")


def name_matches(certificate: Certificate, host: str) -> bool:
    """Whether the certificate is for this host (a name in ASCII, or an address) by RFC 9525, section 6.

    Only the subject alternative names count: the common name does not (section 2). A wildcard is the whole
    left-most label and stands for exactly one label (section 6.3).
    """
    address = _address(host)
    if address is not None:
        return address in map(_address, certificate.ip_addresses)
    wanted = host.lower().rstrip(".").split(".")
    return any(_label_match(name.split("."), wanted) for name in certificate.dns_names)


def _label_match(presented: list[str], wanted: list[str]) -> bool:
    if len(presented) != len(wanted):
        return False
    if presented[0] == "*":
        return len(presented) > 1 and bool(wanted[0]) and presented[1:] == wanted[1:]
    return presented == wanted


def _read(parsed: x509.Certificate) -> Certificate:
    pieces = der.pieces(parsed.tbs_certificate_bytes)
    raw = _raw_extensions(parsed)
    names = tuple(_alternative_names(parsed, raw))
    key_type, key_bits, curve = _key(parsed, pieces.spki)
    is_self_issued = pieces.issuer == pieces.subject
    access = _access_places(parsed)
    ocsp_urls = access.get(AuthorityInformationAccessOID.OCSP, [])
    return Certificate(
        dns_names=tuple(name.value.lower().rstrip(".") for name in names if isinstance(name, x509.DNSName)),
        ip_addresses=tuple(str(name.value) for name in names if isinstance(name, x509.IPAddress)),
        subject=_name(parsed, "subject"),
        issuer=_name(parsed, "issuer"),
        subject_der=pieces.subject,
        issuer_der=pieces.issuer,
        not_before=parsed.not_valid_before_utc,
        not_after=parsed.not_valid_after_utc,
        key_type=key_type,
        key_bits=key_bits,
        curve=curve,
        signature_hash=_signature_hash(parsed),
        is_self_issued=is_self_issued,
        is_self_signed=is_self_issued and _signed_itself(parsed),
        ca_issuers_url=next(iter(access.get(AuthorityInformationAccessOID.CA_ISSUERS, [])), ""),
        ocsp_url=next(iter(ocsp_urls), ""),
        revocation_places=len(ocsp_urls) + (_CRL_PLACES in raw),
        must_staple=raw.get(_FEATURES, b"") in _STATUS_REQUESTED,
        timestamps=raw.get(_TIMESTAMPS, b""),
        serial_number=parsed.serial_number,
        spki=pieces.spki,
    )


def _name(parsed: x509.Certificate, which: Literal["issuer", "subject"]) -> str:
    try:
        name: x509.Name = getattr(parsed, which)
    except _UNREADABLE:
        return ""
    return name.rfc4514_string()


def _alternative_names(parsed: x509.Certificate, raw: Mapping[str, bytes]) -> Iterable[x509.GeneralName]:
    try:
        return tuple(parsed.extensions.get_extension_for_class(x509.SubjectAlternativeName).value)
    except x509.ExtensionNotFound:
        return ()
    except _UNREADABLE:  # another extension cannot be read, and the library then reads none
        return _names_by_hand(raw.get(_NAMES, b""))


def _names_by_hand(encoded: bytes) -> Iterable[x509.GeneralName]:
    """DNS names and addresses of a GeneralNames (RFC 5280, section 4.2.1.6); none when one of them is garbled."""
    found: list[x509.GeneralName] = []
    try:
        for tag, content in der.tagged(encoded):
            if tag == _DNS_NAME:
                found.append(x509.DNSName(content.decode("ascii")))
            elif tag == _IP_ADDRESS:
                found.append(x509.IPAddress(ipaddress.ip_address(content)))
    except ValueError:
        return ()
    return found


def _access_places(parsed: x509.Certificate) -> dict[x509.ObjectIdentifier, list[str]]:
    """Web addresses beside the certificate (RFC 5280, section 4.2.2.1), by what can be had there."""
    try:
        access = parsed.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except (x509.ExtensionNotFound, *_UNREADABLE):
        return {}
    found: dict[x509.ObjectIdentifier, list[str]] = {}
    for description in access:
        place = description.access_location
        if isinstance(place, x509.UniformResourceIdentifier) and place.value.lower().startswith("http"):
            found.setdefault(description.access_method, []).append(str(place.value))
    return found


def _raw_extensions(parsed: x509.Certificate) -> dict[str, bytes]:
    """By hand: the library reads all extensions or none, and one that it cannot read must not hide the others."""
    try:
        return der.extensions(parsed.tbs_certificate_bytes)
    except (ValueError, IndexError):
        return {}


def _key(parsed: x509.Certificate, spki: bytes) -> tuple[str, int, str]:
    """Type, bits and curve; zero bits when the library does not know the algorithm."""
    try:
        key = parsed.public_key()
    except _UNREADABLE:
        algorithm, parameter = der.algorithm(spki)
        is_ec = algorithm == "1.2.840.10045.2.1"  # id-ecPublicKey, RFC 5480, section 2.1.1
        return ("EC", 0, parameter or "explicit") if is_ec else (algorithm, 0, "")
    if isinstance(key, rsa.RSAPublicKey):
        return "RSA", key.key_size, ""
    if isinstance(key, ec.EllipticCurvePublicKey):
        return "EC", key.key_size, key.curve.name
    if isinstance(key, ed25519.Ed25519PublicKey):
        return "Ed25519", 256, ""
    if isinstance(key, ed448.Ed448PublicKey):
        return "Ed448", 456, ""
    if isinstance(key, dsa.DSAPublicKey):
        return "DSA", key.key_size, ""
    return der.algorithm(spki)[0], 0, ""


def _signature_hash(parsed: x509.Certificate) -> str:
    number = parsed.signature_algorithm_oid
    if number in _INTRINSIC_HASHES:
        return _INTRINSIC_HASHES[number]
    try:
        hashed = parsed.signature_hash_algorithm
    except _UNREADABLE:
        hashed = None
    return hashed.name if hashed is not None else number.dotted_string


def _signed_itself(parsed: x509.Certificate) -> bool:
    """Checked by hand: the library's own way refuses old hashes, which says nothing about who signed."""
    try:
        key = parsed.public_key()
        signature, signed = parsed.signature, parsed.tbs_certificate_bytes
        scheme, hashed = parsed.signature_algorithm_parameters, parsed.signature_hash_algorithm
        if isinstance(key, rsa.RSAPublicKey) and isinstance(scheme, padding.AsymmetricPadding) and hashed is not None:
            key.verify(signature, signed, scheme, hashed)
        elif isinstance(key, ec.EllipticCurvePublicKey) and isinstance(scheme, ec.ECDSA):
            key.verify(signature, signed, scheme)
        elif isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey):
            key.verify(signature, signed)
        else:
            return False
    except (InvalidSignature, *_UNREADABLE):
        return False
    return True


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None
