"""The first answer to a hello is read without ever raising, byte by byte if it comes so."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.probes.doors.client_hello import CODES
from weerbaar.scanner.probes.doors.server_hello import LONGEST_BYTES, Answer, ServerAnswer, read_answer

FATAL = b"\x15\x03\x03\x00\x02\x02\x46"  # protocol_version
UNRECOGNISED_NAME = b"\x15\x03\x03\x00\x02\x01\x70"


def server_hello(version: int, *, hidden: int = 0, session: bytes = b"", extensions: bytes = b"") -> bytes:
    if hidden:
        extensions += struct.pack(">HHH", 43, 2, hidden)
    body = struct.pack(">H", version) + bytes(32) + bytes([len(session)]) + session + b"\xc0\x2f\x00"
    if extensions:
        body += struct.pack(">H", len(extensions)) + extensions
    handshake = b"\x02" + struct.pack(">I", len(body))[1:] + body
    return b"\x16\x03\x03" + struct.pack(">H", len(handshake)) + handshake


@pytest.mark.parametrize("version", CODES.values())
def test_the_chosen_version_is_read(version: int) -> None:
    hello = server_hello(0x0303, hidden=version) if version == 0x0304 else server_hello(version)
    assert read_answer(hello) == ServerAnswer(Answer.HELLO, version, 0xC02F)


def test_the_hidden_version_is_found_behind_other_extensions() -> None:
    others = struct.pack(">HH", 0xFF01, 1) + b"\x00" + struct.pack(">HHHH", 51, 4, 29, 0)
    hello = server_hello(0x0303, hidden=0x0304, session=bytes(32), extensions=others)
    assert read_answer(hello).version == 0x0304


def test_what_follows_the_hello_does_not_matter() -> None:
    assert read_answer(server_hello(0x0303) + b"\x16\x03\x03\x10\x00certificate").version == 0x0303


@pytest.mark.parametrize("hello", [server_hello(0x0301), server_hello(0x0303, hidden=0x0304, session=bytes(32))])
def test_a_hello_in_pieces_is_partial_until_it_is_whole(hello: bytes) -> None:
    whole = read_answer(hello)
    for length in range(len(hello)):
        assert read_answer(hello[:length]) == ServerAnswer(Answer.PARTIAL)
    assert whole.kind is Answer.HELLO


def test_a_fatal_alert_is_a_refusal() -> None:
    assert read_answer(FATAL).kind is Answer.ALERT
    assert read_answer(b"\x15\x03\x01\x00\x02\x02\x28").kind is Answer.ALERT


def test_a_warning_about_the_name_is_no_refusal() -> None:
    assert read_answer(UNRECOGNISED_NAME).kind is Answer.PARTIAL
    assert read_answer(UNRECOGNISED_NAME + server_hello(0x0303)) == ServerAnswer(Answer.HELLO, 0x0303, 0xC02F)
    assert read_answer(UNRECOGNISED_NAME + FATAL).kind is Answer.ALERT
    assert read_answer(UNRECOGNISED_NAME * 5000).kind is not Answer.HELLO


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 400 Bad Request\r\n",
        b"220 mx.example ESMTP\r\n",
        b"SSH-2.0-OpenSSH\r\n",
        b"\x15\x15\x15",
        b"\x16\x16",
        b"\x16\x03\x03\x00\x04\x0b\x00\x00\x00",
        b"\x17\x03\x03\x00\x01x",
        b"\x00",
    ],
)
def test_something_else_is_no_tls(data: bytes) -> None:
    assert read_answer(data).kind is Answer.OTHER


def test_a_hello_too_short_for_what_it_must_hold_is_no_tls() -> None:
    for size in (0, 2, 34, 37):
        body = (b"\x03\x03" + bytes(32) + b"\x20" + bytes(2))[:size]
        assert read_answer(b"\x16\x03\x03\x00\x40\x02\x00\x00" + bytes([len(body)]) + body).kind is Answer.OTHER


def test_nothing_is_partial() -> None:
    assert read_answer(b"").kind is Answer.PARTIAL


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    for start in (b"", b"\x16\x03", b"\x16\x03\x03\x00\x50\x02", b"\x15", UNRECOGNISED_NAME):
        assert read_answer(start + data).kind in Answer


@given(st.binary(max_size=120), st.integers(0, 2**24 - 1), st.integers(0, 2**16 - 1))
def test_no_lengths_make_it_raise(data: bytes, handshake: int, record: int) -> None:
    head = b"\x16\x03\x03" + record.to_bytes(2, "big") + b"\x02" + handshake.to_bytes(3, "big") + b"\x03\x03"
    assert read_answer(head + data).kind in Answer


def test_only_so_much_is_looked_at() -> None:
    assert read_answer(b"\x16\x03\x03\xff\xff\x02\xff\xff\xff\x03\x03" + bytes(LONGEST_BYTES * 2)).kind in Answer
