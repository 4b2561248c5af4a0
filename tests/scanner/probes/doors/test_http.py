"""An ordinary visitor among servers that redirect, stall, lie and attack."""

import asyncio
import gc
import socket
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest

from tests.scanner.probes.certificates import DAY, NOW, chain, issuer, root
from tests.scanner.probes.listening import (
    OTHER,
    SITE,
    SITE6,
    Detour,
    Handler,
    TestClock,
    break_off,
    dialer,
    hang,
    listening,
    says,
)
from tests.scanner.probes.web_server import WebServer, page, redirect, web_server
from weerbaar.scanner.facts.dns import Answer, AnswerKind, Validation
from weerbaar.scanner.facts.http import Visit
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.http import GuardedHttpClient
from weerbaar.scanner.probes.doors.settings import Identity
from weerbaar.scanner.probes.doors.tls import AsyncTlsDialer
from weerbaar.scanner.probes.doors.trust import TrustStore
from weerbaar.scanner.probes.doors.usage import Usage

HOST = "www.bakkerij.example"
START = f"http://{HOST}/"
ISSUING = issuer("Test Issuing", root())


class Names:
    """A resolver that knows where the hosts of these tests are."""

    def __init__(self, places: Mapping[str, str | Reason] | None = None) -> None:
        self.places: dict[str, str | Reason] = {HOST: SITE, "bakkerij.example": SITE, **(places or {})}
        self.asked: list[tuple[str, str]] = []

    async def ask(self, name: str, rdtype: str) -> Observation[Answer]:
        self.asked.append((name, rdtype))
        place = self.places.get(name)
        if isinstance(place, Reason):
            return Unobserved(place, f"DNS {rdtype} {name}")
        fits = place is not None and (":" in place) is (rdtype == "AAAA")
        kind = AnswerKind.RECORDS if fits else AnswerKind.NO_NAME if place is None else AnswerKind.NO_DATA
        return Observed(Answer(name, rdtype, kind, (place,) if fits and place else ()), NOW)

    async def validation(self, name: str) -> Observation[Validation]:
        raise AssertionError("a visitor does not ask about signatures")


class Visitor:
    """A client whose every port of the site leads to the servers of the test."""

    def __init__(self, ports: Mapping[tuple[str, int], int], store: TrustStore, names: Names, hop_s: float) -> None:
        self.detour = Detour(ports)
        self.usage = Usage()
        self.names = names
        door = dialer(self.detour, usage=self.usage)
        tls = AsyncTlsDialer(door, store, TestClock(), handshake_s=hop_s)
        identity = Identity("https://scanner.example/", "scan.example")
        self.client = GuardedHttpClient(door, tls, names, TestClock(), identity, hop_s=hop_s)

    async def visit(self, url: str = START, **options: bool | int | str) -> Visit:
        visit = await self.client.visit(url, **options)  # type: ignore[arg-type]
        gc.collect()
        return visit


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> TrustStore:
    file = tmp_path_factory.mktemp("trust") / "root.pem"
    file.write_bytes(root().pem)
    return TrustStore(file)


@asynccontextmanager
async def site(
    answers: object,
    store: TrustStore,
    *,
    tls: ssl.SSLContext | None = None,
    names: Names | None = None,
    hop_s: float = 1.0,
) -> AsyncIterator[tuple[Visitor, WebServer]]:
    """One server at every place that the visitor may go to."""
    async with web_server(answers, tls=tls) as server:  # type: ignore[arg-type]
        places = [(address, port) for address in (SITE, OTHER, SITE6) for port in (80, 443, 8080, 8443)]
        yield Visitor(dict.fromkeys(places, server.port), store, names or Names(), hop_s), server


def failure(visit: Visit) -> Reason:
    assert visit.failure is not None
    assert visit.final is None
    return visit.failure.reason


