"""Keys and records against the trace of RFC 8448, and against themselves for what the trace does not show."""

import pytest

from tests.scanner.probes.doors import rfc8448
from weerbaar.scanner.probes.doors.record_protection import (
    ALERT,
    APPLICATION_DATA,
    HANDSHAKE,
    SUITES12,
    SUITES13,
    Protection,
    Unreadable,
    extract,
    prf,
)

AES = SUITES13[0x1301]


def pair(suite: int, version: int) -> tuple[Protection, Protection]:
    chosen = (SUITES13 if version == 4 else SUITES12)[suite]
    iv = bytes(range(4 if version == 3 and not chosen.is_chacha else 12))
    sender, receiver = (Protection(chosen, bytes(range(chosen.key_bytes)), iv, version=version) for _ in "sr")
    return sender, receiver


def test_the_early_secret_is_that_of_the_trace() -> None:
    assert extract("sha256", b"", b"") == rfc8448.EARLY_SECRET


@pytest.mark.parametrize("expected", [rfc8448.SERVER_HANDSHAKE, rfc8448.SERVER_APPLICATION])
def test_keys_follow_from_a_traffic_secret_as_in_the_trace(expected: rfc8448.Secret) -> None:
    made = Protection.of_secret(AES, expected.secret)
    assert (made.key, made.iv) == (expected.key, expected.iv)


def test_a_record_is_sealed_and_opened_as_in_the_trace() -> None:
    secret = rfc8448.SERVER_APPLICATION.secret
    assert Protection.of_secret(AES, secret).seal(HANDSHAKE, rfc8448.TICKET) == rfc8448.TICKET_RECORD
    assert Protection.of_secret(AES, secret).open(rfc8448.TICKET_RECORD) == (HANDSHAKE, rfc8448.TICKET)


def test_the_prf_of_tls_12_is_that_of_its_test_vector() -> None:
    """A vector for SHA-256 that the working group used for TLS 1.2 (mailing list, 2009); no RFC prints one."""
    secret = bytes.fromhex("9bbe436ba940f017b17652849a71db35")
    seed = bytes.fromhex("a0ba9f936cda311827a6f796ffd5198c")
    assert prf("sha256", secret, b"test label", seed, 100).hex() == (
        "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17"
        "abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66"
    )


@pytest.mark.parametrize(
    ("suite", "version"), [*((suite, 4) for suite in SUITES13), *((suite, 3) for suite in (0xC02B, 0xC030, 0xCCA9))]
)
def test_records_of_each_suite_are_opened_in_their_order(suite: int, version: int) -> None:
    sender, receiver = pair(suite, version)
    records = [sender.seal(HANDSHAKE, b"one"), sender.seal(ALERT, b"\x01\x00")]
    assert [receiver.open(record) for record in records] == [(HANDSHAKE, b"one"), (ALERT, b"\x01\x00")]


@pytest.mark.parametrize(("suite", "version"), [(0x1301, 4), (0xC02B, 3), (0xCCA9, 3)])
@pytest.mark.parametrize("damage", ["bit", "short", "empty", "order"])
def test_what_others_sealed_is_unreadable(suite: int, version: int, damage: str) -> None:
    sender, receiver = pair(suite, version)
    record = sender.seal(HANDSHAKE, b"content")
    if damage == "order" and suite != 0xC02B:  # with GCM in TLS 1.2 the number stands in the record, and is bound to it
        receiver.seal(HANDSHAKE, b"")
    elif damage == "short":
        record = record[:9]
    elif damage == "empty":
        record = record[:5]
    else:
        record = record[:-1] + bytes([record[-1] ^ 1])
    with pytest.raises(Unreadable):
        receiver.open(record)


def test_padding_without_content_is_nothing() -> None:
    sender, receiver = pair(0x1301, 4)
    assert receiver.open(sender.seal(0, b"\x00" * 8)) == (APPLICATION_DATA, b"")
