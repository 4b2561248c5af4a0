"""Certificates as strangers make them: read where they can be read, a value where they cannot."""

import hashlib
import ipaddress
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.certificates import CA_ISSUERS, DAY, NOW, authority, leaf
from weerbaar.scanner.parsers.certificate import Certificate, name_matches, read
from weerbaar.scanner.parsers.malformed import Malformed


def parsed(encoded: bytes) -> Certificate:
    certificate = read(encoded)
    assert isinstance(certificate, Certificate)
    return certificate


def with_names(*names: str) -> Certificate:
    return parsed(leaf(hosts=names))


def test_a_good_leaf_is_read_whole() -> None:
    certificate = parsed(leaf())
    assert certificate.dns_names == ("bakkerij.example", "www.bakkerij.example")
    assert certificate.ip_addresses == ()
    assert (certificate.subject, certificate.issuer) == ("CN=bakkerij.example", "CN=authority")
    assert (certificate.not_before, certificate.not_after) == (NOW - 30 * DAY, NOW + 60 * DAY)
    assert certificate.not_after.utcoffset() == timedelta(0)
    assert (certificate.key_type, certificate.key_bits, certificate.curve) == ("EC", 256, "secp256r1")
    assert certificate.signature_hash == "sha256"
    assert not certificate.is_self_issued
    assert not certificate.is_self_signed
    assert certificate.ca_issuers_url == CA_ISSUERS


def test_the_key_is_cut_out_as_it_stands_so_that_dane_can_hash_it() -> None:
    encoded = leaf()
    key = x509.load_der_x509_certificate(encoded).public_key()
    expected = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert hashlib.sha256(parsed(encoded).spki).digest() == hashlib.sha256(expected).digest()


def test_the_issuer_of_a_leaf_is_the_subject_of_its_authority() -> None:
    assert parsed(leaf()).issuer_der == parsed(authority()).subject_der
    assert parsed(leaf()).issuer_der != parsed(authority("unknown")).subject_der


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("rsa1024", ("RSA", 1024, "")),
        ("rsa2048", ("RSA", 2048, "")),
        ("p224", ("EC", 224, "secp224r1")),
        ("p384", ("EC", 384, "secp384r1")),
        ("k256", ("EC", 256, "secp256k1")),
        ("ed25519", ("Ed25519", 256, "")),
    ],
)
def test_keys_are_told_apart(key: str, expected: tuple[str, int, str]) -> None:
    certificate = parsed(leaf(key=key))
    assert (certificate.key_type, certificate.key_bits, certificate.curve) == expected


@pytest.mark.parametrize("signature", ["md5", "sha1", "sha256"])
def test_the_hash_of_the_signature_is_named(signature: str) -> None:
    assert parsed(leaf(signature=signature)).signature_hash == signature


def test_an_ed25519_signature_is_its_own_hash() -> None:
    assert parsed(leaf(key="ed25519", issuer="self")).signature_hash == "ed25519"


def test_self_signed_means_that_its_own_key_signed_it() -> None:
    assert parsed(leaf(issuer="self")).is_self_signed
    assert parsed(authority("root")).is_self_signed
    assert parsed(leaf(issuer="self", key="rsa2048", signature="sha1")).is_self_signed
    # Same name above and below, but signed by another key.
    lookalike = parsed(leaf(common_name="authority"))
    assert lookalike.is_self_issued
    assert not lookalike.is_self_signed


@pytest.mark.parametrize(
    ("names", "host", "matches"),
    [
        (("bakkerij.example",), "bakkerij.example", True),
        (("BAKKERIJ.Example",), "bakkerij.example", True),
        (("bakkerij.example",), "Bakkerij.Example.", True),
        (("bakkerij.example",), "www.bakkerij.example", False),
        (("*.bakkerij.example",), "www.bakkerij.example", True),
        (("*.bakkerij.example",), "bakkerij.example", False),
        (("*.bakkerij.example",), "a.b.bakkerij.example", False),
        (("*.bakkerij.example",), ".bakkerij.example", False),
        (("w*.bakkerij.example",), "www.bakkerij.example", False),
        (("*www.bakkerij.example",), "www.bakkerij.example", False),
        (("www.*.example",), "www.bakkerij.example", False),
        (("*",), "localhost", False),
        (("xn--caf-dma.example",), "xn--caf-dma.example", True),
        ((), "bakkerij.example", False),
    ],
)
def test_names_match_by_whole_labels(names: tuple[str, ...], host: str, matches: bool) -> None:
    assert name_matches(with_names(*names), host) is matches