async def test_a_page_is_read_as_a_visitor_reads_it(store: TrustStore) -> None:
    async with site(page("hello", Set_Cookie="a=1", X_Note=" two  words "), store) as (visitor, server):
        visit = await visitor.visit()
    (hop,) = visit.hops
    assert visit.final == hop
    assert (hop.url, hop.address, hop.status, hop.verified, hop.truncated) == (START, SITE, 200, None, False)
    assert hop.values("Set-Cookie") == ("a=1",)
    assert hop.values("x-note") == ("two  words",)
    assert hop.body == ""
    (request,) = server.requests
    assert request.startswith("GET / HTTP/1.1\r\n")
    lines = {line.partition(": ")[0].lower(): line.partition(": ")[2] for line in request.split("\r\n")[1:]}
    assert lines["host"] == HOST
    assert "scanner.example" in lines["user-agent"]
    assert lines["connection"] == "close"
    assert "cookie" not in lines
    assert "referer" not in lines


async def test_an_origin_is_told_over_https_alone(store: TrustStore) -> None:
    shown = chain((HOST,), (ISSUING,))
    async with site(page(), store) as (visitor, server):
        await visitor.visit(origin="https://stranger.invalid")
    assert "origin:" not in server.requests[0].lower()
    assert "accept-encoding: identity" in server.requests[0].lower()
    async with site(page(), store, tls=shown.server()) as (visitor, server):
        await visitor.visit(f"https://{HOST}/", origin="https://stranger.invalid")
    assert "origin: https://stranger.invalid\r\n" in server.requests[0].lower()
    assert "accept-encoding: gzip\r\n" in server.requests[0].lower()


async def test_headers_that_come_twice_are_kept_in_order(store: TrustStore) -> None:
    answer = b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX: y\r\nset-cookie: b=2\r\nContent-Length: 0\r\n\r\n"
    async with site(answer, store) as (visitor, _):
        visit = await visitor.visit()
    assert visit.hops[0].values("set-cookie") == ("a=1", "b=2")


async def test_the_body_is_kept_only_when_asked_for(store: TrustStore) -> None:
    async with site(page("caf\u00e9", Content_Type="text/plain"), store) as (visitor, _):
        answer = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ncaf\xc3\xa9"
        assert (await visitor.visit()).hops[0].body == ""
    async with site(answer, store) as (visitor, _):
        assert (await visitor.visit(keep_body=True)).hops[0].body == "caf\u00e9"


