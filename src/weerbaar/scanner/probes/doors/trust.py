"""Whom we trust to issue certificates: Mozilla's list from certifi, and what the operator adds."""

import warnings
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path

import certifi
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import verification

from weerbaar.scanner.vocabulary.errors import InvalidSettings

_LONGEST_PATH = 6
# Servers send far more than a path needs: certificates of former issuers, or every one twice.
_MOST_SENT = 24
_STRONG_CURVES = ("secp256r1", "secp384r1", "secp521r1")
_STRONG_HASHES = ("sha256", "sha384", "sha512")
_UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension, x509.InvalidVersion)


class TrustStore:
    """Roots by which chains are judged. Reading the operator's file happens at once, reading certifi's at first use.

    Raises:
        InvalidSettings: the file cannot be read or holds no certificate.
    """

    def __init__(self, ca_file: Path | None) -> None:
        self._added: Sequence[x509.Certificate] = _read_file(ca_file) if ca_file else ()

    def verify(self, chain: tuple[bytes, ...], at: datetime) -> tuple[bool, str]:
        """Whether a path leads from the leaf (first) to a root, and the verifier's words if not.

        Name and dates of the leaf are left aside: it is judged by one of its own names, at a moment inside its validity.
        """
        try:
            leaf, *others = [x509.load_der_x509_certificate(encoded) for encoded in chain[:_MOST_SENT]]
        except _UNREADABLE as error:
            return False, f"unreadable certificate: {error}"
        moment = min(max(at, leaf.not_valid_before_utc), leaf.not_valid_after_utc)
        verifier = _verifier(verification.PolicyBuilder().store(self._store).time(moment), leaf)
        detail = "no name of its own to judge it by"
        if verifier is not None:
            try:
                verifier.verify(leaf, others)
            except (verification.VerificationError, *_UNREADABLE) as error:
                detail = str(error)
            else:
                return True, ""
        # The verifier refuses weak keys, old hashes and certificates without a name as well. Those are findings of
        # their own, so that where one of them stands in the way only the path is asked about.
        path = self._path_to_root(leaf, others, moment)
        if path and (verifier is None or any(map(_is_weak, path))):
            return True, ""
        return False, detail[:200]

    @cached_property
    def _roots(self) -> tuple[x509.Certificate, ...]:
        pem = Path(certifi.where()).read_bytes()
        with warnings.catch_warnings():
            # One old root has a serial number that today's rules forbid; the library warns of it at every load.
            warnings.simplefilter("ignore")
            return (*x509.load_pem_x509_certificates(pem), *self._added)

    @cached_property
    def _store(self) -> verification.Store:
        return verification.Store(list(self._roots))

    @cached_property
    def _by_name(self) -> dict[x509.Name, list[x509.Certificate]]:
        """The roots by their own name: asking each of them whether it issued a stranger would cost milliseconds."""
        found: dict[x509.Name, list[x509.Certificate]] = {}
        for root in self._roots:
            found.setdefault(root.subject, []).append(root)
        return found

    def _path_to_root(
        self, leaf: x509.Certificate, others: Iterable[x509.Certificate], at: datetime
    ) -> Sequence[x509.Certificate]:
        """From issuer to issuer by name and signature, without the root; empty when no root is reached.

        Every issuer must be an authority and valid at that moment.
        """
        others = list(others)
        path = [leaf]
        for below in range(_LONGEST_PATH):
            if any(_issued(root, path[-1]) for root in self._by_name.get(path[-1].issuer, ())):
                return path
            issuer = next((c for c in others if _is_authority(c, below, at) and _issued(c, path[-1])), None)
            if issuer is None:
                return ()
            others.remove(issuer)
            path.append(issuer)
        return ()


def _read_file(path: Path) -> Sequence[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, *_UNREADABLE) as error:
        raise InvalidSettings("ca-file", str(path), "not-a-certificate-file") from error


def _verifier(builder: verification.PolicyBuilder, leaf: x509.Certificate) -> verification.ServerVerifier | None:
    """For the first of the leaf's own names that the library takes: it knows no underscores, which real names hold."""
    try:
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, *_UNREADABLE):
        return None
    for name in names:
        with suppress(ValueError):
            if isinstance(name, x509.DNSName):
                host = f"any{name.value[1:]}" if name.value.startswith("*.") else name.value
                return builder.build_server_verifier(x509.DNSName(host))
            if isinstance(name, x509.IPAddress) and hasattr(name.value, "packed"):
                return builder.build_server_verifier(name)
    return None


def _is_weak(certificate: x509.Certificate) -> bool:
    try:
        key, hashed = certificate.public_key(), certificate.signature_hash_algorithm
    except _UNREADABLE:
        return True
    is_short = isinstance(key, rsa.RSAPublicKey) and key.key_size < 2048
    is_odd_curve = isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name not in _STRONG_CURVES
    return is_short or is_odd_curve or (hashed is not None and hashed.name not in _STRONG_HASHES)


def _is_authority(certificate: x509.Certificate, below: int, at: datetime) -> bool:
    """Whether it may sign others with `below` authorities between it and the leaf (RFC 5280, section 4.2.1.9).

    One that may only sign for some names is left to the library: this walk does not weigh names.
    """
    try:
        extensions = certificate.extensions
        constraints = extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = [one.value for one in extensions if isinstance(one.value, x509.KeyUsage)]
        is_limited = any(isinstance(one.value, x509.NameConstraints) for one in extensions)
    except (x509.ExtensionNotFound, *_UNREADABLE):
        return False
    may_sign = constraints.ca and all(one.key_cert_sign for one in usage) and not is_limited
    is_deep = constraints.path_length is not None and below > constraints.path_length
    return may_sign and not is_deep and certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    """By name and signature. By hand, since the library's own way refuses old hashes."""
    try:
        if issuer.subject != certificate.issuer:
            return False
        key, hashed = issuer.public_key(), certificate.signature_hash_algorithm
        signature, signed = certificate.signature, certificate.tbs_certificate_bytes
        if isinstance(key, ec.EllipticCurvePublicKey) and hashed is not None:
            key.verify(signature, signed, ec.ECDSA(hashed))
        elif isinstance(key, rsa.RSAPublicKey) and hashed is not None:
            scheme = certificate.signature_algorithm_parameters
            key.verify(signature, signed, scheme if isinstance(scheme, padding.PSS) else padding.PKCS1v15(), hashed)
        else:
            certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, *_UNREADABLE):
        return False
    return True
