"""The survey against servers that answer octet by octet, and against a real one."""

import asyncio
import socket
import ssl
import struct
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner import certificates
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.checks.tls.compression.check import run as judge_compression
from weerbaar.scanner.checks.tls.extended_master_secret.check import run as judge_master_secret
from weerbaar.scanner.checks.tls.key_exchange.check import run as judge_key_exchange
from weerbaar.scanner.checks.tls.renegotiation.check import run as judge_renegotiation
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls_survey import WEB_SURVEYS, DhParameters, TlsSurvey
from weerbaar.scanner.probes.doors.clock import SystemClock
from weerbaar.scanner.probes.doors.dialer import GuardedDialer
from weerbaar.scanner.probes.doors.guard import AddressGuard
from weerbaar.scanner.probes.doors.places import Places
from weerbaar.scanner.probes.doors.server_flight import read_flight
from weerbaar.scanner.probes.doors.settings import parse_ranges
from weerbaar.scanner.probes.doors.survey_hello import SurveyHello
from weerbaar.scanner.probes.doors.tls_survey import TlsSurveyor
from weerbaar.scanner.probes.doors.usage import Usage

ADDRESS = "198.18.0.1"
Answer = Callable[[bytes], bytes]


def record(kind: int, content: bytes) -> bytes:
    return bytes([kind, 3, 3]) + struct.pack(">H", len(content)) + content


def message(kind: int, body: bytes) -> bytes:
    return bytes([kind]) + struct.pack(">I", len(body))[1:] + body


def server_hello(suite: int, compression: int = 0, extensions: bytes = b"") -> bytes:
    body = (
        b"\x03\x03"
        + bytes(32)
        + b"\x00"
        + struct.pack(">HB", suite, compression)
        + struct.pack(">H", len(extensions))
        + extensions
    )
    return message(2, body)


def offered_suites(hello: bytes) -> list[int]:
    at = 5 + 4 + 2 + 32
    at += 1 + hello[at]
    length = int.from_bytes(hello[at : at + 2], "big")
    return [int.from_bytes(hello[at + 2 + i : at + 4 + i], "big") for i in range(0, length, 2)]


@asynccontextmanager
async def serving(talk: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]) -> AsyncIterator[int]:
    """A server on loopback; when the test is done with it, so are all its conversations."""
    conversations = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        conversations.add(asyncio.current_task())
        with suppress(ConnectionError):
            await talk(reader, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]
    await asyncio.wait_for(asyncio.gather(*filter(None, conversations)), 5)


@asynccontextmanager
async def listening(answer: Answer) -> AsyncIterator[int]:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(await reader.read(4096)))
        await writer.drain()

    async with serving(talk) as port:
        yield port


def surveyor(port: int, usage: Usage | None = None) -> TlsSurveyor:
    clock = SystemClock()
    guard = AddressGuard(parse_ranges(["198.18.0.0/15"]))
    dialer = GuardedDialer(guard, Places(clock), usage or Usage(), detour=lambda address, asked: ("127.0.0.1", port))
    return TlsSurveyor(dialer, clock, answer_s=1.0)


async def survey(answer: Answer) -> TlsSurvey:
    async with listening(answer) as port:
        return await surveyor(port).survey("bakkerij.example", ADDRESS, 443, ["TLSv1.2"])


def judged(seen: TlsSurvey, judge: Callable[[FactSheet], Finding]) -> str:
    sheet = FactSheet("bakkerij.example")
    sheet.record(WEB_SURVEYS, Observed((seen,), SystemClock().now()))
    return judge(sheet).outcome


def value(observation: Observation[object]) -> object:
    assert isinstance(observation, Observed)
    return observation.value


def old_server(hello: bytes) -> bytes:
    """Takes RSA with AES, compresses when it may, and knows no extensions at all."""
    suites = offered_suites(hello)
    if 0x002F not in suites:
        return record(21, b"\x02\x28")
    return record(22, server_hello(0x002F, 1 if b"\x02\x01\x00" in hello else 0))


async def test_an_old_server_is_seen_to_compress_and_to_know_no_safe_renegotiation() -> None:
    seen = await survey(old_server)
    assert value(seen.suites) == ("TLS_RSA_WITH_AES_128_CBC_SHA",)
    assert value(seen.compression) is True
    assert value(seen.secure_renegotiation) is False
    assert value(seen.extended_master_secret) is False
    assert judged(seen, judge_compression) == "on"
    assert judged(seen, judge_renegotiation) == "insecure"
    assert judged(seen, judge_master_secret) == "missing"


def finite_field_server(prime: bytes) -> Answer:
    def answer(hello: bytes) -> bytes:
        if 0x009E not in offered_suites(hello):
            return record(21, b"\x02\x28")
        parameters = struct.pack(">H", len(prime)) + prime + b"\x00\x01\x02"
        return record(22, server_hello(0x009E) + message(11, bytes(900))) + record(22, message(12, parameters))

    return answer