async def test_bytes_that_are_no_text_are_replaced(store: TrustStore) -> None:
    async with site(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\xfe\xfd", store) as (visitor, _):
        assert (await visitor.visit(keep_body=True)).hops[0].body == "\ufffd\ufffd"


async def test_redirects_are_walked_and_kept(store: TrustStore) -> None:
    answers = {"/": redirect("/b"), "/b": redirect(f"http://{HOST}:8080/c?x=1#part", "302 Found"), "/c?x=1": page()}
    async with site(answers, store) as (visitor, server):
        visit = await visitor.visit()
    assert [hop.url for hop in visit.hops] == [START, f"http://{HOST}/b", f"http://{HOST}:8080/c?x=1"]
    assert visit.final is not None
    assert f"Host: {HOST}:8080\r\n" in server.requests[2]


async def test_a_visit_without_following_has_one_hop(store: TrustStore) -> None:
    async with site(redirect("/b"), store) as (visitor, server):
        visit = await visitor.visit(follow=False)
    assert len(visit.hops) == len(server.requests) == 1
    assert visit.failure is None
    assert visit.final is None


@pytest.mark.parametrize("target", ["/", "", "#top", "?", "//", "http://", f"http://{HOST}", START.upper()])
async def test_a_redirect_to_itself_is_a_loop_and_no_failure(store: TrustStore, target: str) -> None:
    async with site(redirect(target), store) as (visitor, server):
        visit = await visitor.visit()
    assert visit.failure is None
    assert visit.final is None
    assert len(server.requests) <= 3


async def test_a_loop_of_two_ends(store: TrustStore) -> None:
    async with site({"/": redirect("/b"), "/b": redirect("/")}, store) as (visitor, server):
        visit = await visitor.visit()
    assert (len(visit.hops), visit.failure, visit.final) == (2, None, None)
    assert server.paths == ["/", "/b"]


async def test_an_endless_walk_ends_after_so_many_hops(store: TrustStore) -> None:
    async def onward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(redirect(f"/{id(writer)}-{asyncio.get_running_loop().time()}"))

    async with site(onward, store) as (visitor, server):
        visit = await visitor.visit(max_hops=4)
    assert len(visit.hops) == len(server.requests) == 4
    assert (visit.failure, visit.final) == (None, None)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://127.0.0.1/", Reason.ADDRESS_NOT_ALLOWED),
        ("http://[::1]/", Reason.ADDRESS_NOT_ALLOWED),
        ("http://[::ffff:127.0.0.1]/", Reason.ADDRESS_NOT_ALLOWED),
        ("http://169.254.169.254/latest/meta-data/", Reason.ADDRESS_NOT_ALLOWED),
        ("http://[fe80::1%25eth0]/", Reason.ADDRESS_NOT_ALLOWED),
        ("http://inside.example/", Reason.ADDRESS_NOT_ALLOWED),
        (f"http://{HOST}:22/", Reason.ADDRESS_NOT_ALLOWED),
        (f"http://{HOST}:25/", Reason.ADDRESS_NOT_ALLOWED),
        (f"http://{HOST}:0/", Reason.ADDRESS_NOT_ALLOWED),
        (f"https://{HOST}:6379/", Reason.ADDRESS_NOT_ALLOWED),
        (f"http://{HOST}:99999/", Reason.PROTOCOL_ERROR),
        (f"http://{HOST}:x/", Reason.PROTOCOL_ERROR),
        ("http://2130706433/", Reason.PROTOCOL_ERROR),
        ("http://0x7f.1/", Reason.PROTOCOL_ERROR),
        ("http://127.1/", Reason.PROTOCOL_ERROR),
        ("http://localhost/", Reason.PROTOCOL_ERROR),
        (f"http://user:secret@{HOST}/", Reason.PROTOCOL_ERROR),
        (f"http://{HOST}@127.0.0.1/", Reason.PROTOCOL_ERROR),
        ("file:///etc/passwd", Reason.PROTOCOL_ERROR),
        ("ftp://www.bakkerij.example/", Reason.PROTOCOL_ERROR),
        ("gopher://www.bakkerij.example:80/x", Reason.PROTOCOL_ERROR),
        ("javascript:alert(1)", Reason.PROTOCOL_ERROR),
        ("http://[::1", Reason.PROTOCOL_ERROR),
        ("http://a b.example/", Reason.PROTOCOL_ERROR),
    ],
)
async def test_a_redirect_to_where_a_visitor_has_no_business_is_not_followed(
    store: TrustStore, target: str, reason: Reason
) -> None:
    names = Names({"inside.example": "10.0.0.1"})
    async with site({"/": redirect(target)}, store, names=names) as (visitor, server):
        visit = await visitor.visit()
    assert failure(visit) is reason
    assert len(visit.hops) == len(server.requests) == 1
    assert visitor.detour.asked == [(SITE, 80)]
    assert visit.failed_url != START


async def test_a_name_that_leads_inside_only_over_ipv6_is_refused_too(store: TrustStore) -> None:
    names = Names({"inside.example": "fd00::1"})
    async with site(redirect("http://inside.example/"), store, names=names) as (visitor, _):
        assert failure(await visitor.visit()) is Reason.ADDRESS_NOT_ALLOWED


