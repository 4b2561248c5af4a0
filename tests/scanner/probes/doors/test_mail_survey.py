"""The survey of mail hosts over real STARTTLS, and against hosts that answer octet by octet or turn away in the middle."""

import asyncio
import socket
import ssl
import struct
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.scanner import certificates
from tests.scanner.probes.listening import OPENED, listening
from weerbaar.scanner.checks.tls.guideline import guideline
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls import TlsSession
from weerbaar.scanner.facts.tls_survey import DhParameters, TlsSurvey
from weerbaar.scanner.probes.doors import mail_survey
from weerbaar.scanner.probes.doors.clock import SystemClock
from weerbaar.scanner.probes.doors.dialer import GuardedDialer
from weerbaar.scanner.probes.doors.guard import AddressGuard
from weerbaar.scanner.probes.doors.mail_survey import MOST_VISITS, MailSurveyor
from weerbaar.scanner.probes.doors.places import Places
from weerbaar.scanner.probes.doors.settings import Identity
from weerbaar.scanner.probes.doors.smtp import GreetingSmtpDialer, SharedMail
from weerbaar.scanner.probes.doors.tls import AsyncTlsDialer
from weerbaar.scanner.probes.doors.tls_registry import name_of, registry
from weerbaar.scanner.probes.doors.trust import TrustStore
from weerbaar.scanner.probes.doors.usage import Usage

HOST, ADDRESS = "mx.example", "192.0.2.10"
NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
EHLO = b"250-mx.example\r\n250 STARTTLS\r\n"
REFUSAL = b"\x15\x03\x03\x00\x02\x02\x28"
Answer = Callable[[bytes], bytes]


def session(version: str = "TLSv1.2") -> TlsSession:
    return TlsSession(version, "TLS_AES_256_GCM_SHA384", (), True, "", NOW)


class Tool:
    """A surveyor whose mail host is a port of loopback, without pauses between its visits."""

    def __init__(self, port: int, keep_s: float = 60, back_off_s: float = 60, **limits: float) -> None:
        clock = SystemClock()
        self.usage = Usage()
        places = Places(clock, mail_pause_s=0)
        dialer = GuardedDialer(AddressGuard(OPENED), places, self.usage, detour=lambda *asked: ("127.0.0.1", port))
        tls = AsyncTlsDialer(dialer, TrustStore(None), clock)
        smtp = GreetingSmtpDialer(dialer, tls, clock, Identity(ehlo_name="scan.example"), banner_s=0.3, whole_s=0.6)
        self._doors = smtp, dialer, clock
        self._shared = SharedMail(clock, keep_s, back_off_s)
        self._limits = limits
        self.next_scan()

    def next_scan(self) -> None:
        """A surveyor of its own for each scan; what they share stays."""
        self.surveyor = MailSurveyor(*self._doors, shared=self._shared, answer_s=0.3, **self._limits)

    async def survey(self, completed: TlsSession | None = None) -> TlsSurvey:
        return await self.surveyor.survey(HOST, ADDRESS, completed or session())


def value(seen: Observation[object]) -> object:
    assert isinstance(seen, Observed), seen
    return seen.value


def reason(seen: Observation[object]) -> Reason:
    assert isinstance(seen, Unobserved), seen
    return seen.reason


# ── a real server ──


@contextmanager
def real_server(context: ssl.SSLContext) -> Iterator[int]:
    """STARTTLS in a thread: every hello ends without a handshake, which asyncio's own server would complain about."""

    def talk(connection: socket.socket) -> None:
        connection.settimeout(2)
        connection.sendall(b"220 mx.example ESMTP\r\n")
        connection.recv(512)
        connection.sendall(EHLO)
        connection.recv(512)
        connection.sendall(b"220 go ahead\r\n")
        context.wrap_socket(connection, server_side=True).close()

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                talk(connection)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


@pytest.fixture
def context(tmp_path: Path) -> ssl.SSLContext:
    key = certificates._key("p256", "bakkerij.example")
    chain = tmp_path / "chain.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    chain.write_bytes(ssl.DER_cert_to_PEM_cert(certificates.leaf()).encode() + private)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(chain)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_ciphers("ECDHE+AESGCM")
    made.set_ecdh_curve("prime256v1")
    return made


