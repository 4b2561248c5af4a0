"""TLSA records and what they match: RFC 6698 (August 2012), RFC 7671 and, for mail, RFC 7672 (October 2015)."""

import hashlib
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from weerbaar.scanner.parsers import certificate
from weerbaar.scanner.parsers.certificate import Certificate
from weerbaar.scanner.parsers.malformed import Malformed

PKIX_TA, PKIX_EE = 0, 1  # the same as 2 and 3, and the chain must be trusted as well
DANE_TA = 2  # the record names the authority
DANE_EE = 3  # the record names the server's own certificate or key
_NUMBER = re.compile(r"[0-9]{1,3}")
_HEX = re.compile(r"(?:[0-9a-f]{2})+")
_DIGEST_BYTES = {1: 32, 2: 64}  # SHA-256 and SHA-512


@dataclass(frozen=True, slots=True)
class TlsaRecord:
    """Selector 0 is the whole certificate, 1 its public key; matching 0 the bytes, 1 their SHA-256, 2 their SHA-512."""

    usage: int
    selector: int
    matching: int
    data: bytes

    @property
    def usable_for_mail(self) -> bool:
        """Usages 0 and 1 say nothing on port 25 (RFC 7672, section 3.1.3); unknown numbers say nothing anywhere."""
        return self.usage in (DANE_TA, DANE_EE) and self.usable_for_web

    @property
    def usable_for_web(self) -> bool:
        """Whether all three numbers are among those of RFC 6698, section 2.1."""
        return (
            self.usage in (PKIX_TA, PKIX_EE, DANE_TA, DANE_EE)
            and self.selector in (0, 1)
            and self.matching in (0, 1, 2)
        )


def parse(text: str) -> TlsaRecord | Malformed:
    """Read `3 1 1 <hex>`; the hex may hold spaces. Faults: `fields`, `number`, `hex`, `digest-length`."""
    fields = text.split()
    if len(fields) < 4:
        return Malformed(text[:200], 0, "fields")
    if any(_NUMBER.fullmatch(field) is None or int(field) > 255 for field in fields[:3]):
        return Malformed(text[:200], 0, "number")
    usage, selector, matching = map(int, fields[:3])
    digits = "".join(fields[3:]).lower()
    if _HEX.fullmatch(digits) is None:
        return Malformed(text[:200], 0, "hex")
    data = bytes.fromhex(digits)
    if len(data) != _DIGEST_BYTES.get(matching, len(data)):
        return Malformed(text[:200], 0, "digest-length")
    return TlsaRecord(usage, selector, matching, data)


def matches(record: TlsaRecord, chain: Sequence[bytes], names: Sequence[str]) -> bool:
    """Whether the chain (DER, leaf first) answers to this record; `names` are those the host may be known by.

    Usage 3 looks at the leaf alone and not at its name or dates (RFC 7671, section 5.1). Usage 2 finds the authority
    in the served chain, and wants the leaf to be signed from there and to bear one of the names (section 5.2).
    """
    if not record.usable_for_mail or not chain:
        return False
    return _matches(record, chain, names)


def matches_for_web(record: TlsaRecord, chain: Sequence[bytes], host: str, *, is_trusted: bool) -> bool:
    """The same for a web host, where usages 0 and 1 count too: they ask for a trusted chain with the host's name."""
    if not record.usable_for_web or not chain:
        return False
    if record.usage in (DANE_TA, DANE_EE):
        return _matches(record, chain, (host,))
    leaf = certificate.read(chain[0])
    if not is_trusted or isinstance(leaf, Malformed) or not certificate.name_matches(leaf, host):
        return False
    usage = DANE_TA if record.usage == PKIX_TA else DANE_EE
    return _matches(replace(record, usage=usage), chain, (host,))


def _matches(record: TlsaRecord, chain: Sequence[bytes], names: Sequence[str]) -> bool:
    certificates = [certificate.read(encoded) for encoded in chain]
    leaf = certificates[0]
    if record.usage == DANE_EE or isinstance(leaf, Malformed):
        return _is(record, chain[0], leaf)
    if not any(certificate.name_matches(leaf, name) for name in names):
        return False
    for depth, found in enumerate(certificates):
        if isinstance(found, Malformed) or (depth > 0 and not _issued(chain[depth - 1], chain[depth])):
            return False
        if (depth > 0 or found.is_self_signed) and _is(record, chain[depth], found):
            return True
    return False


def _is(record: TlsaRecord, encoded: bytes, found: Certificate | Malformed) -> bool:
    if record.selector == 1 and isinstance(found, Malformed):
        return False
    selected = encoded if record.selector == 0 or isinstance(found, Malformed) else found.spki
    if record.matching == 0:
        return selected == record.data
    digest = hashlib.sha256 if record.matching == 1 else hashlib.sha512
    return digest(selected).digest() == record.data


def _issued(child: bytes, parent: bytes) -> bool:
    """Whether the parent's name and key stand behind the child."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # oddities of strangers' certificates are not ours to mend
        try:
            x509.load_der_x509_certificate(child).verify_directly_issued_by(x509.load_der_x509_certificate(parent))
        except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
            return False
    return True
