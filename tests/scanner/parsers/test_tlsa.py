import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.certificates import NOW, authority, leaf
from tests.scanner.parsers.growth import growth
from weerbaar.scanner.parsers import certificate
from weerbaar.scanner.parsers.certificate import Certificate
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.tlsa import TlsaRecord, matches, parse

HOST = "mx.bakkerij.example"
LEAF = leaf(hosts=(HOST,))
CHAIN = (LEAF, authority())


def spki(encoded: bytes) -> bytes:
    found = certificate.read(encoded)
    assert isinstance(found, Certificate)
    return found.spki


def record(usage: int, selector: int, matching: int, encoded: bytes) -> TlsaRecord:
    selected = encoded if selector == 0 else spki(encoded)
    data = {0: selected, 1: hashlib.sha256(selected).digest(), 2: hashlib.sha512(selected).digest()}[matching]
    return TlsaRecord(usage, selector, matching, data)


def test_a_record_is_read_also_with_spaces_in_the_hex() -> None:
    digest = bytes(range(32))
    assert parse(f"3 1 1 {digest.hex()}") == TlsaRecord(3, 1, 1, digest)
    assert parse(f"3 1 1 {digest.hex()[:20].upper()} {digest.hex()[20:]}") == TlsaRecord(3, 1, 1, digest)
    assert parse("3 0 0 00ff") == TlsaRecord(3, 0, 0, b"\x00\xff")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "fields"),
        ("3 1 1", "fields"),
        ("3 1 x 00", "number"),
        ("256 1 1 00", "number"),
        ("-3 1 1 00", "number"),
        ("3 1 0 0", "hex"),
        ("3 1 0 zz", "hex"),
        ("3 1 1 00", "digest-length"),
        ("3 1 2 " + "00" * 32, "digest-length"),
    ],
)
def test_a_record_of_another_form_is_malformed(text: str, fault: str) -> None:
    found = parse(text)
    assert isinstance(found, Malformed) and found.fault == fault


@pytest.mark.parametrize("matching", [0, 1, 2])
@pytest.mark.parametrize("selector", [0, 1])
def test_usage_3_matches_the_leaf_whatever_its_name(selector: int, matching: int) -> None:
    assert matches(record(3, selector, matching, LEAF), CHAIN, [])
    assert not matches(record(3, selector, matching, authority()), CHAIN, [HOST])


@pytest.mark.parametrize("matching", [0, 1, 2])
@pytest.mark.parametrize("selector", [0, 1])
def test_usage_2_matches_the_authority_when_the_name_is_right(selector: int, matching: int) -> None:
    found = record(2, selector, matching, authority())
    assert matches(found, CHAIN, [HOST])
    assert matches(found, CHAIN, ["other.example", HOST])
    assert not matches(found, CHAIN, ["other.example"])
    assert not matches(record(2, selector, matching, LEAF), CHAIN, [HOST])


def test_usage_2_wants_the_authority_in_the_chain_and_behind_the_leaf() -> None:
    found = record(2, 1, 1, authority())
    assert not matches(found, (LEAF,), [HOST])
    assert not matches(found, (leaf(hosts=(HOST,), issuer="unknown"), authority()), [HOST])
    assert not matches(found, (LEAF, b"garbage", authority()), [HOST])


def test_usage_2_takes_a_leaf_that_signed_itself_as_its_own_authority() -> None:
    own = leaf(hosts=(HOST,), issuer="self")
    assert matches(record(2, 1, 1, own), (own,), [HOST])


@pytest.mark.parametrize("usage", [0, 1, 4, 255])
def test_other_usages_say_nothing_about_mail(usage: int) -> None:
    found = record(usage, 1, 1, LEAF)
    assert not found.usable_for_mail
    assert not matches(found, CHAIN, [HOST])


def test_unknown_selectors_and_matching_types_say_nothing() -> None:
    assert not TlsaRecord(3, 2, 0, LEAF).usable_for_mail
    assert not TlsaRecord(3, 0, 3, LEAF).usable_for_mail


def test_no_chain_and_no_certificate_match_nothing() -> None:
    assert not matches(record(3, 1, 1, LEAF), (), [HOST])
    assert not matches(record(3, 1, 1, LEAF), (b"garbage",), [HOST])
    assert matches(TlsaRecord(3, 0, 0, b"garbage"), (b"garbage",), [HOST])
    assert not matches(record(2, 0, 1, authority()), (b"garbage", authority()), [HOST])


def test_an_expired_leaf_still_matches_usage_3() -> None:
    old = leaf(hosts=(HOST,), not_after=NOW.replace(year=2025), not_before=NOW.replace(year=2024))
    assert matches(record(3, 1, 1, old), (old,), [HOST])


@given(st.text())
def test_no_text_makes_the_parser_raise(text: str) -> None:
    parse(text)
    parse("3 1 1 " + text)


@given(st.lists(st.binary(), max_size=3))
def test_no_chain_makes_the_match_raise(chain: list[bytes]) -> None:
    assert not matches(record(2, 1, 1, authority()), chain, [HOST])


@pytest.mark.parametrize("piece", [" ", "0", "00 ", "x"])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    assert growth(parse, lambda times: "3 1 0 " + piece * times + "!") < 50
