"""Pages of devices are asked for only where the owner agreed, at the listed ports, and no further than the same port."""

import asyncio
import ipaddress
from dataclasses import replace

from tests.scanner.probes.certificates import DAY, NOW
from tests.scanner.probes.dns_server import Says
from tests.scanner.probes.listening import OTHER, SITE, Handler, listening
from tests.scanner.probes.scene import NAME, TARGET, has, scene
from weerbaar.scanner.facts.exposure import DEVICE_PAGES, DevicePage
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.probes import device_pages
from weerbaar.scanner.probes.device_pages import ports
from weerbaar.scanner.vocabulary.authorisation import ScanAuthorisation
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

AGREED = ScanAuthorisation(
    "the owner", (TARGET,), (ipaddress.ip_network(f"{SITE}/32"),), Intrusiveness.ACTIVE, NOW + DAY
)


def answers(*heads: str, asked: list[str] | None = None) -> Handler:
    """One answer after the other, each with a page that has the path as its title."""
    waiting = list(heads)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = (await reader.readuntil(b"\r\n\r\n")).decode()
        except asyncio.IncompleteReadError:
            return  # the look whether the port is open
        if asked is not None:
            asked.append(request)
        body = f"<title>{request.split()[1]}</title>"
        writer.write(f"{waiting.pop(0)}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
        await writer.drain()

    return serve


def by_port(pages: tuple[DevicePage, ...]) -> dict[int, DevicePage]:
    return {page.port: page for page in pages}


async def test_without_an_agreement_nothing_is_connected_to() -> None:
    async with scene(has(NAME, "A", SITE)) as world:
        assert (await world.run(device_pages)).reason(DEVICE_PAGES) is Reason.NOT_AUTHORISED
    assert world.detour.asked == []


async def test_every_listed_port_of_an_agreed_address_alone_is_looked_at() -> None:
    async with scene(has(NAME, "A", SITE, OTHER), authorisation=AGREED) as world:
        pages = (await world.run(device_pages)).value(DEVICE_PAGES)
    assert sorted(world.detour.asked) == sorted((SITE, port) for port in ports())
    assert {page.answer.reason for page in pages if isinstance(page.answer, Unobserved)} == {Reason.REFUSED}


async def test_a_page_is_kept_with_its_headers() -> None:
    async with (
        listening(answers("HTTP/1.1 200 OK\r\nServer: MiniServ")) as port,
        scene(places={(SITE, 8080): port}, authorisation=AGREED) as world,
    ):
        page = by_port((await world.run(device_pages)).value(DEVICE_PAGES))[8080]
    assert isinstance(page.answer, Observed)
    assert page.answer.value.body == "<title>/</title>"
    assert page.answer.value.values("server") == ("MiniServ",)


async def test_a_redirect_is_followed_at_the_same_port_alone() -> None:
    asked: list[str] = []
    here = "HTTP/1.1 302 Found\r\nLocation: /webman/index.cgi"
    away = f"HTTP/1.1 302 Found\r\nLocation: http://{OTHER}:8080/"
    async with (
        listening(answers(here, "HTTP/1.1 200 OK", asked=asked)) as storage,
        listening(answers(away)) as leaving,
        scene(places={(SITE, 5000): storage, (SITE, 8080): leaving}, authorisation=AGREED) as world,
    ):
        pages = by_port((await world.run(device_pages)).value(DEVICE_PAGES))
    stayed, left = pages[5000].answer, pages[8080].answer
    assert isinstance(stayed, Observed)
    assert isinstance(left, Observed)
    assert (stayed.value.status, stayed.value.body) == (200, "<title>/webman/index.cgi</title>")
    assert left.value.status == 302
    assert {address for address, _ in world.detour.asked} == {SITE}
    assert [request.split()[1] for request in asked] == ["/", "/webman/index.cgi"]
    assert all(f"Host: {SITE}:5000\r\n" in request for request in asked)


async def test_a_loop_ends() -> None:
    loop = [f"HTTP/1.1 302 Found\r\nLocation: /{number}" for number in range(9)]
    asked: list[str] = []
    async with (
        listening(answers(*loop, asked=asked)) as port,
        scene(places={(SITE, 5000): port}, authorisation=AGREED) as world,
    ):
        await world.run(device_pages)
    assert len(asked) == 3


async def test_names_that_cannot_be_looked_up_leave_the_pages_unseen() -> None:
    wide = replace(AGREED, addresses=(ipaddress.ip_network("192.0.2.0/24"),))
    async with scene({(NAME, "A"): Says(rcode="SERVFAIL")}, authorisation=wide) as world:
        seen = (await world.run(device_pages))[DEVICE_PAGES]
    assert isinstance(seen, Unobserved)
    assert seen.reason is Reason.DNS_FAILURE