@pytest.mark.parametrize("injected", ["/x\r\nX-Evil: 1", "/x\rX-Evil: 1", "/x\tX-Evil", "/x\x0b", "/x\x00y"])
async def test_nothing_can_be_put_into_a_request_by_a_location(store: TrustStore, injected: str) -> None:
    async with site({"/": redirect(injected)}, store) as (visitor, server):
        await visitor.visit()
    assert all("\nX-Evil" not in request and "\rX-Evil" not in request for request in server.requests)
    assert all(request.count("\r\n") == server.requests[0].count("\r\n") for request in server.requests)


async def test_a_location_in_utf_8_is_asked_for_as_browsers_do(store: TrustStore) -> None:
    location = "/\u00e0-propos?q=caf\u00e9 \u20ac"
    async with site({"/": redirect(location)}, store) as (visitor, server):
        visit = await visitor.visit()
    assert server.paths[1] == "/%C3%A0-propos?q=caf%C3%A9%20%E2%82%AC"
    assert visit.hops[1].url == f"http://{HOST}{location}"


async def test_a_location_in_latin_1_is_followed_as_well(store: TrustStore) -> None:
    answer = b"HTTP/1.1 301 Moved\r\nLocation: /caf\xe9\r\nContent-Length: 0\r\n\r\n"
    async with site({"/": answer}, store) as (visitor, server):
        visit = await visitor.visit()
    assert visit.failure is None
    assert server.paths[1].startswith("/caf%")


async def test_an_international_host_is_asked_for_in_ascii(store: TrustStore) -> None:
    names = Names({"xn--caf-dma.example": OTHER})
    async with site({"/": redirect("http://caf\u00e9.example/x")}, store, names=names) as (visitor, server):
        await visitor.visit()
    assert "Host: xn--caf-dma.example\r\n" in server.requests[1]


async def test_an_address_as_host_is_visited_without_asking_names(store: TrustStore) -> None:
    async with site(page(), store) as (visitor, server):
        for url, host in ((f"http://{OTHER}/", OTHER), (f"http://[{SITE6}]:8080/", f"[{SITE6}]:8080")):
            assert (await visitor.visit(url)).final is not None
            assert f"Host: {host}\r\n" in server.requests[-1]
    assert visitor.names.asked == []


async def test_ipv6_is_used_where_there_is_nothing_else(store: TrustStore) -> None:
    async with site(page(), store, names=Names({HOST: SITE6})) as (visitor, _):
        assert (await visitor.visit()).hops[0].address == SITE6


@pytest.mark.parametrize(
    ("place", "reason"),
    [(None, Reason.NO_ADDRESS), (Reason.DNS_TIMEOUT, Reason.DNS_TIMEOUT), (Reason.DNS_BOGUS, Reason.DNS_BOGUS)],
)
async def test_a_host_that_is_not_found_has_its_reason(store: TrustStore, place: Reason | None, reason: Reason) -> None:
    async with site(page(), store, names=Names({"gone.example": place} if place else {})) as (visitor, _):
        assert failure(await visitor.visit("http://gone.example/")) is reason


async def breaks_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    break_off(writer)


