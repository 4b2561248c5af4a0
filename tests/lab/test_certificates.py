"""Good certificates pass a strict verifier, and each bad one has its own fault only."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from lab.certificates import ISSUER_URL, CertificateStore

NOW = datetime.now(UTC).replace(microsecond=0)
HOSTS = ["example.nl", "www.example.nl"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> CertificateStore:
    made = CertificateStore(tmp_path_factory.mktemp("certificates"), NOW)
    for kind in (
        *("good", "expired", "soon", "not-yet", "wronghost"),
        *("selfsigned", "incomplete", "unknownca", "sha1", "rsa1024"),
    ):
        made.issue(kind, HOSTS, kind)
    made.issue("rsa", HOSTS, use_rsa=True)
    return made


def chain(store: CertificateStore, name: str) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates((store._folder / f"{name}.pem").read_bytes())


def verify(store: CertificateStore, name: str, host: str = "example.nl") -> None:
    leaf, *above = chain(store, name)
    PolicyBuilder().store(Store([store.root.certificate])).build_server_verifier(x509.DNSName(host)).verify(leaf, above)


@pytest.mark.parametrize("name", ["good", "rsa", "soon"])
@pytest.mark.parametrize("host", HOSTS)
def test_a_good_chain_passes_strict_verification(store: CertificateStore, name: str, host: str) -> None:
    verify(store, name, host)


@pytest.mark.parametrize("name", ["expired", "not-yet", "wronghost", "selfsigned", "incomplete", "unknownca", "sha1"])
def test_a_bad_chain_does_not(store: CertificateStore, name: str) -> None:
    with pytest.raises(VerificationError):
        verify(store, name)


def test_dates_are_wrong_where_they_should_be(store: CertificateStore) -> None:
    assert chain(store, "expired")[0].not_valid_after_utc < NOW
    assert chain(store, "soon")[0].not_valid_after_utc == NOW + timedelta(days=5)
    assert chain(store, "not-yet")[0].not_valid_before_utc == NOW + timedelta(days=7)
    assert chain(store, "good")[0].not_valid_after_utc == NOW + timedelta(days=60)


def test_an_incomplete_chain_is_a_good_leaf_alone(store: CertificateStore) -> None:
    leaf, *above = chain(store, "incomplete")
    assert above == []
    leaf.verify_directly_issued_by(store.issuing.certificate)


@pytest.mark.parametrize("name", ["good", "incomplete", "sha1", "unknownca"])
def test_a_leaf_says_where_its_issuer_is(store: CertificateStore, name: str) -> None:
    access = chain(store, name)[0].extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    assert [description.access_location.value for description in access] == [ISSUER_URL]


def test_a_self_signed_leaf_has_no_issuer_to_point_at(store: CertificateStore) -> None:
    leaf = chain(store, "selfsigned")[0]
    assert leaf.issuer == leaf.subject
    with pytest.raises(x509.ExtensionNotFound):
        leaf.extensions.get_extension_for_class(x509.AuthorityInformationAccess)


def test_weak_keys_and_signatures_are_weak_alone(store: CertificateStore) -> None:
    weak_key, weak_signature = chain(store, "rsa1024")[0], chain(store, "sha1")[0]
    assert isinstance(weak_key.public_key(), rsa.RSAPublicKey)
    assert weak_key.public_key().key_size == 1024
    weak_key.verify_directly_issued_by(store.issuing.certificate)
    assert weak_signature.signature_algorithm_oid == x509.SignatureAlgorithmOID.ECDSA_WITH_SHA1
    assert weak_signature.public_key().key_size == 2048
    names = weak_signature.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == HOSTS


def test_a_good_leaf_has_an_elliptic_key(store: CertificateStore) -> None:
    key = chain(store, "good")[0].public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert key.curve.name == "secp256r1"


def test_tlsa_is_the_hash_of_the_key_that_usage_and_selector_say(store: CertificateStore) -> None:
    leaf, issuer = chain(store, "good")[:2]
    for usage, certificate in (("3", leaf), ("2", issuer)):
        key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        assert store.tlsa("good", f"{usage} 1 1") == f"{usage} 1 1 {hashlib.sha256(key).hexdigest()}"
    whole = hashlib.sha256(leaf.public_bytes(Encoding.DER)).hexdigest()
    assert store.tlsa("good", "3 0 1") == f"3 0 1 {whole}"
    assert store.tlsa("good", "3 1 1 other") != store.tlsa("good", "3 1 1")


def test_no_key_of_the_authority_is_left_behind(store: CertificateStore, tmp_path: Path) -> None:
    names = {path.name for path in store._folder.iterdir()}
    assert not names & {"issuing.key", "issuing.pem", "sha1.csr", "sha1.ext"}
    assert "root.pem" in names
