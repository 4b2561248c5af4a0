"""A handshake of TLS 1.3 by the trace of RFC 8448, with a server by hand, and with one of the standard library."""

import struct

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.probes.doors import rfc8448
from tests.scanner.probes.doors.server13 import Server13, extension, plain, ticket, vector
from weerbaar.scanner.probes.doors.handshake13 import LONGEST_BYTES, Handshake13
from weerbaar.scanner.probes.doors.key_exchange import key_exchange
from weerbaar.scanner.probes.doors.record_protection import HANDSHAKE, SUITES13, Protection
from weerbaar.scanner.probes.doors.survey_hello import SurveyHello

CHANGE_CIPHER_SPEC = b"\x14\x03\x03\x00\x01\x01"


def client() -> Handshake13:
    exchange = key_exchange(29)
    hello = SurveyHello("bakkerij.example", tuple(SUITES13), (29,), newest=True, proofs=True, share=exchange.public)
    return Handshake13(hello.to_bytes(), exchange)


def finished(server_extensions: bytes = b"", suite: int = 0x1301) -> tuple[Handshake13, Server13]:
    """A client and a server that are done with each other's hello."""
    talk = client()
    server = Server13(talk.hello, suite, server_extensions)
    talk.receive(server.flight)
    assert talk.is_complete
    return talk, server


def of_the_trace() -> Handshake13:
    exchange = key_exchange(29)
    exchange._key = X25519PrivateKey.from_private_bytes(rfc8448.CLIENT_KEY)  # type: ignore[attr-defined]
    return Handshake13(b"\x16\x03\x01" + vector(2, rfc8448.CLIENT_HELLO), exchange)


def flight_of_the_trace() -> bytes:
    messages = rfc8448.ENCRYPTED_EXTENSIONS + rfc8448.CERTIFICATE + rfc8448.CERTIFICATE_VERIFY + rfc8448.SERVER_FINISHED
    sealed = Protection.of_secret(SUITES13[0x1301], rfc8448.SERVER_HANDSHAKE.secret).seal(HANDSHAKE, messages)
    assert sealed.endswith(rfc8448.FLIGHT_RECORD_ENDS)
    return plain(rfc8448.SERVER_HELLO) + sealed


def test_the_trace_is_followed_to_its_ticket() -> None:
    talk = of_the_trace()
    answer = talk.receive(flight_of_the_trace())
    assert talk.is_complete
    assert answer.startswith(CHANGE_CIPHER_SPEC + rfc8448.CLIENT_FINISHED_RECORD)
    assert talk.receive(rfc8448.TICKET_RECORD) == b""
    assert talk.early_data == 1024
    assert (talk.staple, talk.timestamps, talk.is_over) == (b"", b"", False)


def test_the_trace_is_followed_octet_by_octet() -> None:
    talk = of_the_trace()
    answer = b"".join(talk.receive(bytes([octet])) for octet in flight_of_the_trace() + rfc8448.TICKET_RECORD)
    assert rfc8448.CLIENT_FINISHED_RECORD in answer
    assert talk.early_data == 1024


@pytest.mark.parametrize("suite", SUITES13)
@pytest.mark.parametrize(("allowed", "seen"), [(None, 0), (0, 0), (16384, 16384), (0xFFFFFFFF, 0xFFFFFFFF)])
def test_a_ticket_tells_how_much_early_data_it_allows(suite: int, allowed: int | None, seen: int) -> None:
    talk, server = finished(suite=suite)
    talk.receive(server.seal(ticket(None)) + server.seal(ticket(allowed)))
    talk.receive(b"")
    assert (talk.early_data, talk.is_over) == (seen, True)


def test_what_came_with_the_certificate_is_kept() -> None:
    status = extension(5, b"\x01" + vector(3, b"an OCSP response"))
    talk, _ = finished(status + extension(18, vector(2, b"timestamps")))
    assert talk.staple == b"an OCSP response"
    assert talk.timestamps == vector(2, b"timestamps")


def test_a_server_that_wants_a_certificate_gets_an_empty_one() -> None:
    talk = client()
    server = Server13(talk.hello, wants_certificate=True)
    answer = talk.receive(server.flight)
    at = len(CHANGE_CIPHER_SPEC)
    length = struct.unpack(">H", answer[at + 3 : at + 5])[0]
    said = server.open(answer[at : at + 5 + length])
    assert said.startswith(b"\x0b\x00\x00\x04\x00\x00\x00\x00\x14")


def test_application_data_and_goodbyes_are_no_tickets() -> None:
    talk, server = finished()
    talk.receive(server.seal(b"HTTP/2 settings", kind=23) + server.seal(b"\x01\x00", kind=21))
    assert talk.is_over
    assert talk.early_data == 0


@pytest.mark.parametrize(
    "answer",
    [
        b"\x15\x03\x03\x00\x02\x02\x28",  # handshake failure
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        plain(rfc8448.SERVER_HELLO[:20]),
        plain(b"\x02" + vector(3, rfc8448.SERVER_HELLO[4:-40] + bytes(40))),
        # HelloRetryRequest: another group, please
        plain(b"\x02" + vector(3, b"\x03\x03" + bytes(33) + b"\x13\x01\x00" + vector(2, extension(51, b"\x00\x18")))),
        b"",
    ],
)
def test_an_answer_that_leads_nowhere_ends_it(answer: bytes) -> None:
    talk = client()
    assert talk.receive(answer) == b""
    assert not talk.is_complete
    talk.receive(b"")
    assert talk.is_over


def test_a_flood_ends_it() -> None:
    talk, _ = finished()
    talk.receive(bytes(LONGEST_BYTES))
    assert talk.is_over


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_taken_without_a_crash(data: bytes, is_late: bool) -> None:
    talk = client()
    if is_late:
        server = Server13(talk.hello)
        talk.receive(server.flight)
        data = server.seal(data)
    talk.receive(data)
    talk.receive(b"")
    assert talk.is_over
