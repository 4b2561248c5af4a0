"""Every page by machine: axe for WCAG 2.2 AA, reflow at 320 px, text spacing, and a visible focus."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import Window, Windows

pytestmark = pytest.mark.browser
BAD = "bakkerijdeegkom.example"
ACCOUNT = ("/account/login/", "/account/signup/", "/account/signup/passkey/", "/account/password/reset/", "/bewaren/")
PUBLIC = (
    "/",
    "/over/",
    "/nu-hulp/",
    "/subsidies/",
    "/api/v1/docs/",
    "/privacy/",
    "/toegankelijkheid/",
    "/demo/post/",
    *ACCOUNT,
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    " p { margin-bottom: 2em !important }"
)  # WCAG 2.2, success criterion 1.4.12


def every_page(window: Window) -> Iterator[str]:
    """Goes from page to page, and says which one is open."""
    for path in (*PUBLIC, "/niets/"):
        window.open(path)
        for details in window.page.locator("main details").all():
            details.evaluate("element => { element.open = true }")
        yield path
    window.measure("geen punt")
    yield "mistake"
    window.measure("antwoordt-nooit.nl")
    yield "live"
    window.measure("bestaat-niet.example")
    window.wait_for_result()
    yield "nothing"
    window.measure(BAD)
    window.wait_for_result()
    yield "result"
    for details in window.page.locator("details.acc, details.way").all():
        details.evaluate("element => { element.open = true }")
    yield "result, unfolded"
    window.page.click("a:has-text('Verwijder')")
    yield "delete"
    window.page.click("button.red")
    yield "deleted"
    window.complaints[:] = [
        text for text in window.complaints if not any(code in text for code in ("404", "410", "422"))
    ]


def violations(window: Window) -> list[str]:
    found: dict[str, Any] = Axe().run(window.page, options=OPTIONS).response
    return [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_on_any_page(windows: Windows, width: int, scheme: str) -> None:
    with windows.new(width=width, scheme=scheme) as window:
        seen = []
        for name in every_page(window):
            seen.append(name)
            window.picture(f"page-{len(seen):02}-{width}-{scheme}")
            assert violations(window) == [], name
        assert len(seen) == 8 + len(PUBLIC)


def test_axe_would_have_found_something(windows: Windows) -> None:
    with windows.new() as window:
        window.open()
        window.page.evaluate("document.querySelector('label[for=domain]').remove()")
        window.page.evaluate("document.querySelector('.lead').setAttribute('aria-hidden', 'maybe')")
        assert violations(window) != []


@pytest.mark.parametrize("language", ["nl-NL", "en-GB"])
def test_at_320_pixels_nothing_scrolls_sideways_even_with_wide_spacing(windows: Windows, language: str) -> None:
    with windows.new(width=320, language=language) as window:
        for path in PUBLIC:
            window.open(path)
            assert is_within(window), path
        window.measure(BAD)
        window.wait_for_result()
        for details in window.page.locator("details.acc, details.way").all():
            details.evaluate("element => { element.open = true }")
        assert is_within(window)
        widen(window)
        assert is_within(window)


def is_within(window: Window) -> bool:
    return bool(window.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def widen(window: Window) -> None:
    """As a visitor's own style sheet would: through the browser, since the page itself may not."""
    session = window.context.new_cdp_session(window.page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    sheet = session.send("CSS.createStyleSheet", {"frameId": frame})["styleSheetId"]
    session.send("CSS.setStyleSheetText", {"styleSheetId": sheet, "text": SPACING})


def test_whatever_has_the_focus_shows_it(windows: Windows) -> None:
    with windows.new() as window:
        window.measure(BAD)
        window.wait_for_result()
        window.page.evaluate("document.activeElement.blur()")
        stops = []
        for _ in range(60):
            window.page.keyboard.press("Tab")
            stop = window.page.evaluate(
                "(e => e === document.body ? null : [e.tagName, getComputedStyle(e).outlineStyle])(document.activeElement)"
            )
            if stop is None:
                break
            stops.append(stop)
        assert len(stops) >= 15
        assert [stop for stop in stops if stop[1] == "none"] == []
