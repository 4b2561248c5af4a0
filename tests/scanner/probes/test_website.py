"""Every host with an address is visited as people do, without and with the padlock."""

from pathlib import Path

from tests.scanner.probes.certificates import chain, issuer, root
from tests.scanner.probes.dns_server import Says
from tests.scanner.probes.listening import OTHER, SITE
from tests.scanner.probes.scene import NAME, has, scene
from tests.scanner.probes.web_server import page, redirect, web_server
from weerbaar.scanner.facts.http import PLAIN_VISITS, SECURE_VISITS, STRANGERS_VISIT
from weerbaar.scanner.facts.observation import Observed, Reason
from weerbaar.scanner.facts.page import PAGES, Page, Reference, Use
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.probes import website

WWW = f"www.{NAME}"


async def test_a_site_is_visited_from_http_and_from_https(tmp_path: Path) -> None:
    shown = chain((NAME, WWW), (issuer("Test Issuing", root()),))
    file = tmp_path / "root.pem"
    file.write_bytes(root().pem)
    async with web_server(redirect(f"https://{NAME}/")) as plain, web_server(page(), tls=shown.server()) as secure:
        places = {(SITE, 80): plain.port, (SITE, 443): secure.port, (OTHER, 80): plain.port, (OTHER, 443): secure.port}
        async with scene(has(NAME, "A", SITE), has(WWW, "A", OTHER), places=places, ca_file=file) as world:
            seen = await world.run(website)
    own, www = seen.value(PLAIN_VISITS)
    assert (own.start, www.start) == (f"http://{NAME}/", f"http://{WWW}/")
    assert [hop.url for hop in www.hops] == [f"http://{WWW}/", f"https://{NAME}/"]
    assert own.final is not None
    assert own.final.verified is True
    assert [visit.start for visit in seen.value(SECURE_VISITS)] == [f"https://{NAME}/", f"https://{WWW}/"]
    assert all(visit.final is not None and visit.final.status == 200 for visit in seen.value(SECURE_VISITS))
    strangers = seen.value(STRANGERS_VISIT)
    assert [hop.url for hop in strangers.answers] == [f"https://{NAME}/"]
    asked = [request for request in secure.requests if f"origin: {strangers.origin}\r\n" in request.lower()]
    assert (len(asked), len(secure.requests)) == (2, 4)  # the ends of the two plain walks; no visit more
    assert not any("origin:" in request.lower() for request in plain.requests)


async def test_a_host_without_address_is_not_visited() -> None:
    async with scene(has(NAME, "A", SITE), {(WWW, "A"): Says(rcode="SERVFAIL")}) as world:
        seen = await world.run(website)
    assert [visit.start for visit in seen.value(PLAIN_VISITS)] == [f"http://{NAME}/"]
    (visit,) = seen.value(SECURE_VISITS)
    assert visit.failure is not None
    assert visit.failure.reason is Reason.REFUSED


async def test_a_site_that_leads_inside_is_not_reached() -> None:
    async with scene(has(NAME, "A", "127.0.0.1"), has(WWW, "AAAA", "::1")) as world:
        seen = await world.run(website)
    for visit in (*seen.value(PLAIN_VISITS), *seen.value(SECURE_VISITS)):
        assert visit.failure is not None
        assert visit.failure.reason is Reason.ADDRESS_NOT_ALLOWED
    assert world.detour.asked == []


PAGE = "<!doctype html><p>Geheim recept</p><script src=https://elders.example/a.js></script>"


async def pages_of(answer: bytes, tmp_path: Path, *, host: str = NAME) -> tuple[tuple[Page, ...], int, FactSheet]:
    """What was read of a site that gives this answer at both hosts, how often it was asked, and all that was seen."""
    shown = chain((NAME, WWW, host), (issuer("Test Issuing", root()),))
    file = tmp_path / "root.pem"
    file.write_bytes(root().pem)
    async with web_server(answer, tls=shown.server()) as secure:
        places = {(SITE, 443): secure.port, (OTHER, 443): secure.port}
        table = (has(NAME, "A", SITE), has(WWW, "A", OTHER), has(host, "A", SITE))
        async with scene(*table, places=places, ca_file=file) as world:
            seen = await world.run(website)
    sheet = FactSheet(NAME)
    for fact in website.PROVIDES:
        sheet.record(fact, seen[fact])
    return seen.value(PAGES), len(secure.requests), sheet


async def test_the_page_is_read_from_the_visit_itself(tmp_path: Path) -> None:
    pages, requests, sheet = await pages_of(page(PAGE, Content_Type="text/html"), tmp_path)
    expected = (Reference(Use.SCRIPT, "https://elders.example/a.js"),)
    assert pages == (Page(f"https://{NAME}/", expected), Page(f"https://{WWW}/", expected))
    assert requests == 3  # one for each host, and one as a stranger, since no plain walk came to the page
    assert FactSheet.from_json(sheet.to_json()) == sheet


async def test_of_the_text_of_the_page_nothing_is_kept(tmp_path: Path) -> None:
    _, _, sheet = await pages_of(page(PAGE, Content_Type="text/html"), tmp_path)
    assert "Geheim" not in str(sheet.to_json())


async def test_an_answer_that_is_no_page_is_not_read(tmp_path: Path) -> None:
    pages, _, _ = await pages_of(page(PAGE, Content_Type="text/plain"), tmp_path)
    assert pages == ()


async def test_the_page_of_somebody_else_is_not_read(tmp_path: Path) -> None:
    elsewhere = "moeder-bakkerij.example"
    answers = redirect(f"https://{elsewhere}/start")
    pages, _, _ = await pages_of(answers, tmp_path, host=elsewhere)
    assert pages == ()


async def test_a_page_that_no_plain_walk_comes_to_is_asked_once_more_as_a_stranger(tmp_path: Path) -> None:
    _, _, sheet = await pages_of(page(PAGE, Content_Type="text/html"), tmp_path)
    strangers = sheet[STRANGERS_VISIT]
    assert isinstance(strangers, Observed)
    assert [hop.url for hop in strangers.value.answers] == [f"https://{NAME}/"]


async def test_a_domain_without_https_has_no_answer_for_strangers() -> None:
    async with scene(has(NAME, "A", SITE)) as world:
        seen = await world.run(website)
    assert seen.value(STRANGERS_VISIT).answers == ()
