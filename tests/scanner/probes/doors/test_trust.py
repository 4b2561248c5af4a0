"""A chain is trusted when it leads to a known root; name, dates and strength of the leaf are findings of their own."""

from datetime import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner import certificates as old_kinds
from tests.scanner.probes.certificates import DAY, NOW, Issuer, chain, issuer, root
from weerbaar.scanner.probes.doors.trust import TrustStore
from weerbaar.scanner.vocabulary.errors import InvalidSettings

HOSTS = ("bakkerij.example", "www.bakkerij.example")
ROOT = root()
ISSUING = issuer("Test Issuing", ROOT)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> TrustStore:
    return trusting(tmp_path_factory.mktemp("trust"), ROOT)


def trusting(folder: Path, *roots: Issuer) -> TrustStore:
    file = folder / "roots.pem"
    file.write_bytes(b"".join(one.pem for one in roots))
    return TrustStore(file)


def is_trusted(store: TrustStore, certificates: tuple[bytes, ...], at: datetime = NOW) -> bool:
    trusted, detail = store.verify(certificates, at)
    assert trusted is (detail == "")
    return trusted


def test_a_chain_to_a_known_root_is_trusted(store: TrustStore) -> None:
    assert is_trusted(store, chain(HOSTS, (ISSUING,)).certificates)
    assert is_trusted(store, chain(HOSTS, (ROOT,), sent=()).certificates)


def test_the_root_may_be_sent_along(store: TrustStore) -> None:
    assert is_trusted(store, chain(HOSTS, (ISSUING, ROOT)).certificates)


def test_certificates_in_another_order_are_trusted(store: TrustStore) -> None:
    deeper = issuer("Deeper", ISSUING)
    assert is_trusted(store, chain(HOSTS, (deeper,), sent=(ISSUING, deeper)).certificates)


def test_an_unknown_root_is_not_trusted(store: TrustStore) -> None:
    stranger = root("Stranger")
    assert not is_trusted(store, chain(HOSTS, (stranger,)).certificates)


def test_a_root_with_a_known_name_but_another_key_is_not_trusted(store: TrustStore) -> None:
    forged = issuer("Test Root", None)
    for leaf in (chain(HOSTS, (forged,)), chain(HOSTS, (forged,), short_key=True), chain((), (forged,))):
        assert not is_trusted(store, leaf.certificates)


@pytest.mark.parametrize("options", [{}, {"short_key": True}])
def test_a_certificate_that_signed_itself_is_not_trusted(store: TrustStore, options: dict[str, bool]) -> None:
    assert not is_trusted(store, chain(HOSTS, (), **options).certificates)


def test_a_missing_intermediate_breaks_the_chain(store: TrustStore) -> None:
    assert not is_trusted(store, chain(HOSTS, (ISSUING,), sent=()).certificates)
    assert not is_trusted(store, chain(HOSTS, (ISSUING,), sent=(), short_key=True).certificates)


@pytest.mark.parametrize(
    ("not_before", "not_after"), [(NOW - 90 * DAY, NOW - DAY), (NOW + DAY, NOW + 90 * DAY)], ids=["expired", "not yet"]
)
def test_the_dates_of_the_leaf_are_left_aside(store: TrustStore, not_before: datetime, not_after: datetime) -> None:
    leaf = chain(HOSTS, (ISSUING,), not_before=not_before, not_after=not_after)
    assert is_trusted(store, leaf.certificates)


@pytest.mark.parametrize("options", [{}, {"short_key": True}])
def test_an_expired_intermediate_is_not_trusted(store: TrustStore, options: dict[str, bool]) -> None:
    expired = issuer("Expired Issuing", ROOT, not_after=NOW - 40 * DAY)
    assert not is_trusted(store, chain(HOSTS, (expired,), **options).certificates)


def test_the_name_of_the_leaf_is_left_aside(store: TrustStore) -> None:
    assert is_trusted(store, chain(("other.example",), (ISSUING,)).certificates)
    assert is_trusted(store, chain(("*.bakkerij.example",), (ISSUING,)).certificates)
    assert is_trusted(store, chain((), (ISSUING,)).certificates)


def test_a_name_that_the_library_does_not_take_breaks_no_chain(store: TrustStore) -> None:
    for hosts in (("my_shop.example", HOSTS[0]), ("my_shop.example",), ("a b.example", "*")):
        assert is_trusted(store, chain(hosts, (ISSUING,)).certificates)
        assert not is_trusted(store, chain(hosts, (ISSUING,), sent=()).certificates)
        assert not is_trusted(store, chain(hosts, ()).certificates)


def test_an_issuer_behind_much_else_is_found(store: TrustStore) -> None:
    former = tuple(issuer(f"Former {number}", None) for number in range(8))
    assert is_trusted(store, chain(HOSTS, (ISSUING,), sent=(*former, ISSUING)).certificates)


def test_a_weak_leaf_can_be_trusted(store: TrustStore) -> None:
    assert is_trusted(store, chain(HOSTS, (ISSUING,), short_key=True).certificates)