@pytest.mark.parametrize(
    ("prime", "parameters", "outcome"),
    [
        (
            b"\xff" * 8 + bytes.fromhex("adf85458") + b"\x55" * 364 + b"\xff" * 8,
            DhParameters(3072, "ffdhe3072"),
            "phase-out",
        ),
        (
            b"\xff" * 8 + bytes.fromhex("adf85458") + b"\x55" * 236 + b"\xff" * 8,
            DhParameters(2048, "ffdhe2048"),
            "phase-out",
        ),
        (b"\xff" * 8 + bytes.fromhex("c90fdaa2") + b"\x55" * 236 + b"\xff" * 8, DhParameters(2048), "phase-out"),
        (b"\x7f" + b"\x55" * 127, DhParameters(1023), "insufficient"),
    ],
)
async def test_a_finite_field_is_known_by_its_prime(prime: bytes, parameters: DhParameters, outcome: str) -> None:
    seen = await survey(finite_field_server(prime))
    assert value(seen.dh) == parameters
    assert judged(seen, judge_key_exchange) == outcome


async def test_what_is_no_tls_is_no_finding() -> None:
    seen = await survey(lambda hello: b"HTTP/1.1 400 Bad Request\r\n\r\n")
    assert isinstance(seen.suites, Unobserved)
    assert seen.suites.reason is Reason.PROTOCOL_ERROR


async def test_a_silent_server_is_a_time_out_and_no_refusal() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with serving(silent) as port:
        tool = surveyor(port)
        tool._answer_s = 0.1
        answer = await tool.ask(SurveyHello("bakkerij.example", (0x009E,), (29,)), ADDRESS, 443)
    assert isinstance(answer, Unobserved)
    assert answer.reason is Reason.TIMEOUT


@pytest.fixture
def real_context(tmp_path: Path) -> ssl.SSLContext:
    """A server of the standard library with a P-256 certificate."""
    key = certificates._key("p256", "bakkerij.example")
    chain = tmp_path / "chain.pem"
    chain.write_bytes(
        ssl.DER_cert_to_PEM_cert(certificates.leaf()).encode()
        + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    context.set_ciphers("ECDHE+AESGCM")
    return context


@pytest.fixture
def real_port(real_context: ssl.SSLContext) -> Iterator[int]:
    """A server in a thread: every hello ends without a handshake, which asyncio's own server would complain about."""

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                connection.settimeout(2)
                real_context.wrap_socket(connection, server_side=True).close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


async def test_a_real_server_is_surveyed_within_thirty_five_connections(real_port: int) -> None:
    usage = Usage()
    seen = await surveyor(real_port, usage).survey("bakkerij.example", ADDRESS, 443, ["TLSv1.2", "TLSv1.3"])
    assert set(value(seen.suites)) == {  # type: ignore[call-overload]
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    }
    assert "TLS_AES_256_GCM_SHA384" in value(seen.suites13)  # type: ignore[operator]
    assert "x25519" in value(seen.groups13)  # type: ignore[operator]
    assert value(seen.secure_renegotiation) is True
    assert value(seen.extended_master_secret) is True
    assert value(seen.compression) is False
    assert value(seen.renegotiates) is False
    assert value(seen.early_data) == 0
    assert value(seen.staple) == b""
    assert usage.connections <= 35


async def test_a_response_that_comes_with_the_certificate_is_kept() -> None:
    def stapling_server(hello: bytes) -> bytes:
        if b"\x00\x05\x00\x05\x01" not in hello:  # it is sent to those who ask only (RFC 6066, section 8)
            return old_server(hello)
        status = message(22, b"\x01\x00\x00\x10an OCSP response")
        return record(22, server_hello(0x002F) + message(11, bytes(500)) + status + message(14, b""))

    seen = await survey(stapling_server)
    assert value(seen.staple) == b"an OCSP response"
    assert isinstance(seen.renegotiates, Unobserved)  # it knows no suite that we could complete
    assert seen.renegotiates.reason is Reason.NOT_LOOKED


async def test_a_server_that_drips_its_flight_is_left() -> None:
    """Each part is read from the start: a server could keep us busy with many small ones."""

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4096)
        while not writer.is_closing():
            writer.write(record(22, b""))
            await asyncio.sleep(0.001)

    async with serving(drip) as port:
        before = time.process_time()
        answer = await surveyor(port).ask(SurveyHello("bakkerij.example", (0x009E,), (29,)), ADDRESS, 443)
        assert time.process_time() - before < 1
    assert isinstance(answer, Unobserved)
    assert answer.reason is Reason.PROTOCOL_ERROR


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda body: record(22, message(2, bytes(34) + body))))
def test_any_bytes_are_read_without_a_crash(data: bytes) -> None:
    flight = read_flight(data)
    assert flight.choice is None or flight.choice.suite <= 0xFFFF
