"""OCSP responses: about which certificate, by whom, and for when."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.certificates import DAY, NOW, authority, leaf, ocsp_response
from weerbaar.scanner.parsers.certificate import Certificate
from weerbaar.scanner.parsers.certificate import read as read_certificate
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.ocsp import LONGEST_BYTES, OcspAnswer, answer_about

LEAF = leaf(ocsp="http://ocsp.lab.example")
UNSUCCESSFUL = bytes.fromhex("30030a0106")  # unauthorised (RFC 6960, section 4.2.1)


def parsed(encoded: bytes = LEAF) -> Certificate:
    certificate = read_certificate(encoded)
    assert isinstance(certificate, Certificate)
    return certificate


def answer(encoded: bytes, issuer: bytes | None = None) -> OcspAnswer:
    found = answer_about(parsed(), encoded, authority() if issuer is None else issuer)
    assert isinstance(found, OcspAnswer), found
    return found


@pytest.mark.parametrize("status", ["good", "revoked", "unknown"])
def test_the_status_is_read(status: str) -> None:
    found = answer(ocsp_response(LEAF, status))
    assert (found.status, found.is_signed) == (status, True)
    assert (found.revoked_at is not None) == (status == "revoked")


def test_a_delegate_of_the_issuer_may_sign_and_a_stranger_may_not() -> None:
    assert answer(ocsp_response(LEAF, delegate=True)).is_signed
    assert answer(ocsp_response(LEAF, signer="unknown", delegate=True)).is_signed is False
    assert answer(ocsp_response(LEAF, signer="unknown")).is_signed is False


def test_without_the_issuer_nothing_is_said_of_the_signature() -> None:
    found = answer_about(parsed(), ocsp_response(LEAF), None)
    assert isinstance(found, OcspAnswer)
    assert found.is_signed is None


@pytest.mark.parametrize(
    ("first", "last", "moment", "holds"),
    [
        (NOW - DAY, NOW + DAY, NOW, True),
        (NOW - DAY, None, NOW, True),
        (NOW - 9 * DAY, NOW - DAY, NOW, False),
        (NOW + DAY, NOW + 2 * DAY, NOW, False),
    ],
)
def test_it_holds_between_its_moments(first: datetime, last: datetime | None, moment: datetime, holds: bool) -> None:
    assert answer(ocsp_response(LEAF, first=first, last=last)).holds_at(moment) is holds


def test_one_that_others_signed_never_holds() -> None:
    assert not answer(ocsp_response(LEAF, signer="unknown")).holds_at(NOW)


@pytest.mark.parametrize(
    ("encoded", "fault"),
    [
        (b"", "unreadable: ValueError"),
        (b"\x30\x03\x0a\x01", "unreadable: ValueError"),
        (UNSUCCESSFUL, "unsuccessful"),
        (bytes(LONGEST_BYTES + 1), "too-long"),
    ],
)
def test_what_is_no_answer_is_malformed(encoded: bytes, fault: str) -> None:
    found = answer_about(parsed(), encoded, authority())
    assert isinstance(found, Malformed)
    assert found.fault == fault


def test_an_answer_about_another_certificate_is_none() -> None:
    """The serial number is the same; the issuer is not."""
    other = leaf(issuer="unknown")
    found = answer_about(parsed(), ocsp_response(other, issuer="unknown", signer="unknown"), authority())
    assert isinstance(found, Malformed)
    assert found.fault == "other-certificate"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_a_crash(encoded: bytes) -> None:
    assert isinstance(answer_about(parsed(), encoded, authority()), Malformed)
