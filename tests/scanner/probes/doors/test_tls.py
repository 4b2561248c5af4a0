"""Handshakes with real servers, good and bad, and single hellos that find out which versions they take."""

import asyncio
import gc
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.scanner.probes.certificates import DAY, NOW, Chain, chain, issuer, root
from tests.scanner.probes.doors.old_tls_server import server_of_2008
from tests.scanner.probes.listening import (
    SITE,
    Detour,
    Handler,
    TestClock,
    break_off,
    dialer,
    hang,
    listening,
    reset,
    says,
)
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls import VERSIONS, TlsSession
from weerbaar.scanner.probes.doors.dialer import GuardedDialer
from weerbaar.scanner.probes.doors.doors import Stream
from weerbaar.scanner.probes.doors.tls import AsyncTlsDialer
from weerbaar.scanner.probes.doors.trust import TrustStore

HOST = "www.bakkerij.example"
ISSUING = issuer("Test Issuing", root())
GOOD = chain((HOST,), (ISSUING,))
FATAL_VERSION = b"\x15\x03\x01\x00\x02\x02\x46"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> TrustStore:
    file = tmp_path_factory.mktemp("trust") / "root.pem"
    file.write_bytes(root().pem)
    return TrustStore(file)


class Looking:
    """A TLS dialer on a server at the pretended address."""

    def __init__(self, port: int, store: TrustStore, handshake_s: float = 2.0) -> None:
        self.detour = Detour({(SITE, 443): port})
        self.dialer: GuardedDialer = dialer(self.detour)
        self.tls = AsyncTlsDialer(self.dialer, store, TestClock(), handshake_s=handshake_s)

    async def handshake(self, host: str = HOST, alpn: tuple[str, ...] = ()) -> TlsSession | Unobserved:
        stream = await self.dialer.connect(SITE, 443)
        assert isinstance(stream, Stream)
        try:
            return await self.tls.handshake(stream, host, alpn=alpn)
        finally:
            await self.dialer.close(stream)

    async def versions(self) -> dict[str, bool | Reason]:
        seen = await self.tls.versions(HOST, SITE, 443)
        assert tuple(seen) == VERSIONS
        return {name: one.value if isinstance(one, Observed) else one.reason for name, one in seen.items()}


async def answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(await reader.read(100))
    await writer.drain()


def speaking(shown: Chain = GOOD, oldest: str = "TLSv1_2", newest: str = "TLSv1_3") -> ssl.SSLContext:
    context = shown.server()
    context.minimum_version = ssl.TLSVersion[oldest]
    context.maximum_version = ssl.TLSVersion[newest]
    return context


@asynccontextmanager
async def looking(
    handler: Handler, store: TrustStore, *, tls: ssl.SSLContext | None = None, handshake_s: float = 2.0
) -> AsyncIterator[Looking]:
    async with listening(handler, tls=tls) as port:
        yield Looking(port, store, handshake_s)
        gc.collect()  # what was not closed complains now, not in another test


async def test_a_session_shows_version_cipher_chain_and_moment(store: TrustStore) -> None:
    async with looking(answers, store, tls=speaking()) as door:
        session = await door.handshake()
    assert isinstance(session, TlsSession)
    assert session.version == "TLSv1.3"
    assert session.cipher.startswith("TLS_")
    assert session.chain == GOOD.certificates
    assert (session.trusted, session.trust_detail, session.at) == (True, "", NOW)


async def test_the_stream_carries_plaintext_afterwards(store: TrustStore) -> None:
    async with looking(answers, store, tls=speaking()) as door:
        stream = await door.dialer.connect(SITE, 443)
        assert isinstance(stream, Stream)
        assert isinstance(await door.tls.handshake(stream, HOST, alpn=("http/1.1",)), TlsSession)
        stream.writer.write(b"hello")
        assert await stream.reader.read(100) == b"hello"
        await door.dialer.close(stream)
        await door.dialer.close(stream)


