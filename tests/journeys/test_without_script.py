"""Everything up to the plan works in a browser that runs no script."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Site, Windows
from tests.journeys.test_account import PASSWORD, code_of, newest_letter, press

pytestmark = pytest.mark.browser
COMPANY = "bakkerijdeegkom.example"


def test_from_the_home_page_to_the_plan(browser_without_script: Browser, site: Site) -> None:
    with Windows(browser_without_script, site).new(width=375) as window:
        page, address = window.page, "zonder-script@mail.example"
        window.measure(COMPANY)
        for _ in range(30):  # the page asks to be loaded again
            if page.locator(".bandhead h1").count():
                break
            page.wait_for_timeout(500)
            page.reload()
        press(window, "Bewaar deze uitkomst")
        press(window, "Maak een account")
        page.fill("input[name=email]", address)
        page.fill("input[name=password1]", PASSWORD)
        press(window, "Maak mijn account")
        page.fill("input[name=code]", code_of(newest_letter(site, address)))
        press(window, "Dat ben ik")
        page.fill("#name", "Bakkerij Deegkom")
        press(window, "Naar mijn overzicht")
        company = page.url
        assert COMPANY in page.inner_text("main")
        window.open(company.removeprefix(site.address) + "basisscan/")
        press(window, "Begin")
        for _ in range(3):
            page.locator("input[name=answer]").nth(2).check()
            press(window, "olgende vraag")
        window.open(company.removeprefix(site.address) + "basisscan/nakijken/")
        press(window, "Klopt, maak mijn plan")
        assert page.inner_text("h1").startswith("Je plan:")
        assert page.locator("main .tasks a").count() > 3
        window.picture("without-script-plan-375")