LONG_HEADER = b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000
MANY_HEADERS = b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(9000))


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        (breaks_off, Reason.RESET),
        (says(), Reason.RESET),
        (says(b"HTTP/1.1 200 OK\r\nContent-"), Reason.PROTOCOL_ERROR),
        (says(b"SSH-2.0-OpenSSH_9\r\n"), Reason.PROTOCOL_ERROR),
        (says(b"\x16\x03\x01\x02\x00\x01"), Reason.PROTOCOL_ERROR),
        (says(b"HTTP/1.1 OK\r\n\r\n"), Reason.PROTOCOL_ERROR),
        (says(b"HTTP/1.1 099 What\r\n\r\n"), Reason.PROTOCOL_ERROR),
        (
            says(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", then_hang=True),
            Reason.PROTOCOL_ERROR,
        ),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"), Reason.PROTOCOL_ERROR),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"), Reason.PROTOCOL_ERROR),
        (says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello"), Reason.PROTOCOL_ERROR),
        (says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"), Reason.PROTOCOL_ERROR),
        (says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nhello"), Reason.PROTOCOL_ERROR),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"), Reason.PROTOCOL_ERROR),
        (says(LONG_HEADER, then_hang=True), Reason.TOO_LARGE),
        (says(MANY_HEADERS, then_hang=True), Reason.TOO_LARGE),
        (
            says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 70_000, then_hang=True),
            Reason.TOO_LARGE,
        ),
        (hang, Reason.TIMEOUT),
        (says(b"HTTP/1.1 200 OK\r\nX: y\r\n", then_hang=True), Reason.TIMEOUT),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello", then_hang=True), Reason.TIMEOUT),
    ],
)
async def test_what_is_no_answer_has_its_reason(store: TrustStore, handler: Handler, reason: Reason) -> None:
    async with site(handler, store, hop_s=0.4) as (visitor, _), asyncio.timeout(5):
        visit = await visitor.visit()
    assert failure(visit) is reason
    assert visit.hops == ()
    assert visit.failed_url == START


async def test_a_server_that_drips_does_not_hold_us(store: TrustStore) -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for octet in b"HTTP/1.1 200 OK\r\n" + b"X-Slow: y\r\n" * 1000:
            writer.write(bytes([octet]))
            await writer.drain()
            await asyncio.sleep(0.02)

    async with site(drip, store, hop_s=0.3) as (visitor, _), asyncio.timeout(2):
        assert failure(await visitor.visit()) is Reason.TIMEOUT


async def test_interim_answers_are_read_over_and_never_hold_us(store: TrustStore) -> None:
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    async with site(early * 3 + page("hello"), store) as (visitor, _):
        assert (await visitor.visit()).hops[0].status == 200

    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(early * 100)
            await writer.drain()

    async with site(endless, store, hop_s=0.3) as (visitor, _), asyncio.timeout(3):
        assert failure(await visitor.visit()) is Reason.TIMEOUT


@pytest.mark.parametrize(("keep_body", "kept"), [(True, 64 * 1024), (False, 0)])
async def test_an_endless_body_is_cut(store: TrustStore, keep_body: bool, kept: int) -> None:
    sent = 0

    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x" * 10_000)
            sent += 10_000
            await writer.drain()

    async with site(endless, store) as (visitor, _), asyncio.timeout(3):
        visit = await visitor.visit(keep_body=keep_body)
    assert visit.hops[0].truncated
    assert len(visit.hops[0].body) == kept
    assert sent < 20_000_000


async def test_the_body_of_a_redirect_is_not_waited_for(store: TrustStore) -> None:
    moved = b"HTTP/1.1 301 Moved\r\nLocation: /b\r\nContent-Length: 1000\r\n\r\n"
    async with site({"/": says(moved, then_hang=True), "/b": page()}, store) as (visitor, _), asyncio.timeout(2):
        assert (await visitor.visit()).final is not None


async def test_an_answer_without_length_ends_with_the_connection(store: TrustStore) -> None:
    async with site(b"HTTP/1.0 200 OK\r\n\r\nhello", store) as (visitor, _):
        assert (await visitor.visit(keep_body=True)).hops[0].body == "hello"


async def test_a_server_that_was_silent_once_is_not_waited_for_again(store: TrustStore) -> None:
    async with site(hang, store, hop_s=0.3) as (visitor, server):
        assert failure(await visitor.visit()) is Reason.TIMEOUT
        connections = visitor.usage.connections
        async with asyncio.timeout(0.25):
            again = await visitor.visit(f"http://{HOST}/other")
        assert failure(again) is Reason.TIMEOUT
        assert visitor.usage.connections == connections
        assert failure(await visitor.visit(f"http://{HOST}:8080/")) is Reason.TIMEOUT
        assert visitor.usage.connections == connections + 1
    assert len(server.requests) == 2