@pytest.mark.parametrize(
    "shown",
    [
        chain((HOST,), (ISSUING,), not_after=NOW - DAY),
        chain(("other.example",), (ISSUING,)),
        chain((HOST,), (root("Stranger"),)),
        chain((HOST,), ()),
        chain((HOST,), (ISSUING,), short_key=True),
    ],
    ids=["expired", "other name", "unknown", "self-signed", "weak"],
)
async def test_a_bad_certificate_is_shown_and_not_refused(store: TrustStore, shown: Chain) -> None:
    async with looking(answers, store, tls=speaking(shown)) as door:
        session = await door.handshake()
    assert isinstance(session, TlsSession)
    assert session.chain == shown.certificates


async def test_only_what_was_served_is_in_the_chain(store: TrustStore) -> None:
    alone = chain((HOST,), (ISSUING,), sent=())
    async with looking(answers, store, tls=speaking(alone)) as door:
        session = await door.handshake()
    assert isinstance(session, TlsSession)
    assert session.chain == alone.certificates[:1]
    assert not session.trusted
    assert session.trust_detail


@pytest.mark.parametrize("oldest", ["TLSv1_2", "TLSv1_3"])
async def test_each_version_has_its_name(store: TrustStore, oldest: str) -> None:
    async with looking(answers, store, tls=speaking(oldest=oldest, newest=oldest)) as door:
        session = await door.handshake()
    assert isinstance(session, TlsSession)
    assert session.version == oldest.replace("_", ".")


@pytest.mark.parametrize("host", ["xn--bakkerij-x.example", "192.0.2.10", "a_b.example"])
async def test_odd_names_are_asked_for_as_they_are(store: TrustStore, host: str) -> None:
    async with looking(answers, store, tls=speaking()) as door:
        assert isinstance(await door.handshake(host), TlsSession)


async def test_a_server_from_before_secure_renegotiation_shows_its_session(store: TrustStore) -> None:
    shown = chain((HOST,), (ISSUING,), short_key=True)
    with server_of_2008(shown) as port:
        seen = await Looking(port, store).handshake()
    assert isinstance(seen, TlsSession)
    assert (seen.version, seen.chain, seen.trusted) == ("TLSv1.1", shown.certificates, True)


@pytest.mark.parametrize("host", ["a" * 64 + ".example", ".example", "a..example", "caf\\233" * 40 + ".example"])
async def test_a_name_that_cannot_stand_in_a_hello_is_said_at_once(store: TrustStore, host: str) -> None:
    async with looking(answers, store, tls=speaking()) as door, asyncio.timeout(1):
        seen = await door.handshake(host)
    assert isinstance(seen, Unobserved)
    assert seen.reason is Reason.TLS_FAILED


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        (says(b"HTTP/1.1 400 Bad Request\r\n\r\n"), Reason.PROTOCOL_ERROR),
        (says(b"220 mx.example ESMTP\r\n"), Reason.PROTOCOL_ERROR),
        (says(b"\x15\x03\x03\x00\x02\x02\x28", then_hang=True), Reason.TLS_FAILED),
        (says(), Reason.RESET),
        (reset, Reason.RESET),
        (hang, Reason.TIMEOUT),
    ],
    ids=["http", "smtp", "alert", "closes", "resets", "hangs"],
)
async def test_what_is_no_handshake_has_its_reason(store: TrustStore, handler: Handler, reason: Reason) -> None:
    async with looking(handler, store, handshake_s=0.3) as door:
        seen = await door.handshake()
    assert isinstance(seen, Unobserved)
    assert (seen.reason, seen.source) == (reason, f"TLS {HOST} [{SITE}]:443")


