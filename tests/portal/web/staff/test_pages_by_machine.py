"""The pages of a provider and of a vetter in a real browser: axe for WCAG 2.2 AA, and nothing that scrolls sideways at 320 px."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.portal.people import Somebody, somebody
from tests.portal.providers.vetting import NO, PACKAGE, YES, adviser, operator, submitted
from weerbaar.portal.providers.profile import MarkClaim
from weerbaar.portal.providers.services.change_packages import add_package
from weerbaar.portal.providers.services.claim_mark import claim_mark
from weerbaar.portal.providers.services.move_provider import appeal
from weerbaar.portal.providers.services.vet_provider import decide_application

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}
SCREENSHOTS = Path(__file__).parents[3] / "screenshots"


@pytest.fixture
def pages(live_server: LiveServer) -> list[tuple[str, str]]:
    """The session of who opens a page, and its address. Made before the browser: its event loop keeps this thread from
    the database.
    """
    daan, dirk, fien, olga = somebody("daan"), somebody("dirk"), somebody("fien"), operator()
    vera, _bureau = adviser("vera")
    row, refused = submitted(daan), submitted(dirk, name="Dirks ICT")
    add_package(row.organisation_id, PACKAGE, actor=daan.person)
    claim = MarkClaim("MK-CVNL", "Noorderzon ICT", "Alles", "12", None, "https://register.example/12")
    claim_mark(row.organisation_id, claim, actor=daan.person)
    decide_application(row.id, YES, actor=vera.person)
    decide_application(refused.id, NO, actor=vera.person)
    waiting, appealed = submitted(somebody("eva"), name="Evas Beveiliging"), submitted(fien, name="Fiens Kabels")
    decide_application(appealed.id, NO, actor=vera.person)
    appeal(appealed.organisation_id, "Ik was bereikbaar.", actor=fien.person)
    of_provider = ("provider-profile", "provider-packages", "provider-marks", "provider-overview")
    asked = [
        (daan, reverse("provider-new")),
        *((daan, reverse(name, args=[row.organisation_id])) for name in of_provider),
        (dirk, reverse("provider-profile", args=[refused.organisation_id])),
        (daan, reverse("provider-public", args=[row.id])),
        (olga, reverse("vetting")),
        *((olga, reverse("vetting-case", args=[one.id])) for one in (row, waiting, appealed)),
        (olga, reverse("known-marks")),
        (olga, reverse("imports")),
    ]
    return [(_session(who), live_server.url + path) for who, path in asked]


@pytest.fixture
def browser(pages: list[tuple[str, str]]) -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--no-first-run"])
        yield started
        started.close()


def test_axe_finds_nothing_and_nothing_scrolls_sideways(pages: list[tuple[str, str]], browser: Browser) -> None:
    for number, (session, address) in enumerate(pages, start=1):
        for width in (1280, 320):
            page = _opened(browser, session, address, width)
            page.screenshot(path=str(SCREENSHOTS / f"provider-{number:02}-{width}.png"), full_page=True)
            found = Axe().run(page, options=OPTIONS).response["violations"]
            assert [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found] == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            page.context.close()


def _session(who: Somebody) -> str:
    return who.client().cookies[settings.SESSION_COOKIE_NAME].value


def _opened(browser: Browser, session: str, address: str, width: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="nl-NL", reduced_motion="reduce")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    page = context.new_page()
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    for details in page.locator("main details").all():
        details.evaluate("element => { element.open = true }")
    return page
