"""Mail servers are greeted as far as STARTTLS, and whatever they do instead is told apart."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.scanner.probes.certificates import chain, issuer, root
from tests.scanner.probes.listening import SITE, Detour, Handler, TestClock, break_off, dialer, hang, listening, says
from tests.scanner.probes.mail_server import EHLO, MailServer, mail_server
from weerbaar.scanner.facts.mail import SmtpSession
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.settings import Identity
from weerbaar.scanner.probes.doors.smtp import GreetingSmtpDialer, SharedMail
from weerbaar.scanner.probes.doors.tls import AsyncTlsDialer
from weerbaar.scanner.probes.doors.trust import TrustStore

HOST = "mx.example"
SHOWN = chain((HOST,), (issuer("Test Issuing", root()),))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> TrustStore:
    file = tmp_path_factory.mktemp("trust") / "root.pem"
    file.write_bytes(root().pem)
    return TrustStore(file)


class Greeting:
    """A greeter whose mail host is a port of loopback."""

    def __init__(self, port: int, store: TrustStore, shared: SharedMail | None = None) -> None:
        self.detour = Detour({(SITE, 25): port} if port else {})
        door = dialer(self.detour)
        tls = AsyncTlsDialer(door, store, TestClock(), handshake_s=0.5)
        identity = Identity(ehlo_name="scan.example")
        self.smtp = GreetingSmtpDialer(door, tls, TestClock(), identity, shared=shared, banner_s=0.4, whole_s=0.8)

    async def greet(self) -> SmtpSession:
        session = await self.smtp.greet(HOST, SITE)
        gc.collect()
        return session


@asynccontextmanager
async def greeting(server: MailServer, store: TrustStore) -> AsyncIterator[Greeting]:
    async with mail_server(server):
        yield Greeting(server.port, store)


def reason(seen: Observation[object]) -> Reason | None:
    return seen.reason if isinstance(seen, Unobserved) else None


def reasons(session: SmtpSession) -> tuple[Reason | None, ...]:
    parts: tuple[Observation[object], ...] = (
        session.greeting,
        session.extensions,
        session.starttls_reply,
        session.tls,
    )
    return tuple(map(reason, parts))


async def test_a_good_server_shows_everything_and_is_left_politely(store: TrustStore) -> None:
    server = MailServer(tls=SHOWN.server())
    async with greeting(server, store) as door:
        session = await door.greet()
        await asyncio.sleep(0.05)
    assert reasons(session) == (None,) * 4
    assert session.address == SITE
    assert isinstance(session.greeting, Observed)
    assert session.greeting.value == "220 mx.example ESMTP"
    assert isinstance(session.extensions, Observed)
    assert session.extensions.value == ("SIZE", "STARTTLS", "8BITMIME")
    assert isinstance(session.starttls_reply, Observed)
    assert session.starttls_reply.value == "220 go ahead"
    assert isinstance(session.tls, Observed)
    assert (session.tls.value.chain, session.tls.value.trusted) == (SHOWN.certificates, True)
    assert session.tls.source == f"SMTP {HOST} [{SITE}]:25"
    assert server.heard == ["EHLO scan.example", "STARTTLS", "protected QUIT"]


async def test_a_banner_of_several_lines_is_one_greeting(store: TrustStore) -> None:
    server = MailServer(b"220-mx.example\r\n220-No spam, please\r\n220 ready\r\n", ehlo=b"250 mx.example\r\n")
    async with greeting(server, store) as door:
        session = await door.greet()
        await asyncio.sleep(0.05)
    assert isinstance(session.greeting, Observed)
    assert session.greeting.value == "220 mx.example No spam, please ready"
    assert reasons(session) == (None, None, Reason.NOT_OFFERED, Reason.NOT_OFFERED)
    assert server.heard == ["EHLO scan.example", "QUIT"]


async def test_a_server_without_starttls_is_left_after_its_extensions(store: TrustStore) -> None:
    async with greeting(MailServer(ehlo=b"250-mx.example\r\n250 SIZE 10\r\n"), store) as door:
        session = await door.greet()
    assert reasons(session) == (None, None, Reason.NOT_OFFERED, Reason.NOT_OFFERED)


@pytest.mark.parametrize("reply", [b"500 unknown\r\n", b"502 not implemented\r\n", b"504 no\r\n"])
async def test_a_server_that_knows_no_ehlo_offers_nothing(store: TrustStore, reply: bytes) -> None:
    async with greeting(MailServer(ehlo=reply), store) as door:
        session = await door.greet()
    assert reasons(session) == (None, None, Reason.NOT_OFFERED, Reason.NOT_OFFERED)
    assert isinstance(session.extensions, Observed)
    assert session.extensions.value == ()


@pytest.mark.parametrize(
    ("banner", "expected"),
    [
        (b"421 too busy\r\n", Reason.BUSY),
        (b"450 greylisted\r\n", Reason.BUSY),
        (b"554 no mail here\r\n", Reason.TURNED_AWAY),
        (b"521 host does not accept mail\r\n", Reason.TURNED_AWAY),
        (b"250 hello\r\n", Reason.PROTOCOL_ERROR),
        (b"HTTP/1.1 400 Bad Request\r\n", Reason.PROTOCOL_ERROR),
        (b"SSH-2.0-OpenSSH_9\r\n", Reason.PROTOCOL_ERROR),
        (b"22 mx\r\n", Reason.PROTOCOL_ERROR),
        (b"2200 mx\r\n", Reason.PROTOCOL_ERROR),
        ("２２０ mx\r\n".encode(), Reason.PROTOCOL_ERROR),
        (b"\r\n", Reason.PROTOCOL_ERROR),
        (b"220-never\r\n" * 200, Reason.TOO_LARGE),
        (b"220 " + b"a" * 100_000, Reason.TOO_LARGE),
        (b"", Reason.RESET),
        (None, Reason.TIMEOUT),
    ],
)
async def test_a_banner_that_is_no_welcome_has_its_reason(
    store: TrustStore, banner: bytes | None, expected: Reason
) -> None:
    async with greeting(MailServer(banner), store) as door:
        session = await door.greet()
    assert reasons(session) == (expected,) * 4


@pytest.mark.parametrize(
    ("ehlo", "expected"),
    [
        (b"421 closing\r\n", Reason.BUSY),
        (b"451 later\r\n", Reason.BUSY),
        (b"550 we do not know you\r\n", Reason.TURNED_AWAY),
        (b"554 go away\r\n", Reason.TURNED_AWAY),
        (b"571 blocked\r\n", Reason.TURNED_AWAY),
        (b"501 your name is odd\r\n", Reason.TURNED_AWAY),
        (b"220 hello again\r\n", Reason.PROTOCOL_ERROR),
        (b"354 go on\r\n", Reason.PROTOCOL_ERROR),
        (b"garbage\r\n", Reason.PROTOCOL_ERROR),
        (b"", Reason.RESET),
        (None, Reason.TIMEOUT),
    ],
)
async def test_a_refused_ehlo_says_nothing_about_starttls(
    store: TrustStore, ehlo: bytes | None, expected: Reason
) -> None:
    async with greeting(MailServer(ehlo=ehlo), store) as door:
        session = await door.greet()
    assert reasons(session) == (None, expected, expected, expected)


@pytest.mark.parametrize(
    ("server", "heard"),
    [
        (MailServer(b"554 no mail here\r\n"), []),
        (MailServer(ehlo=b"550 we do not know you\r\n"), ["EHLO scan.example"]),
        (MailServer(starttls=b"454 TLS not available\r\n"), ["EHLO scan.example", "STARTTLS"]),
        (MailServer(starttls=b"554 no TLS\r\n"), ["EHLO scan.example", "STARTTLS"]),
    ],
    ids=["banner", "ehlo", "starttls later", "starttls never"],
)
async def test_a_server_that_refuses_is_left_politely_too(
    store: TrustStore, server: MailServer, heard: list[str]
) -> None:
    async with greeting(server, store) as door:
        await door.greet()
        await asyncio.sleep(0.05)
    assert server.heard == [*heard, "QUIT"]


async def test_a_server_that_left_before_the_goodbye_keeps_its_reason(store: TrustStore) -> None:
    async def leaves(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"421 too busy\r\n")
        await writer.drain()
        writer.close()

    async with listening(leaves) as port:
        assert reasons(await Greeting(port, store).greet()) == (Reason.BUSY,) * 4


@pytest.mark.parametrize(
    ("starttls", "expected"),
    [
        (b"454 TLS not available\r\n", (Reason.BUSY, Reason.BUSY)),
        (b"554 no TLS\r\n", (None, Reason.TLS_FAILED)),
        (b"250 fine\r\n", (None, Reason.TLS_FAILED)),
        (b"220 go\r\n250 injected\r\n", (None, Reason.PROTOCOL_ERROR)),
        (b"220 go\r\nx", (None, Reason.PROTOCOL_ERROR)),
        (b"what\r\n", (Reason.PROTOCOL_ERROR, Reason.PROTOCOL_ERROR)),
        (b"220 go\r\n", (None, Reason.TIMEOUT)),
        (b"", (Reason.RESET, Reason.RESET)),
        (None, (Reason.TIMEOUT, Reason.TIMEOUT)),
    ],
)
async def test_a_failed_starttls_is_told_apart(
    store: TrustStore, starttls: bytes | None, expected: tuple[Reason | None, Reason | None]
) -> None:
    async with greeting(MailServer(starttls=starttls), store) as door:
        session = await door.greet()
        assert reasons(session) == (None, None, *expected)


async def test_garbage_in_the_handshake_is_a_protocol_error(store: TrustStore) -> None:
    async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for reply in (b"220 mx\r\n", EHLO, b"220 go\r\n"):
            writer.write(reply)
            await reader.readline()
        writer.write(b"this is no TLS at all\r\n")
        await writer.drain()

    async with listening(garbage) as port:
        session = await Greeting(port, store).greet()
    assert reasons(session) == (None, None, None, Reason.PROTOCOL_ERROR)


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        (hang, Reason.TIMEOUT),
        (says(b"220-slow\r\n", then_hang=True), Reason.TIMEOUT),
        (says(b"220 half a li"), Reason.RESET),
    ],
)
async def test_a_server_that_stops_halfway_has_its_reason(
    store: TrustStore, handler: Handler, expected: Reason
) -> None:
    async with listening(handler) as port:
        assert reasons(await Greeting(port, store).greet()) == (expected,) * 4


async def test_a_tarpit_does_not_hold_us(store: TrustStore) -> None:
    async def tarpit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mx\r\n")
        while True:
            writer.write(b"2")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with listening(tarpit) as port, asyncio.timeout(3):
        assert reasons(await Greeting(port, store).greet()) == (None, *(Reason.TIMEOUT,) * 3)


async def test_a_server_that_breaks_off_is_a_reset(store: TrustStore) -> None:
    async def breaks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mx\r\n")
        await writer.drain()
        await reader.readline()
        break_off(writer)

    async with listening(breaks) as port:
        assert reasons(await Greeting(port, store).greet()) == (None, *(Reason.RESET,) * 3)


async def test_a_closed_port_is_refused(store: TrustStore) -> None:
    assert reasons(await Greeting(0, store).greet()) == (Reason.REFUSED,) * 4


async def test_long_and_odd_text_of_a_server_is_tamed(store: TrustStore) -> None:
    banner = b"220 mx \x1b[31m\x00caf\xc3\xa9" + b"a" * 5000 + b"\r\n"
    async with greeting(
        MailServer(banner, ehlo=b"250-mx\r\n250-\r\n250-starttls\x07 x\r\n250 size 1\r\n"), store
    ) as door:
        session = await door.greet()
    assert isinstance(session.greeting, Observed)
    assert session.greeting.value.isprintable()
    assert len(session.greeting.value) <= 300
    assert isinstance(session.extensions, Observed)
    assert all(word.isprintable() for word in session.extensions.value)
    assert "SIZE" in session.extensions.value


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
async def test_lines_may_end_without_a_return(store: TrustStore, line_end: bytes) -> None:
    async with greeting(MailServer(b"220 mx" + line_end, ehlo=b"250-mx" + line_end + b"250" + line_end), store) as door:
        session = await door.greet()
    assert reasons(session)[:2] == (None, None)


async def test_a_greeting_that_is_cancelled_leaves_nothing_open(store: TrustStore) -> None:
    async with greeting(MailServer(ehlo=None), store) as door:
        for pause_s in (0.0, 0.01, 0.1):
            task = asyncio.create_task(door.greet())
            await asyncio.sleep(pause_s)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
    gc.collect()


async def test_a_host_that_many_domains_share_is_greeted_once(store: TrustStore) -> None:
    shared, server = SharedMail(TestClock(), 60), MailServer(tls=SHOWN.server())
    async with mail_server(server):
        doors = [Greeting(server.port, store, shared) for _ in range(5)]
        sessions = await asyncio.gather(*(door.greet() for door in doors))
    assert server.visits == 1
    assert all(session == sessions[0] for session in sessions)


async def test_a_host_that_was_busy_is_greeted_again(store: TrustStore) -> None:
    shared, server = SharedMail(TestClock(), 60), MailServer(b"421 busy\r\n")
    async with mail_server(server):
        for _ in range(3):
            assert reasons(await Greeting(server.port, store, shared).greet()) == (Reason.BUSY,) * 4
    assert server.visits == 3


async def test_only_a_connection_is_made_to_see_whether_the_port_is_open(store: TrustStore) -> None:
    shared, server = SharedMail(TestClock(), 60), MailServer()
    async with mail_server(server):
        seen = [await Greeting(server.port, store, shared).smtp.accepts(SITE) for _ in range(2)]
        await asyncio.sleep(0.02)
    assert [isinstance(one, Observed) and one.value for one in seen] == [True, True]
    assert server.heard == []
    assert server.visits <= 1


async def test_a_refused_connection_is_seen_and_a_silent_one_is_not(
    store: TrustStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = await Greeting(0, store).smtp.accepts(SITE)
    assert isinstance(seen, Observed)
    assert seen.value is False

    async def never(*place: object, **rest: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(asyncio, "open_connection", never)
    assert reason(await Greeting(0, store).smtp.accepts(SITE)) is Reason.TIMEOUT