async def test_a_connection_that_was_reset_before_the_handshake_is_noticed_at_once(store: TrustStore) -> None:
    async def gone(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        break_off(writer)

    async with looking(gone, store, handshake_s=5) as door, asyncio.timeout(2):
        stream = await door.dialer.connect(SITE, 443)
        assert isinstance(stream, Stream)
        await asyncio.sleep(0.05)
        seen = await door.tls.handshake(stream, HOST)
        await door.dialer.close(stream)
    assert isinstance(seen, Unobserved)
    assert seen.reason is Reason.RESET


async def test_a_server_that_greets_before_our_hello_and_waits_for_an_answer_speaks_no_tls(store: TrustStore) -> None:
    async with looking(says(b"* OK ready\r\n", then_hang=True), store, handshake_s=0.3) as door:
        stream = await door.dialer.connect(SITE, 443)
        assert isinstance(stream, Stream)
        await asyncio.sleep(0.05)  # the greeting lies in the buffer now
        seen = await door.tls.handshake(stream, HOST)
        await door.dialer.close(stream)
    assert isinstance(seen, Unobserved)
    assert seen.reason is Reason.PROTOCOL_ERROR


async def test_plaintext_before_the_upgrade_is_never_read_as_protected(store: TrustStore) -> None:
    context = speaking()

    async def speaks_too_soon(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"250 injected\r\n")
        await writer.drain()
        await reader.readexactly(3)
        await writer.start_tls(context)
        writer.write(b"protected")
        await writer.drain()

    async with looking(speaks_too_soon, store) as door:
        stream = await door.dialer.connect(SITE, 443)
        assert isinstance(stream, Stream)
        await asyncio.sleep(0.05)  # the plaintext lies in the buffer now
        stream.writer.write(b"go!")
        await asyncio.sleep(0.05)  # the server is ready for a handshake
        assert isinstance(await door.tls.handshake(stream, HOST), TlsSession)
        assert await stream.reader.read(100) == b"protected"
        await door.dialer.close(stream)


async def test_a_handshake_that_is_cancelled_leaves_nothing_open(store: TrustStore) -> None:
    async with looking(hang, store) as door:
        for pause_s in (0.0, 0.02):
            task = asyncio.create_task(door.handshake())
            await asyncio.sleep(pause_s)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert door.dialer._held == {}


@pytest.mark.parametrize(
    ("oldest", "newest", "taken"),
    [
        ("TLSv1_2", "TLSv1_2", {"TLSv1.2"}),
        ("TLSv1_3", "TLSv1_3", {"TLSv1.3"}),
        ("TLSv1_2", "TLSv1_3", {"TLSv1.2", "TLSv1.3"}),
    ],
)
async def test_the_versions_of_a_real_server_are_found(
    store: TrustStore, oldest: str, newest: str, taken: set[str]
) -> None:
    async with looking(answers, store, tls=speaking(oldest=oldest, newest=newest)) as door:
        seen = await door.versions()
    assert seen == {version: version in taken for version in VERSIONS}
    assert len(door.detour.asked) == len(VERSIONS)


async def test_the_version_of_a_known_session_is_not_asked_for_again(store: TrustStore) -> None:
    async with looking(answers, store, tls=speaking()) as door:
        session = await door.handshake()
        assert isinstance(session, TlsSession)
        before = len(door.detour.asked)
        seen = await door.tls.versions(HOST, SITE, 443, known=Observed(session, NOW))
    assert {name for name, one in seen.items() if isinstance(one, Observed) and one.value} == {"TLSv1.2", "TLSv1.3"}
    assert tuple(seen) == VERSIONS
    assert len(door.detour.asked) - before == len(VERSIONS) - 1


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
async def test_old_versions_of_a_real_server_are_found(store: TrustStore) -> None:
    async with looking(answers, store, tls=speaking(oldest="TLSv1", newest="TLSv1_1")) as door:
        seen = await door.versions()
        session = await door.handshake()
    assert seen == {
        "SSLv2": False,
        "SSLv3": False,
        "TLSv1.0": True,
        "TLSv1.1": True,
        "TLSv1.2": False,
        "TLSv1.3": False,
    }
    assert isinstance(session, TlsSession)
    assert session.version == "TLSv1.1"


@pytest.mark.parametrize(
    ("handler", "seen"),
    [
        (hang, Reason.TIMEOUT),
        (reset, Reason.RESET),
        (says(), Reason.RESET),
        (says(b"HTTP/1.1 400 Bad Request\r\n\r\n"), Reason.PROTOCOL_ERROR),
        (says(b"\x16\x03\x03\xff\xff\x02\xff\xff\xff\x03\x03" + bytes(40_000)), Reason.PROTOCOL_ERROR),
        (says(FATAL_VERSION, then_hang=True), False),
    ],
    ids=["hangs", "resets", "closes", "http", "endless hello", "refuses"],
)
async def test_a_server_of_no_version_has_a_reason(store: TrustStore, handler: Handler, seen: bool | Reason) -> None:
    async with looking(handler, store, handshake_s=0.3) as door:
        assert await door.versions() == dict.fromkeys(VERSIONS, seen)


async def test_a_server_that_cuts_off_one_hello_refuses_that_version(store: TrustStore) -> None:
    async def picky(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hello = await reader.read(4096)
        if hello[9:11] == b"\x03\x02":
            writer.write(b"\x16\x03\x02\x00\x2a\x02\x00\x00\x26\x03\x02" + bytes(33) + b"\xc0\x13\x00")
            await writer.drain()
        else:
            break_off(writer)

    async with looking(picky, store) as door:
        assert await door.versions() == {version: version == "TLSv1.1" for version in VERSIONS}


def server_hello_of_ssl2(*, kinds: bytes = b"\x07\x00\xc0", version: bytes = b"\x00\x02") -> bytes:
    lengths = b"\x00\x04" + len(kinds).to_bytes(2, "big") + b"\x00\x10"
    body = b"\x04\x00\x01" + version + lengths + b"cert" + kinds + bytes(16)
    return (0x8000 | len(body)).to_bytes(2, "big") + body


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        (server_hello_of_ssl2(), True),
        (server_hello_of_ssl2(kinds=b""), False),  # it knows the version, and not a single cipher of it
        (server_hello_of_ssl2(version=b"\x00\x03"), False),
        (b"\x80\x03\x00\x00\x01", False),  # an error of SSL 2.0: no cipher
        (FATAL_VERSION, False),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", False),
        (b"", False),
        (None, False),
    ],
    ids=["takes it", "without ciphers", "another version", "error", "alert", "http", "closes", "silent"],
)
async def test_ssl_2_is_known_by_its_own_hello(store: TrustStore, answer: bytes | None, taken: bool) -> None:
    """Octet by octet: no library that can be installed speaks SSL 2.0."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hello = await reader.read(4096)
        if hello[:1] == b"\x16":
            is_12 = hello[9:11] == b"\x03\x03" and b"\x00\x2b\x00\x03\x02\x03\x04" not in hello
            writer.write(
                b"\x16\x03\x03\x00\x2a\x02\x00\x00\x26\x03\x03" + bytes(33) + b"\xc0\x2f\x00"
                if is_12
                else FATAL_VERSION
            )
            return
        assert hello[2:5] == b"\x01\x00\x02"
        assert int.from_bytes(hello[:2], "big") & 0x7FFF == len(hello) - 2
        if answer is None:
            await hang(reader, writer)
        else:
            writer.write(answer)

    async with looking(serve, store, handshake_s=0.3) as door:
        seen = await door.versions()
    assert seen == {version: version == "TLSv1.2" or (taken and version == "SSLv2") for version in VERSIONS}


async def test_a_hello_that_comes_in_pieces_is_put_together(store: TrustStore) -> None:
    whole = b"\x16\x03\x03\x00\x2a\x02\x00\x00\x26\x03\x03" + bytes(33) + b"\xc0\x2f\x00"

    async def slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        for at in range(0, len(whole), 10):
            writer.write(whole[at : at + 10])
            await writer.drain()
            await asyncio.sleep(0.01)

    async with looking(slowly, store) as door:
        assert (await door.versions())["TLSv1.2"] is True


async def test_a_closed_port_has_no_versions(store: TrustStore) -> None:
    door = Looking(0, store)
    door.detour.places.clear()
    assert await door.versions() == dict.fromkeys(VERSIONS, Reason.REFUSED)
