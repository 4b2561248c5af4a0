"""An area in the second year of its KVO, in a real browser: who runs it, a partner, a company, a respondent and an auditor.

The area is that of the demonstration: the story of two years stands in the database before anybody opens a page.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import Window, Windows
from tests.journeys.test_accessibility import OPTIONS
from tests.journeys.test_account import newest_letter

pytestmark = pytest.mark.browser
# As the README tells it to everybody.
PASSWORD = "drie rode fietsen"
ROOT = Path(__file__).parents[2]
MANAGER, MUNICIPALITY, COMPANY = (
    "terrein@meeuwenwaard.example",
    "gemeente@meeuwenwaard.example",
    "eigenaar@zwaluwvracht.example",
)
# The main screens of an area.
SCREENS = (
    "",
    "kvo/",
    "kvo/stukken/",
    "kvo/maatregelen/",
    "kvo/doelen/",
    "gebied/",
    "gebied/bedrijven/",
    "gebied/voorzieningen/",
    "enquete/",
    "schouw/",
    "schouw/voor/",
    "schouw/lopen/",
    "schouw/punten/?staat=open",
    "incidenten/",
    "water-en-brand/",
    "cijfers/",
    "analyse/",
    "afspraken/",
    "veiligheidsplan/",
    "overleg/",
    "meedoen/",
    "biz/",
    "audit/",
    "audit/jaar/",
    "mensen/",
)


def sign_in(window: Window, who: str) -> None:
    window.open("/account/login/")
    window.page.fill("input[name=login]", who)
    window.page.fill("input[name=password]", PASSWORD)
    with window.page.expect_navigation():
        window.page.locator("main form button").first.click()


def area_of(window: Window) -> str:
    """The address of the area of who signed in."""
    window.open("/terrein/")
    links = window.page.locator("main a[href^='/terrein/']").all()
    found = [window.page.url, *(link.get_attribute("href") or "" for link in links)]
    for address in found:
        if match := re.search(r"/terrein/[0-9a-f-]{36}/", address):
            return match[0]
    raise AssertionError(found)


def press(window: Window, words: str) -> None:
    with window.page.expect_navigation():
        window.page.locator(f"main button:has-text('{words}'), main a:has-text('{words}')").first.click()


def looks_fine(window: Window, what: str) -> None:
    """axe finds nothing, and nothing scrolls sideways."""
    found: dict[str, Any] = Axe().run(window.page, options=OPTIONS).response
    faults = [f"{item['id']}: {item['nodes'][0]['html'][:150]}" for item in found["violations"]]
    assert faults == [], what
    wide = window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, what


@pytest.mark.parametrize("width", [1280, 375])
def test_every_screen_of_an_area_stands_for_everybody(windows: Windows, width: int) -> None:
    with windows.new(width=width, scheme="light" if width == 1280 else "dark") as window:
        sign_in(window, MANAGER)
        area = area_of(window)
        for number, screen in enumerate(SCREENS):
            window.open(area + screen)
            window.page.wait_for_load_state("networkidle")
            assert window.heading(), screen
            looks_fine(window, screen)
            window.picture(f"kvo-{number:02}-{width}")


def test_a_partner_begins_with_its_own_page_and_a_company_reports(windows: Windows) -> None:
    with windows.new(width=375) as window:
        sign_in(window, MUNICIPALITY)
        area = area_of(window)
        window.open(f"{area}mijn/")
        assert "te laat" in window.heading()
        looks_fine(window, "own page of a partner")
        window.page.locator("main a[href*='/schouw/punten/']").first.click()
        window.page.wait_for_load_state()
        looks_fine(window, "a point")
    with windows.new(width=375) as window:
        sign_in(window, COMPANY)
        window.open("/bedrijf/")
        company = re.search(r"/bedrijf/[0-9a-f-]{36}/", window.page.content())
        assert company is not None
        window.open(f"{company[0]}melden/")
        looks_fine(window, "what happened?")
        assert window.page.locator("main a[href$='/melden/INC-SPACE/']").count() >= 1
        window.open(f"{company[0]}melden/INC-SPACE/")
        looks_fine(window, "whom to call, and who will see what")
        said = window.page.inner_text("main")
        assert "Gemeente" in said
        window.picture("kvo-report-375")


def test_a_meeting_begins_with_what_is_late(windows: Windows) -> None:
    with windows.new() as window:
        sign_in(window, MANAGER)
        window.open(f"{area_of(window)}overleg/")
        addresses = [
            link.get_attribute("href") or "" for link in window.page.locator("main a[href*='/overleg/']").all()
        ]
        window.open(next(address for address in addresses if re.search(r"/overleg/[0-9a-f-]{36}/$", address)))
        assert "te laat" in window.heading()
        looks_fine(window, "a meeting")
        window.picture("kvo-meeting-1280")


def test_an_auditor_reads_one_file_by_a_link_and_it_is_proven_whole(windows: Windows, tmp_path: Path) -> None:
    with windows.new() as window:
        sign_in(window, MANAGER)
        area = area_of(window)
        window.open(f"{area}audit/")
        window.page.locator("form#make button").click()
        window.page.wait_for_load_state()
        window.page.locator("main a[href*='/keuring/']:not([href*='/audit/keuring/'])").first.click()
        window.page.wait_for_load_state()
        window.page.fill("#body", "Keurpunt Certificatie (fictief)")
        window.page.fill("#email", "lezer@keurpunt.example")
        window.page.fill("#password", "acht witte meeuwen")
        window.page.fill("#days", "20")
        press(window, "Verstuur de link")
        looks_fine(window, "the file for the audit")
    link = re.search(r"https?://\S+(/keuring/\S+?/)\s", newest_letter(window.site, "lezer@keurpunt.example"))
    assert link is not None
    with windows.new() as auditor:
        auditor.open(link[1])
        auditor.page.fill("#password", "acht witte meeuwen")
        with auditor.page.expect_navigation():
            auditor.page.locator("main form button").first.click()
        looks_fine(auditor, "the page of the auditor")
        auditor.picture("kvo-auditor-1280")
        with auditor.page.expect_download() as download:
            auditor.page.locator("main a[href$='dossier.zip']").first.click()
        file = tmp_path / "dossier.zip"
        download.value.save_as(file)
    whole = [sys.executable, "-m", "weerbaar", "verify", str(file)]
    alone = [sys.executable, str(ROOT / "docs" / "verify_dossier.py"), str(file)]
    for check in (whole, alone):
        assert subprocess.run(check, capture_output=True, check=False).returncode == 0, check
    octets = bytearray(file.read_bytes())
    octets[len(octets) // 2] ^= 1
    file.write_bytes(bytes(octets))
    for check in (whole, alone):
        assert subprocess.run(check, capture_output=True, check=False).returncode != 0, check
