"""A handshake of TLS 1.2 with servers of OpenSSL, in memory: finished, and asked once to do it again."""

import ssl
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.probes.certificates import chain, issuer, root
from tests.scanner.probes.doors.server13 import message, plain, vector
from weerbaar.scanner.probes.doors.handshake12 import LONGEST_BYTES, Handshake12
from weerbaar.scanner.probes.doors.key_exchange import COMPUTABLE
from weerbaar.scanner.probes.doors.record_protection import SUITES12
from weerbaar.scanner.probes.doors.survey_hello import SurveyHello

HOST = "www.bakkerij.example"
SHOWN = chain((HOST,), (issuer("Test Issuing", root()),))
HELLO = SurveyHello(HOST, tuple(SUITES12), COMPUTABLE, proofs=True, protocols=(b"http/1.1",))
# SSL_OP_ALLOW_CLIENT_RENEGOTIATION of SSL_CTX_set_options(3), which Python does not name.
_LETS_CLIENTS_RENEGOTIATE = 0x100


def client(hello: SurveyHello = HELLO) -> Handshake12:
    return Handshake12(hello.to_bytes(), lambda proof: replace(hello, renewing=proof).to_bytes())


def talking(context: ssl.SSLContext, talk: Handshake12) -> None:
    """Let client and server talk in memory until neither has more to say; the server never says goodbye of itself."""
    inward, outward = ssl.MemoryBIO(), ssl.MemoryBIO()
    server = context.wrap_bio(inward, outward, server_side=True)
    said, is_finished = talk.hello, False
    while said:
        inward.write(said)
        try:
            if not is_finished:
                server.do_handshake()
                is_finished = True
            server.read(100)
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLError:
            said = talk.receive(outward.read())
            talk.receive(b"")
            return
        said = talk.receive(outward.read())


def serving(
    *, ciphers: str = "ECDHE+AESGCM:ECDHE+CHACHA20", curve: str = "", renegotiates: bool = False
) -> ssl.SSLContext:
    context = SHOWN.server()
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(ciphers)
    if curve:
        context.set_ecdh_curve(curve)
    if renegotiates:
        context.options |= _LETS_CLIENTS_RENEGOTIATE
    return context


@pytest.mark.parametrize(
    "cipher", ["ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305"]
)
@pytest.mark.parametrize("renegotiates", [True, False])
def test_the_server_begins_anew_or_refuses(cipher: str, renegotiates: bool) -> None:
    talk = client()
    talking(serving(ciphers=cipher, renegotiates=renegotiates), talk)
    assert talk.is_complete
    assert talk.renegotiates is renegotiates


@pytest.mark.parametrize("curve", ["prime256v1", "secp384r1", "secp521r1", "X25519"])
def test_each_curve_leads_to_the_end(curve: str) -> None:
    talk = client()
    talking(serving(curve=curve), talk)
    assert talk.is_complete


def test_an_old_server_without_an_extended_master_secret_is_understood() -> None:
    """RFC 7627, section 5.3: without the extension the secret follows from the two random numbers."""
    context = serving()
    context.options |= 0x1  # SSL_OP_NO_EXTENDED_MASTER_SECRET
    talk = client()
    talking(context, talk)
    assert talk.is_complete


def test_a_server_that_wants_a_certificate_gets_an_empty_one() -> None:
    context = serving()
    context.verify_mode = ssl.CERT_OPTIONAL
    context.load_verify_locations(cadata=root().pem.decode())
    talk = client()
    talking(context, talk)
    assert talk.is_complete


def test_a_staple_is_kept() -> None:
    talk = client()
    hello = message(2, b"\x03\x03" + bytes(32) + b"\x00\xc0\x2b\x00")
    status = message(22, b"\x01" + vector(3, b"an OCSP response"))
    assert talk.receive(plain(hello + message(11, vector(3, b"")) + status)) == b""
    assert talk.staple == b"an OCSP response"
    assert talk.renegotiates is None


@pytest.mark.parametrize(
    "answer",
    [
        b"\x15\x03\x03\x00\x02\x02\x28",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        plain(message(2, b"\x03\x03" + bytes(32) + b"\x00\x00\x2f\x00")),  # a suite that we did not offer
        plain(message(14, b"")),  # done before anything was agreed
        b"\x14\x03\x03\x00\x01\x01",  # keys before their time
        plain(message(2, b"\x03\x03" + bytes(32) + b"\x00\xc0\x2b\x00") + message(12, b"\x03\x00\x1e\x38")),
        b"",
    ],
)
def test_an_answer_that_leads_nowhere_ends_it_without_a_verdict(answer: bytes) -> None:
    talk = client()
    assert talk.receive(answer) == b""
    talk.receive(b"")
    assert talk.is_over
    assert talk.renegotiates is None


def test_a_flood_ends_it() -> None:
    talk = client()
    talk.receive(plain(bytes(100)) * (LONGEST_BYTES // 100))
    assert talk.is_over


@given(st.binary(max_size=300), st.integers(min_value=0, max_value=25))
def test_any_bytes_are_taken_without_a_crash(data: bytes, kind: int) -> None:
    talk = client()
    talk.receive(plain(message(2, b"\x03\x03" + bytes(32) + b"\x00\xc0\x2b\x00") + message(kind, data)))
    talk.receive(data)
    talk.receive(b"")
    assert talk.is_over