def test_the_common_name_does_not_count() -> None:
    certificate = with_names()
    assert certificate.subject == "CN=bakkerij.example"
    assert not name_matches(certificate, "bakkerij.example")


def test_an_address_matches_only_an_address_entry() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "192.0.2.2")])
    entries = [x509.IPAddress(ipaddress.ip_address("2001:db8::1")), x509.DNSName("192.0.2.1")]
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(NOW).not_valid_after(NOW + DAY)
    made = builder.add_extension(x509.SubjectAlternativeName(entries), critical=False).sign(key, hashes.SHA256())
    certificate = parsed(made.public_bytes(Encoding.DER))
    assert certificate.ip_addresses == ("2001:db8::1",)
    assert name_matches(certificate, "2001:DB8:0::1")
    assert not name_matches(certificate, "192.0.2.1")
    assert not name_matches(certificate, "192.0.2.2")


def test_an_unknown_algorithm_shows_its_number() -> None:
    # id-ecPublicKey with a curve that does not exist: 1.2.840.10045.3.1.99 instead of …7.
    encoded = leaf().replace(bytes.fromhex("2a8648ce3d030107"), bytes.fromhex("2a8648ce3d030163"), 1)
    certificate = parsed(encoded)
    assert (certificate.key_type, certificate.key_bits, certificate.curve) == ("EC", 0, "1.2.840.10045.3.1.99")
    assert certificate.dns_names


def test_garbled_alternative_names_leave_a_certificate_without_names() -> None:
    encoded = leaf().replace(b"\x82\x10bakkerij.example", b"\x82\x10bakkerij\xffexample", 1)
    assert parsed(encoded).dns_names == ()


@pytest.mark.parametrize("encoded", [b"", b"\x30", b"no certificate", b"\x30\x03\x02\x01\x01", leaf()[:-5]])
def test_what_is_no_certificate_is_malformed(encoded: bytes) -> None:
    assert isinstance(read(encoded), Malformed)


@given(st.binary(max_size=400))
def test_arbitrary_bytes_never_raise(encoded: bytes) -> None:
    assert isinstance(read(encoded), Malformed | Certificate)


@given(st.integers(0, 2000), st.integers(1, 255))
def test_a_damaged_certificate_never_raises(at: int, change: int) -> None:
    damaged = bytearray(leaf())
    damaged[at % len(damaged)] ^= change
    certificate = read(bytes(damaged))
    if isinstance(certificate, Certificate):
        name_matches(certificate, "bakkerij.example")


@given(st.text(max_size=80))
def test_any_text_may_be_asked_for_as_a_host(host: str) -> None:
    name_matches(parsed(leaf()), host)


def test_the_places_to_ask_about_revocation_are_counted() -> None:
    both = read(leaf(ocsp="http://ocsp.lab.example", crl="http://crl.lab.example/1.crl"))
    neither = read(leaf())
    assert isinstance(both, Certificate)
    assert isinstance(neither, Certificate)
    assert (both.ocsp_url, both.revocation_places, both.must_staple) == ("http://ocsp.lab.example", 2, False)
    assert (neither.ocsp_url, neither.revocation_places) == ("", 0)
    assert both.ca_issuers_url


def test_a_certificate_that_needs_a_staple_says_so() -> None:
    found = read(leaf(must_staple=True))
    assert isinstance(found, Certificate)
    assert found.must_staple


def test_an_extension_that_cannot_be_read_does_not_hide_the_names() -> None:
    """The library reads all extensions or none; a length in too many octets is enough for none."""
    address = x509.IPAddress(ipaddress.ip_address("192.0.2.1"))
    garbled = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2"), b"\x04\x82\x00\x02\x00\x00")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(NOW - DAY).not_valid_after(NOW + DAY)
    names = x509.SubjectAlternativeName([x509.DNSName("*.bakkerij.example"), address, x509.RFC822Name("a@b.example")])
    made = (
        builder.add_extension(names, critical=False).add_extension(garbled, critical=False).sign(key, hashes.SHA256())
    )
    with pytest.raises(ValueError, match=r"parsing asn1|InvalidLength|invalid"):
        _ = made.extensions
    found = read(made.public_bytes(Encoding.DER))
    assert isinstance(found, Certificate)
    assert (found.dns_names, found.ip_addresses) == (("*.bakkerij.example",), ("192.0.2.1",))
    assert name_matches(found, "www.bakkerij.example")