async def test_a_well_kept_host_is_known_after_seven_visits(context: ssl.SSLContext) -> None:
    with real_server(context) as port:
        tool = Tool(port)
        seen = await tool.survey(session("TLSv1.3"))
    assert value(seen.suites) == ("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",)
    assert value(seen.suites13) == ("TLS_AES_256_GCM_SHA384",)
    assert value(seen.groups12) == value(seen.groups13) == ("secp256r1",)
    assert value(seen.dh) is None
    assert value(seen.secure_renegotiation) is True
    assert value(seen.extended_master_secret) is True
    assert tool.usage.connections == 7


async def test_weak_suites_and_groups_are_named_within_the_visits(context: ssl.SSLContext) -> None:
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.set_ecdh_curve("prime192v1")
    with real_server(context) as port:
        tool = Tool(port)
        seen = await tool.survey()
    assert any(name.endswith("_CBC_SHA") or "anon" in name for name in value(seen.suites))  # type: ignore[attr-defined]
    assert "secp192r1" in value(seen.groups12)  # type: ignore[operator]
    assert tool.usage.connections <= MOST_VISITS


async def test_the_default_groups_of_the_library_are_seen_in_tls13(tmp_path: Path, context: ssl.SSLContext) -> None:
    usual = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    usual.load_cert_chain(tmp_path / "chain.pem")
    with real_server(usual) as port:
        tool = Tool(port)
        seen = await tool.survey(session("TLSv1.3"))
    assert "x25519" in value(seen.groups13)  # type: ignore[operator]
    assert tool.usage.connections <= MOST_VISITS


@pytest.mark.parametrize("keep_s", [60, 0], ids=["kept for other scans", "kept for this scan alone"])
async def test_a_server_is_surveyed_once_for_all_names_that_it_has(context: ssl.SSLContext, keep_s: float) -> None:
    with real_server(context) as port:
        tool = Tool(port, keep_s)
        seen = session("TLSv1.3")
        first, second = await asyncio.gather(
            tool.survey(seen), tool.surveyor.survey("mail.other.example", ADDRESS, seen)
        )
    assert (first.host, second.host) == (HOST, "mail.other.example")
    assert first.suites == second.suites
    assert "mx.example" not in str(second)
    assert tool.usage.connections == 7


# ── hosts that answer octet by octet ──


@asynccontextmanager
async def host(
    answer: Answer, *, turned_away_after: int = 999, by: bytes = b"421 4.7.0 Slow down\r\n"
) -> AsyncIterator[int]:
    """A host that is willing for so many visits, and from then on says something else."""
    visits = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal visits
        visits += 1
        if visits > turned_away_after:
            writer.write(by)
            await (writer.drain() if by else asyncio.sleep(5))
            return
        writer.write(b"220 mx.example ESMTP\r\n")
        await reader.readline()
        writer.write(EHLO)
        await reader.readline()
        writer.write(b"220 go ahead\r\n")
        writer.write(answer(await reader.read(4096)))
        await writer.drain()

    async with listening(talk) as port:
        yield port


def offered(hello: bytes) -> list[int]:
    at = 5 + 4 + 2 + 32
    at += 1 + hello[at]
    length = int.from_bytes(hello[at : at + 2], "big")
    return [int.from_bytes(hello[at + 2 + i : at + 4 + i], "big") for i in range(0, length, 2)]


def flight(suite: int, key_exchange: bytes = b"") -> bytes:
    body = b"\x03\x03" + bytes(32) + b"\x00" + struct.pack(">HB", suite, 0) + b"\x00\x00"
    messages = b"\x02" + struct.pack(">I", len(body))[1:] + body
    if key_exchange:
        messages += b"\x0c" + struct.pack(">I", len(key_exchange))[1:] + key_exchange
    messages += b"\x0e\x00\x00\x00"
    return b"\x16\x03\x03" + struct.pack(">H", len(messages)) + messages


