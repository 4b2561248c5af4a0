"""Lists of RFC 6962: whole ones are read, and whatever does not add up is malformed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.certificates import NOW, leaf, timestamp_list
from weerbaar.scanner.parsers.certificate import Certificate
from weerbaar.scanner.parsers.certificate import read as read_certificate
from weerbaar.scanner.parsers.certificate_timestamps import LONGEST_BYTES, inside_certificate, read
from weerbaar.scanner.parsers.malformed import Malformed


def listed(*entries: bytes) -> bytes:
    body = b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)
    return len(body).to_bytes(2, "big") + body


def entry(*, moment: int = 0, extensions: bytes = b"", signature: bytes = b"sign", version: int = 0) -> bytes:
    head = bytes([version]) + bytes(32) + moment.to_bytes(8, "big") + len(extensions).to_bytes(2, "big") + extensions
    return head + b"\x04\x03" + len(signature).to_bytes(2, "big") + signature


def test_each_promise_has_its_log_and_moment() -> None:
    found = read(timestamp_list(2))
    assert not isinstance(found, Malformed)
    assert [one.log_id for one in found] == [b"\x01" * 32, b"\x02" * 32]
    assert {one.at for one in found} == {NOW}


def test_a_list_inside_a_certificate_is_found() -> None:
    parsed = read_certificate(leaf(logs=3))
    assert isinstance(parsed, Certificate)
    found = inside_certificate(parsed.timestamps)
    assert not isinstance(found, Malformed)
    assert len(found) == 3


def test_a_certificate_without_a_list_has_none() -> None:
    parsed = read_certificate(leaf(logs=0))
    assert isinstance(parsed, Certificate)
    assert parsed.timestamps == b""


def test_extensions_are_passed_over_and_later_versions_left_out() -> None:
    found = read(listed(entry(extensions=b"more"), entry(version=1), b"\x07"))
    assert not isinstance(found, Malformed)
    assert len(found) == 1


def test_an_empty_list_holds_nothing() -> None:
    assert read(b"\x00\x00") == ()


@pytest.mark.parametrize(
    ("encoded", "fault"),
    [
        (b"", "length"),
        (b"\x00", "length"),
        (timestamp_list(2)[:-1], "length"),
        (timestamp_list(2) + b"\x00", "length"),
        (b"\x00\x01\x00", "length"),
        (listed(b""), "length"),
        (listed(entry()[:46]), "entry"),
        (listed(entry() + b"\x00"), "entry"),
        (listed(entry(moment=2**63)), "entry"),
        (bytes(LONGEST_BYTES + 1), "too-long"),
    ],
)
def test_what_does_not_add_up_is_malformed(encoded: bytes, fault: str) -> None:
    found = read(encoded)
    assert isinstance(found, Malformed)
    assert found.fault == fault


@pytest.mark.parametrize("extension", [b"", b"\x30\x00", b"\x04\x05\x00"])
def test_what_is_no_octet_string_is_malformed(extension: bytes) -> None:
    assert isinstance(inside_certificate(extension), Malformed)


@given(st.binary(max_size=300) | st.lists(st.binary(max_size=60)).map(lambda parts: listed(*parts)))
def test_any_bytes_are_read_without_a_crash(encoded: bytes) -> None:
    read(encoded)
    inside_certificate(encoded)


def test_the_longest_list_is_read_at_once() -> None:
    many = listed(*([entry(signature=b"")] * ((LONGEST_BYTES - 2) // 49)))
    before = time.process_time()
    assert not isinstance(read(many), Malformed)
    assert time.process_time() - before < 0.2
