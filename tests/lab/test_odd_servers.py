"""The odd servers misbehave as they are told, on loopback, and the mail stand-in behaves."""

import asyncio
import contextlib
import smtplib
import ssl
import zlib
from datetime import UTC, datetime
from pathlib import Path

import dns.message
import dns.zone
import pytest

from lab.certificates import CertificateStore
from lab.odd import answers, listening, smtp, web
from lab.odd.name_server import Authority, Rebinder, _serve_stream

SITE = answers.OddSite("example.nl", "bomb", {"X-Test": "yes"}, "Contact: mailto:a@example.nl\n")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificates")
    CertificateStore(folder, datetime.now(UTC)).issue("mail", ["localhost"])
    return folder


async def ask(port: int, *lines: bytes) -> bytes:
    """What a server says: at first, then after each line."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    heard = b""
    for line in lines:
        writer.write(line)
        heard += await reader.read(65536)
    writer.close()
    return heard


class Server:
    """One mail host of a kind at a free port."""

    def __init__(self, kind: str, tls: ssl.SSLContext | None) -> None:
        self._greeter = smtp._Greeter(smtp.OddMailHost("mail.test", kind, tls))

    async def __aenter__(self) -> int:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await self._greeter(reader, writer)
            except OSError:
                pass
            finally:
                writer.close()

        self._server = await asyncio.start_server(serve, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def __aexit__(self, *_: object) -> None:
        self._server.close()


@pytest.mark.parametrize(("kind", "start"), [("busy", b"421 "), ("reject", b"554 ")])
async def test_a_host_that_wants_nobody_says_so(kind: str, start: bytes) -> None:
    async with Server(kind, None) as port:
        assert (await ask(port, b"")).startswith(start)


async def test_a_host_without_certificate_does_not_offer_starttls() -> None:
    async with Server("postfix", None) as port:
        heard = await ask(port, b"", b"EHLO test\r\n", b"STARTTLS\r\n")
    assert b"STARTTLS" not in heard
    assert heard.endswith(b"502 5.5.1 Not here\r\n")


async def test_the_stand_in_speaks_tls_after_starttls(certificates: Path) -> None:
    tls = listening.context(str(certificates / "mail.pem"), str(certificates / "mail.key"))
    trusting = ssl.create_default_context(cafile=str(certificates / "root.pem"))

    def greet(port: int) -> tuple[str | None, int]:
        with smtplib.SMTP("localhost", port, timeout=5) as client:
            client.starttls(context=trusting)
            assert isinstance(client.sock, ssl.SSLSocket)
            return client.sock.version(), client.ehlo()[0]

    async with Server("postfix", tls) as port:
        assert await asyncio.to_thread(greet, port) == ("TLSv1.3", 250)


async def test_a_host_with_old_tls_refuses_a_modern_client(certificates: Path) -> None:
    tls = listening.context(str(certificates / "mail.pem"), str(certificates / "mail.key"), tls="old")

    def greet(port: int) -> None:
        with smtplib.SMTP("localhost", port, timeout=5) as client:
            client.starttls(context=ssl._create_unverified_context())

    async with Server("postfix", tls) as port:
        with pytest.raises(ssl.SSLError):
            await asyncio.to_thread(greet, port)


@pytest.mark.parametrize(
    ("kind", "reply"), [("starttls454", b"454 "), ("garbage", b"220 2.0.0 Ready to start TLS\r\n250 ")]
)
async def test_starttls_goes_wrong_as_told(kind: str, reply: bytes, certificates: Path) -> None:
    tls = listening.context(str(certificates / "mail.pem"), str(certificates / "mail.key"))
    async with Server(kind, tls) as port:
        heard = await ask(port, b"", b"EHLO test\r\n", b"STARTTLS\r\n")
        assert reply.split(b"\r\n")[0] in heard.rpartition(b"250 STARTTLS\r\n")[2]


def test_the_bomb_is_one_gzip_member_of_one_gibibyte() -> None:
    packed = web._packed_gibibyte()
    unpack, size = zlib.decompressobj(31), 0
    rest = packed
    while rest:
        size += len(unpack.decompress(rest, 1 << 24))
        rest = unpack.unconsumed_tail
    assert unpack.eof  # the checksum and the size at the end were right
    assert size == 1 << 30
    assert len(packed) < 2 << 20


def test_a_good_answer_has_the_headers_of_the_site_and_a_length() -> None:
    head, _, body = answers.good_answer(SITE, "/.well-known/security.txt", b"").partition(b"\r\n\r\n")
    assert b"X-Test: yes" in head
    assert b"Content-Type: text/plain; charset=utf-8" in head
    assert f"Content-Length: {len(body)}".encode() in head
    assert body == SITE.security_txt.encode()


def test_the_site_is_chosen_by_the_host_of_the_request() -> None:
    other = answers.OddSite("other.nl", "bomb", {}, "")
    request = "GET /x HTTP/1.1\r\nhost: www.other.nl:443\r\n\r\n"
    assert answers.site_of([SITE, other], request) == other
    assert answers.path_of(request) == "/x"


ZONE = """@ 300 IN SOA ns. h. 1 2 3 4 5
@ 300 IN NS ns.
@ 300 IN TXT "text"
www 300 IN A 198.18.0.9
a._b 300 IN TXT "deep"
"""


def zones() -> list[dns.zone.Zone]:
    return [dns.zone.from_text(ZONE, "example.nl.", relativize=False)]


def rebinder() -> Rebinder:
    return Rebinder(zones())


def answer(server: Authority, name: str, rdtype: str) -> str:
    response = server.answer(dns.message.make_query(name, rdtype))
    return f"{dns.rcode.to_text(response.rcode())} {' '.join(str(rrset) for rrset in response.answer)}".strip()


def test_an_address_is_public_once_and_then_the_visitor_s_own_machine() -> None:
    server = rebinder()
    assert answer(server, "www.example.nl.", "A") == "NOERROR www.example.nl. 0 IN A 198.18.0.9"
    for _ in range(3):
        assert answer(server, "www.example.nl.", "A") == "NOERROR www.example.nl. 0 IN A 127.0.0.1"


def test_other_records_do_not_change() -> None:
    server = rebinder()
    for _ in range(2):
        assert answer(server, "example.nl.", "TXT") == 'NOERROR example.nl. 300 IN TXT "text"'


@pytest.mark.parametrize(
    ("name", "code"), [("no.example.nl.", "NXDOMAIN"), ("_b.example.nl.", "NOERROR"), ("other.nl.", "REFUSED")]
)
def test_absence_is_told_apart(name: str, code: str) -> None:
    assert answer(rebinder(), name, "A") == code


def test_a_server_that_is_a_version_ahead_is_ahead_in_every_answer() -> None:
    server = Authority(zones(), is_newer=True)
    assert answer(server, "example.nl.", "SOA") == "NOERROR example.nl. 300 IN SOA ns. h. 2 2 3 4 5"
    absent = server.answer(dns.message.make_query("no.example.nl.", "A"))
    assert str(absent.authority[0]) == "example.nl. 300 IN SOA ns. h. 2 2 3 4 5"
    assert answer(Authority(zones()), "example.nl.", "SOA") == "NOERROR example.nl. 300 IN SOA ns. h. 1 2 3 4 5"


def test_an_open_server_finds_out_what_it_does_not_know_only_when_asked_to() -> None:
    server = Authority(zones(), is_open=True)
    wanting = dns.message.make_query(".", "NS")
    response = server.answer(wanting)
    assert response.flags & dns.flags.RA and not response.flags & dns.flags.AA
    assert str(response.answer[0]) == ". 3600 IN NS a.rootlab."
    wanting.flags &= ~dns.flags.RD
    assert server.answer(wanting).rcode() == dns.rcode.REFUSED
    assert answer(Authority(zones()), ".", "NS") == "REFUSED"


def test_no_odd_server_gives_its_zone_away() -> None:
    assert answer(Authority(zones(), is_open=True), "example.nl.", "AXFR") == "REFUSED"


async def test_an_odd_name_server_answers_several_questions_over_one_connection() -> None:
    ended = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(EOFError):
            await _serve_stream(Authority(zones()).answer, reader, writer)
        writer.close()
        await writer.wait_closed()
        ended.set()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        for rdtype in ("SOA", "TXT"):
            question = dns.message.make_query("example.nl.", rdtype).to_wire()
            writer.write(len(question).to_bytes(2, "big") + question)
            size = int.from_bytes(await reader.readexactly(2), "big")
            response = dns.message.from_wire(await reader.readexactly(size))
            assert response.answer[0].rdtype == dns.rdatatype.from_text(rdtype)
        writer.close()
        await writer.wait_closed()
        await ended.wait()


async def test_a_throttling_mail_host_turns_away_the_fourth_visit_in_a_row() -> None:
    async with Server("throttle", None) as port:
        greetings = [await ask(port, b"QUIT\r\n") for _ in range(4)]
    assert [greeting[:3] for greeting in greetings] == [b"220", b"220", b"220", b"421"]