async def test_a_place_that_took_no_connection_is_not_tried_again(
    store: TrustStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor({}, store, Names(), 1.0)

    async def never(*place: object, **rest: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(asyncio, "open_connection", never)
    for path in ("", "a", "b"):
        assert failure(await visitor.visit(START + path)) is Reason.TIMEOUT
    assert visitor.usage.connections == 1


async def test_those_who_waited_behind_a_silent_server_do_not_wait_as_well(store: TrustStore) -> None:
    async with site(hang, store, hop_s=1.0) as (visitor, server):
        visits = await asyncio.gather(*(visitor.visit(f"http://{HOST}/{number}") for number in range(6)))
    assert {failure(visit) for visit in visits} == {Reason.TIMEOUT}
    assert len(server.requests) == 2


async def test_a_closed_port_is_refused(store: TrustStore) -> None:
    assert failure(await Visitor({}, store, Names(), 1.0).visit()) is Reason.REFUSED


@pytest.mark.parametrize(
    ("hosts", "options", "verified"),
    [
        ((HOST,), {}, True),
        (("*.bakkerij.example",), {}, True),
        (("other.example",), {}, False),
        ((HOST,), {"not_after": NOW - DAY}, False),
        ((HOST,), {"not_before": NOW + DAY}, False),
        ((HOST,), {"sent": ()}, False),
    ],
    ids=["good", "wildcard", "other name", "expired", "not yet", "incomplete"],
)
async def test_a_visit_over_tls_says_whether_the_certificate_was_good(
    store: TrustStore, hosts: tuple[str, ...], options: dict[str, object], verified: bool
) -> None:
    shown = chain(hosts, (ISSUING,), **options)  # type: ignore[arg-type]
    async with site(page("hello"), store, tls=shown.server()) as (visitor, _):
        visit = await visitor.visit(f"https://{HOST}/", keep_body=True)
    (hop,) = visit.hops
    assert (hop.status, hop.body, hop.verified) == (200, "hello", verified)


async def test_a_site_that_speaks_no_tls_at_443_has_a_reason(store: TrustStore) -> None:
    async with site(page(), store) as (visitor, _), listening(says(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as port:
        visitor.detour.places[SITE, 443] = port
        assert failure(await visitor.visit(f"https://{HOST}/")) is Reason.PROTOCOL_ERROR


async def test_a_server_that_wants_a_certificate_from_us_ends_as_failed_tls(store: TrustStore) -> None:
    context = chain((HOST,), (ISSUING,)).server()
    context.verify_mode = ssl.CERT_REQUIRED

    def serve(listener: socket.socket) -> None:
        # Blocking, in a thread: asyncio closes without sending the alert, which real servers do not.
        connection, _ = listener.accept()
        with context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False) as tls:
            with pytest.raises(ssl.SSLError):
                tls.do_handshake()
            while socket.socket.recv(tls, 4096):
                pass  # the request: unread bytes would turn the end into a reset

    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = asyncio.create_task(asyncio.to_thread(serve, listener))
        visitor = Visitor({(SITE, 443): listener.getsockname()[1]}, store, Names(), 2.0)
        visit = await visitor.visit(f"https://{HOST}/")
        await serving
    assert failure(visit) is Reason.TLS_FAILED


async def test_a_visit_that_is_cancelled_leaves_nothing_open(store: TrustStore) -> None:
    async with site(hang, store, hop_s=5) as (visitor, _):
        for pause_s in (0.0, 0.005, 0.05):
            task = asyncio.create_task(visitor.visit())
            await asyncio.sleep(pause_s)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert visitor.client._silent == {}
    gc.collect()


async def test_a_very_long_location_is_not_followed(store: TrustStore) -> None:
    async with site({"/": redirect("/" + "a" * 60_000)}, store) as (visitor, server):
        visit = await visitor.visit()
    assert failure(visit) is Reason.TOO_LARGE
    assert len(server.requests) == 1
    assert len(visit.failure.source if visit.failure else "") < 500