@pytest.mark.parametrize(
    "changes",
    [
        {"signature": "sha1"},
        {"signature": "sha224"},
        {"signature": "md5"},
        {"key": "rsa1024"},
        {"key": "p224"},
        {"common_name": "x"},
    ],
)
def test_every_weak_leaf_under_a_known_root_can_be_trusted(tmp_path: Path, changes: dict[str, str]) -> None:
    file = tmp_path / "roots.pem"
    made = x509.load_der_x509_certificate(old_kinds.authority("root"))
    file.write_bytes(Issuer(made, None).pem)
    weak = (old_kinds.leaf(**{"key": "rsa1024", **changes}), old_kinds.authority())
    assert is_trusted(TrustStore(file), weak)


def test_a_weak_certificate_above_a_good_leaf_can_be_trusted(store: TrustStore, tmp_path: Path) -> None:
    """A short key or an old hash in between is a finding of its own: the chain leads to a known root all the same."""
    short = issuer("Short", ROOT, short_key=True)
    assert is_trusted(store, chain(HOSTS, (short,)).certificates)
    old_roots = tmp_path / "root.pem"
    old_roots.write_bytes(x509.load_der_x509_certificate(old_kinds.authority("root")).public_bytes(Encoding.PEM))
    assert is_trusted(TrustStore(old_roots), (old_kinds.leaf(), old_kinds.authority(signature="sha1")))


def test_a_weak_certificate_that_is_on_no_path_excuses_nothing(store: TrustStore) -> None:
    limited = issuer("Limited", ROOT, only_below="other.example")
    short = issuer("Short", ROOT, short_key=True)
    assert not is_trusted(store, chain(HOSTS, (limited,), sent=(limited, short)).certificates)


# A weak leaf takes the way that is walked by hand, a good one the way of the library: neither may be fooled.
@pytest.mark.parametrize("options", [{}, {"short_key": True}], ids=["by the library", "by hand"])
class TestWhatIsNoAuthority:
    def test_a_leaf_cannot_sign_another(self, store: TrustStore, options: dict[str, bool]) -> None:
        no_authority = issuer("Customer", ISSUING, constraints=x509.BasicConstraints(ca=False, path_length=None))
        assert not is_trusted(store, chain(HOSTS, (no_authority, ISSUING), **options).certificates)

    def test_a_certificate_without_constraints_cannot_sign(self, store: TrustStore, options: dict[str, bool]) -> None:
        silent = issuer("Customer", ISSUING, constraints=None)
        assert not is_trusted(store, chain(HOSTS, (silent, ISSUING), **options).certificates)

    def test_a_key_that_may_not_sign_certificates_cannot(self, store: TrustStore, options: dict[str, bool]) -> None:
        usage = x509.KeyUsage(True, False, False, False, False, False, False, False, False)
        other_use = issuer("Customer", ISSUING, usage=usage)
        assert not is_trusted(store, chain(HOSTS, (other_use, ISSUING), **options).certificates)

    def test_an_authority_below_one_that_may_have_none_is_refused(
        self, store: TrustStore, options: dict[str, bool]
    ) -> None:
        last = issuer("Last", ROOT, constraints=x509.BasicConstraints(ca=True, path_length=0))
        too_deep = issuer("Too deep", last)
        assert is_trusted(store, chain(HOSTS, (last,), **options).certificates)
        assert not is_trusted(store, chain(HOSTS, (too_deep, last), **options).certificates)

    def test_an_authority_for_other_names_is_refused(self, store: TrustStore, options: dict[str, bool]) -> None:
        limited = issuer("Limited", ROOT, only_below="other.example")
        assert not is_trusted(store, chain(HOSTS, (limited,), **options).certificates)


def test_certificates_that_signed_each_other_end(store: TrustStore) -> None:
    first = issuer("First", None)
    second = issuer("Second", first)
    again = issuer("First", second)
    assert not is_trusted(store, chain(HOSTS, (second,), sent=(second, again), short_key=True).certificates)


def test_nothing_and_garbage_are_not_trusted(store: TrustStore) -> None:
    good = chain(HOSTS, (ISSUING,)).certificates
    for certificates in ((), (b"",), (b"garbage",), (good[0], b"garbage"), (good[0][:-1],), (good[0] + b"x",)):
        assert not is_trusted(store, certificates)


@given(st.data())
def test_no_damaged_certificate_makes_it_raise(store: TrustStore, data: st.DataObject) -> None:
    good = chain_kept()
    at = data.draw(st.integers(0, len(good) - 1))
    damaged = good[:at] + data.draw(st.binary(min_size=1, max_size=4)) + good[at + data.draw(st.integers(0, 4)) :]
    trusted, _ = store.verify((damaged, ISSUING.der), NOW)
    assert not trusted or damaged == good


def chain_kept() -> bytes:
    return _KEPT[0]


_KEPT = chain(HOSTS, (ISSUING,)).certificates


@pytest.mark.parametrize("text", [b"", b"garbage", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_a_file_without_certificates_is_refused_at_once(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "roots.pem"
    file.write_bytes(text)
    with pytest.raises(InvalidSettings) as caught:
        TrustStore(file)
    assert (caught.value.setting, caught.value.fault) == ("ca-file", "not-a-certificate-file")


def test_a_file_that_is_absent_is_refused_at_once(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.pem", tmp_path):
        with pytest.raises(InvalidSettings):
            TrustStore(path)


def test_without_a_file_the_public_roots_count_and_ours_does_not() -> None:
    assert not is_trusted(TrustStore(None), chain(HOSTS, (ISSUING,)).certificates)
