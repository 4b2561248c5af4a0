"""The map of an area in a real browser, without tiles: draw an outline, see the table, axe, and nothing scrolls sideways."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.portal.people import Somebody
from tests.portal.trajectories.area import area
from weerbaar.portal.core.geo.shapes import read_shape
from weerbaar.portal.parks.establishment_form import EstablishmentForm
from weerbaar.portal.parks.services.keep_establishment import add_establishment
from weerbaar.portal.parks.services.keep_facility import FacilityForm, add_facility
from weerbaar.portal.parks.services.set_boundary import set_boundary
from weerbaar.portal.parks.words import FacilityKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}
SCREENSHOTS = Path(__file__).parents[3] / "screenshots"
RING = [[5.380, 52.150], [5.392, 52.150], [5.394, 52.156], [5.386, 52.158], [5.380, 52.150]]


@dataclass
class Site:
    """Where the pages are, who opens them, and whatever browsers complain of."""

    address: str
    session: str
    browser: Browser
    complaints: list[str] = field(default_factory=list)

    def open(self, rest: str = "", width: int = 1280) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, locale="nl-NL", reduced_motion="reduce"
        )
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": self.session, "url": self.address}])
        page = context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type != "log" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda asked: self.complaints.append(asked.url) if self.root not in asked.url else None)
        answer = page.goto(self.address + rest)
        assert answer is not None
        assert answer.status == 200, rest
        return page

    @property
    def root(self) -> str:
        return self.address.split("/terrein/")[0]


@pytest.fixture
def site(live_server: LiveServer) -> Iterator[Site]:
    """Everything is made before the browser: its event loop keeps this thread from the database."""
    here = area()
    set_boundary(here.park.id, read_shape({"type": "Polygon", "coordinates": [RING]}), actor=here.manager)
    for number in range(1, 8):
        form = EstablishmentForm(
            "" if number == 5 else f"Firma {number}",
            address=f"Ankerweg {number}",
            sector="logistics",
            association_member=number % 2 == 0,
            is_vacant=number == 5,
            latitude=52.1505 + number / 2000,
            longitude=5.384 + number / 1500,
        )
        add_establishment(here.park.id, form, actor=here.manager)
    for kind, place, at in ((FacilityKind.AED, "Kielkade 1", 52.152), (FacilityKind.CAMERAS, "Hoofdweg", 52.154)):
        shared = FacilityForm(kind, place, "Ondernemersvereniging", "Beheerder", at, 5.389)
        add_facility(here.park.id, shared, actor=here.manager)
    session = _session(here.chaima)
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--no-first-run"])
        yield Site(f"{live_server.url}/terrein/{here.park.id}/gebied/", session, browser)
        browser.close()


def test_an_outline_is_drawn_by_clicks_moved_undone_and_kept(site: Site) -> None:
    page = site.open("grens/")
    corners = page.locator("#corners")
    assert len(corners.input_value().splitlines()) == 4
    corners.fill("")
    box = page.locator(".livemap").bounding_box()
    assert box is not None
    for x, y in ((0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7)):
        page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])
    drawn = corners.input_value()
    assert len(drawn.splitlines()) == 4
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 0.7 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 0.8 * box["height"], steps=5)
    page.mouse.up()
    moved = corners.input_value()
    assert moved != drawn
    assert len(moved.splitlines()) == 4
    page.screenshot(path=str(SCREENSHOTS / "area-draw-1280.png"), full_page=True)
    page.click("text=Maak de laatste stap ongedaan")
    assert corners.input_value() == drawn
    page.click("text=Bewaar deze grens")
    assert page.inner_text("h1").startswith("6 bedrijven op ")
    assert page.locator(".livemap path.m-outline").count() == 1
    assert site.complaints == []


def test_a_click_chooses_the_place_of_an_address(site: Site) -> None:
    page = site.open("bedrijven/nieuw/")
    page.click("summary:has-text('Plek op de kaart')")
    page.wait_for_selector(".livemap path.m-outline")
    page.locator(".livemap").click(position={"x": 120, "y": 120})
    assert page.input_value("#latitude").startswith("52.1")
    assert page.input_value("#longitude").startswith("5.3")
    assert site.complaints == []


def test_the_map_shows_what_the_table_says(site: Site) -> None:
    page = site.open("bedrijven/")
    said = [" ".join(text.split()) for text in page.locator(".tb tbody th").all_inner_texts()]
    pins = [pin.get_attribute("aria-label") or "" for pin in page.locator(".livemap .leaflet-marker-icon").all()]
    assert len(pins) == len(said) == 7
    assert pins[0] == said[0] == "1. Firma 1"
    assert page.locator(".livemap .p-empty").count() == 1
    assert site.complaints == []


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(site: Site, width: int) -> None:
    for name in ("", "grens/", "bedrijven/", "voorzieningen/"):
        page = site.open(name, width)
        for details in page.locator("main details").all():
            details.evaluate("element => { element.open = true }")
        page.wait_for_timeout(150)
        page.screenshot(path=str(SCREENSHOTS / f"area-{name.strip('/').replace('/', '-')}-{width}.png"), full_page=True)
        found = Axe().run(page, options=OPTIONS).response["violations"]
        assert [f"{item['id']}: {item['nodes'][0]['html'][:160]}" for item in found] == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.context.close()
    assert site.complaints == []


def _session(who: Somebody) -> str:
    return who.client().cookies[settings.SESSION_COOKIE_NAME].value
