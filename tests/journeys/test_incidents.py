"""Somebody with a suspicion looks whom to call, and is gone: with script and without."""

import pytest
from playwright.sync_api import Browser, Route

from tests.journeys.conftest import Site, Window, Windows
from tests.journeys.test_account import press, sign_up

pytestmark = pytest.mark.browser
ELSEWHERE = "https://www.knmi.nl/"


def company_of(window: Window, address: str) -> str:
    """A new account with a new company; the path of the company. Elsewhere is never really asked for."""
    window.context.route(f"{ELSEWHERE}**", lambda route: _answer(route))
    sign_up(window, address)
    window.page.fill("#name", "Bakkerij Deegkom")
    press(window, "Naar mijn overzicht")
    return window.page.url.removeprefix(window.site.address)


def _answer(route: Route) -> None:
    route.fulfill(body="<title>Weer</title>", content_type="text/html")


def test_escape_twice_leaves_and_the_way_back_does_not_lead_here(windows: Windows) -> None:
    with windows.new(width=375) as window:
        page, company = window.page, company_of(window, "vermoeden@mail.example")
        asked: list[str] = []
        window.open(f"{company}melden/")
        page.wait_for_load_state("networkidle")
        page.on("request", lambda request: asked.append(request.url))
        page.click("summary:has-text('Vermoeden van drugs')")
        told = page.locator("details[open]").inner_text()
        assert "0800 7000" in told
        assert "Ook niet dat je hier was" in told
        assert asked == [], "to open a kind asks nothing of the server"
        page.keyboard.press("Escape")
        assert page.url.endswith("/melden/"), "once is not enough: it closes menus"
        page.keyboard.press("Escape")
        page.wait_for_url(ELSEWHERE)
        page.go_back()
        assert not page.url.endswith("/melden/")
        assert page.url.startswith(window.site.address)


def test_without_script_the_way_out_is_a_link_that_tells_nobody_where_from(
    browser_without_script: Browser, site: Site
) -> None:
    with Windows(browser_without_script, site).new(width=375) as window:
        company = company_of(window, "vermoeden-zonder-script@mail.example")
        window.open(f"{company}melden/")
        with window.page.expect_request(f"{ELSEWHERE}**") as leaving:
            window.page.click("a:has-text('Verlaat deze pagina nu')")
        assert "referer" not in leaving.value.all_headers()
        window.page.wait_for_url(ELSEWHERE)
