"""What vouches for the lab's certificates is of the right form, and says what each kind of certificate is for."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509 import ocsp

from lab.certificates import CertificateStore
from lab.vouchers import RESPONDER_URL, STAPLED

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
DOMAIN = "bakkerij.nl"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> CertificateStore:
    return CertificateStore(tmp_path_factory.mktemp("certificates"), NOW)


def issued(store: CertificateStore, kind: str) -> tuple[x509.Certificate, Path]:
    """The leaf of this kind, and where its response stands if it has one."""
    store.issue(kind, [DOMAIN], kind)
    chain = x509.load_pem_x509_certificates((store._folder / f"{kind}.pem").read_bytes())
    return chain[0], store._folder / f"{kind}.ocsp"


@pytest.mark.parametrize(("kind", "logs"), [("good", 2), ("sha1", 2), ("selfsigned", 2), ("one-log", 1)])
def test_logs_promised_to_publish_it(store: CertificateStore, kind: str, logs: int) -> None:
    """Read by another reader than the scanner's."""
    leaf, _ = issued(store, kind)
    promises = list(leaf.extensions.get_extension_for_class(x509.PrecertificateSignedCertificateTimestamps).value)
    assert len({promise.log_id for promise in promises}) == len(promises) == logs
    assert all(promise.timestamp.replace(tzinfo=UTC) < NOW for promise in promises)


def test_one_kind_is_unknown_to_all_logs(store: CertificateStore) -> None:
    leaf, _ = issued(store, "unlogged")
    with pytest.raises(x509.ExtensionNotFound):
        leaf.extensions.get_extension_for_class(x509.PrecertificateSignedCertificateTimestamps)


@pytest.mark.parametrize(
    ("kind", "status", "holds"),
    [
        ("stapled", ocsp.OCSPCertStatus.GOOD, True),
        ("old-staple", ocsp.OCSPCertStatus.GOOD, False),
        ("revoked", ocsp.OCSPCertStatus.REVOKED, True),
    ],
)
def test_the_issuer_says_so_in_time_or_too_late(
    store: CertificateStore, kind: str, status: ocsp.OCSPCertStatus, holds: bool
) -> None:
    leaf, path = issued(store, kind)
    response = ocsp.load_der_ocsp_response(path.read_bytes())
    assert (response.certificate_status, response.serial_number) == (status, leaf.serial_number)
    assert response.next_update_utc is not None
    assert (response.this_update_utc < NOW < response.next_update_utc) is holds
    assert response.this_update_utc < response.next_update_utc < NOW + timedelta(days=30)


@pytest.mark.parametrize("kind", ["good", "unstapled", "must-staple"])
def test_the_others_have_no_response(store: CertificateStore, kind: str) -> None:
    leaf, path = issued(store, kind)
    assert kind not in STAPLED
    assert not path.exists()
    access = leaf.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    urls = {str(description.access_location.value) for description in access}
    assert (RESPONDER_URL in urls) is (kind != "good")


def test_one_kind_does_not_hold_without_a_response(store: CertificateStore) -> None:
    leaf, _ = issued(store, "must-staple")
    features = leaf.extensions.get_extension_for_class(x509.TLSFeature).value
    assert list(features) == [x509.TLSFeatureType.status_request]