def takes(*suites: int, key_exchange: bytes = b"\x03\x00\x17\x01\x04") -> Answer:
    """Takes the first of these that is offered, and nothing else; says the same of its key exchange each time."""

    def answer(hello: bytes) -> bytes:
        chosen = next((suite for suite in suites if suite in offered(hello)), None)
        return REFUSAL if chosen is None else flight(chosen, key_exchange)

    return answer


GOOD, ROTTEN = 0xC02C, 0x0005  # ECDHE with AES-GCM; RSA with RC4


async def test_a_bad_suite_does_not_hide_behind_good_ones() -> None:
    async with host(takes(GOOD, ROTTEN)) as port:
        seen = await Tool(port).survey()
    assert value(seen.suites) == ("TLS_RSA_WITH_RC4_128_SHA", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")


async def test_the_prime_of_a_finite_field_is_measured() -> None:
    prime = b"\x7f" + b"\x55" * 127
    parameters = struct.pack(">H", len(prime)) + prime + b"\x00\x01\x02"
    async with host(takes(0x009E, key_exchange=parameters)) as port:
        seen = await Tool(port).survey()
    assert value(seen.dh) == DhParameters(1023)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (b"421 4.7.0 Slow down\r\n", Reason.BUSY),
        (b"450 4.7.1 Greylisted\r\n", Reason.BUSY),
        (b"554 5.7.1 Too many visits\r\n", Reason.TURNED_AWAY),
        (b"", Reason.TIMEOUT),
    ],
)
@pytest.mark.parametrize("after", [0, 1, 2, 4])
async def test_a_host_that_turns_away_in_the_middle_was_not_measured_and_is_left_alone(
    by: bytes, expected: Reason, after: int
) -> None:
    async with host(takes(GOOD, ROTTEN), turned_away_after=after, by=by) as port:
        tool = Tool(port)
        seen = await tool.survey()
    assert {reason(part) for part in (seen.suites, seen.suites13, seen.groups12, seen.groups13, seen.dh)} == {expected}
    assert tool.usage.connections == after + 1


async def test_a_host_that_was_busy_is_left_alone_for_a_while() -> None:
    async with host(takes(GOOD), turned_away_after=1) as port:
        tool = Tool(port)
        await tool.survey()
        tool.next_scan()
        assert reason((await tool.survey()).suites) is Reason.BUSY
    assert tool.usage.connections == 2


async def test_a_host_that_was_busy_is_asked_anew_later() -> None:
    async with host(takes(GOOD), turned_away_after=1) as port:
        tool = Tool(port, back_off_s=0)
        await tool.survey()
        tool.next_scan()
        await tool.survey()
    assert tool.usage.connections == 3


async def test_a_scan_that_was_turned_away_does_not_try_again() -> None:
    async with host(takes(GOOD), turned_away_after=1) as port:
        tool = Tool(port)
        await tool.survey()
        await tool.survey()
    assert tool.usage.connections == 2


async def test_a_host_that_refuses_every_hello_has_shut_us_out() -> None:
    async with host(takes()) as port:
        seen = await Tool(port).survey()
    assert reason(seen.suites) is Reason.RESET


async def test_a_host_that_is_slow_is_not_surveyed_to_the_end() -> None:
    async with host(takes(GOOD), turned_away_after=2, by=b"") as port:
        seen = await Tool(port, whole_s=0.15).survey()
    assert reason(seen.suites) is Reason.TIMEOUT


async def test_what_is_no_tls_is_no_finding() -> None:
    async with host(lambda hello: b"250 what\r\n") as port:
        seen = await Tool(port).survey()
    assert reason(seen.suites) is Reason.PROTOCOL_ERROR


# ── the kinds that are asked apart ──


def test_no_suite_or_group_that_the_guideline_refuses_stands_in_a_better_kind() -> None:
    lists, groups = guideline()["suites"], guideline()["key_exchange"]
    for name in registry("suites").values():
        if name in {*lists["good"], *lists["sufficient"]}:
            assert not mail_survey._is_bad(name), name
            assert not mail_survey._is_ageing(name), name
        elif not mail_survey._is_bad(name):
            assert mail_survey._is_ageing(name), name
    for code in registry("groups"):
        if name_of("groups", code) not in {*groups["good"], *groups["hybrid"]}:
            assert not mail_survey._is_fine(code), name_of("groups", code)
