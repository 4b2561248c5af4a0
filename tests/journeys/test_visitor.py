"""A visitor measures a company: with a real browser, real processes and real (fictional) servers."""

import json
import os
import re
import signal
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.journeys.conftest import SLOW_S, Site, Window, Windows
from tests.portal.serve.installation import children_of, eventually
from weerbaar.demo.companies import companies

pytestmark = pytest.mark.browser
BEST = min(companies(), key=lambda company: len(company.expect) + len(company.undetermined))
GOOD, BAD = BEST.domain, "bakkerijdeegkom.example"
SLOW = "antwoordt-nooit.nl"


def download(window: Window, button: str) -> bytes:
    with window.page.expect_download() as waiting:
        window.page.click(button)
    return Path(waiting.value.path()).read_bytes()


def test_a_bakery_with_trouble_learns_what_to_do_first(windows: Windows) -> None:
    with windows.new() as window:
        window.measure(f"https://www.{BAD}/brood")
        window.wait_for_result()
        assert window.heading().endswith("Doe eerst deze drie dingen.")
        assert window.page.locator(".firsts > li").count() == 3
        window.picture("visitor-bad-1280")
        window.page.click(".firsts > li:first-child summary")
        steps = window.page.locator(".firsts > li:first-child .way-in")
        expect(steps).to_be_visible()
        expect(steps.locator("ol li").first).to_be_visible()
        window.picture("visitor-bad-steps-1280")


def test_a_company_that_is_in_order_is_told_so(windows: Windows) -> None:
    with windows.new() as window:
        window.measure(GOOD)
        window.wait_for_result()
        statuses = [item["status"] for item in json.loads(download(window, "text=JSON"))["findings"]]
        assert window.page.locator(".firsts > li").count() == min(3, statuses.count("FAIL"))
        assert window.page.locator(".okl li").count() == 10
        assert window.page.locator(".more li").count() == statuses.count("PASS") - 10
        window.picture("visitor-good-1280")


@pytest.mark.parametrize(("language", "words"), [("nl-NL", "Hoe we dit maten"), ("en-GB", "How we measured this")])
@pytest.mark.parametrize("name", [GOOD, BAD])
def test_the_report_can_be_taken_along_in_both_languages(
    windows: Windows, name: str, language: str, words: str
) -> None:
    with windows.new(language=language) as window:
        window.measure(name)
        window.wait_for_result()
        pages = PdfReader(BytesIO(download(window, "text=PDF" if language == "en-GB" else "text=(pdf)"))).pages
        text = " ".join(" ".join(page.extract_text().split()) for page in pages)
        assert words in text
        assert name in text
        document = json.loads(download(window, "text=JSON"))
        assert document["target"] == name
        assert document["complete"] is True


def test_progress_comes_without_loading_the_page_again(windows: Windows) -> None:
    with windows.new() as window:
        polls: list[str] = []
        window.page.on("response", lambda answer: polls.append(answer.url) if "/meting/" in answer.url else None)
        window.measure(SLOW)
        window.page.evaluate("window.sameDocument = true")
        first = len(polls)
        eventually_in_page(window, lambda: len(polls) >= first + 2)
        assert window.page.evaluate("window.sameDocument") is True
        assert window.page.locator("#progress").count() == 1
        window.picture("visitor-live-1280")
        window.wait_for_result()
        assert "Onze naamserver gaf geen antwoord." in window.heading()


def eventually_in_page(window: Window, condition: object) -> None:
    """Waits while the browser goes on; `eventually` alone would not let it."""

    def let_browser_work() -> object:
        window.page.wait_for_timeout(50)
        return condition()  # type: ignore[operator]

    eventually(let_browser_work)


def test_without_script_everything_works_as_well(browser_without_script: Browser, site: Site) -> None:
    with Windows(browser_without_script, site).new() as window:
        window.measure(SLOW)
        expect(window.page.locator("noscript p")).to_contain_text("Deze pagina kijkt elke 4 seconden opnieuw.")
        window.picture("visitor-live-without-script-1280")
        window.wait_for_result(within_s=SLOW_S + 12)
        window.measure(BAD)
        window.wait_for_result()
        window.page.click(".firsts > li:first-child summary")
        expect(window.page.locator(".firsts > li:first-child .way-in ol")).to_be_visible()
        assert window.page.locator("[data-copy]:visible").count() == 0
        window.page.click("text=English")
        assert "Do these three things first." in window.heading()


def test_a_worker_that_is_killed_in_mid_scan_is_not_noticed(windows: Windows, site: Site) -> None:
    with windows.new() as window:
        before = len(site.installation.events())
        window.measure("wordt-onderbroken.nl")
        worker = eventually(lambda: site.installation.rows("SELECT worker FROM scans_scanrun WHERE state = 'running'"))
        os.kill(int(worker[0][0].rpartition(":")[2]), signal.SIGKILL)
        window.wait_for_result(within_s=30)
        words = [word.rpartition(":")[2] for word in site.installation.events()[before:]]
        assert words == ["start", "claim", "requeue", "claim", "finish"]
        eventually(lambda: len([c for c in children_of(site.process.pid).values() if "serve.worker" in c]) == 2)


def test_a_mistake_is_explained_and_the_text_stays(windows: Windows) -> None:
    with windows.new() as window:
        window.measure("maasveldtechniek")
        expect(window.page.locator("#domain-error")).to_have_text("Dit lijkt geen website: er mist een punt.")
        expect(window.page.locator("#domain")).to_have_value("maasveldtechniek")
        expect(window.page.locator("#domain")).to_be_focused()
        window.page.click(".note a")
        expect(window.page.locator("#domain")).to_be_focused()
        window.picture("visitor-mistake-1280")
        window.complaints[:] = [text for text in window.complaints if "422" not in text]


def test_the_keyboard_alone_is_enough(windows: Windows) -> None:
    with windows.new() as window:
        window.open()
        window.page.keyboard.press("Tab")
        expect(window.page.locator(".skip")).to_be_focused()
        for _ in range(12):
            window.page.keyboard.press("Tab")
            if window.page.evaluate("document.activeElement.id") == "domain":
                break
        window.page.keyboard.type(BAD)
        window.page.keyboard.press("Enter")
        window.wait_for_result()
        window.page.locator(".firsts summary").first.focus()
        window.page.keyboard.press("Enter")
        expect(window.page.locator(".firsts .way-in").first).to_be_visible()


def test_a_message_can_be_copied(windows: Windows) -> None:
    with windows.new() as window:
        window.context.grant_permissions(["clipboard-read", "clipboard-write"])
        window.measure(BAD)
        window.wait_for_result()
        card = window.page.locator(".firsts > li", has=window.page.locator("[data-copy]")).first
        card.locator("summary").click()
        card.locator("[data-copy]").click()
        expect(card.locator("[data-say]")).to_have_text("Gekopieerd")
        assert window.page.evaluate("navigator.clipboard.readText()") == card.locator(".letter").inner_text()


def test_the_language_changes_and_the_page_stays(windows: Windows) -> None:
    with windows.new() as window:
        window.measure(BAD)
        window.wait_for_result()
        address = window.page.url
        window.page.click("text=English")
        assert window.page.url == address
        assert "Do these three things first." in window.heading()
        assert window.page.get_attribute("html", "lang") == "en"
        window.picture("visitor-bad-english-1280")
        window.page.click("text=Nederlands")
        assert "Doe eerst deze drie dingen." in window.heading()


def test_on_a_phone_nothing_is_lost(windows: Windows) -> None:
    with windows.new(width=375) as window:
        window.open()
        window.picture("visitor-home-375")
        window.page.click("summary:has-text('Menu')")
        window.page.click(".menu a:has-text('Hoe we meten')")
        assert window.heading() == "Hoe we meten"
        window.measure(BAD)
        window.wait_for_result()
        window.page.click(".firsts > li:first-child summary")
        window.page.click("summary:has-text('E-mail')")
        window.picture("visitor-bad-375")
        assert window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_company_of_the_demonstration_can_be_tried_with_one_press(windows: Windows) -> None:
    with windows.new() as window:
        window.open()
        window.picture("visitor-home-1280")
        window.page.click("button:has-text('Maasveld Techniek')")
        window.wait_for_result()
        expect(window.page.locator(".ctx")).to_contain_text("maasveldtechniek.example")


def test_the_result_can_be_measured_again_and_deleted(windows: Windows) -> None:
    with windows.new() as window:
        window.measure(GOOD)
        window.wait_for_result()
        first = window.page.url
        window.page.click("button:has-text('Meet opnieuw')")
        window.wait_for_result()
        assert window.page.url != first
        window.page.click("text=Verwijder deze uitkomst")
        window.picture("visitor-delete-1280")
        window.page.click("button:has-text('Verwijder deze uitkomst')")
        assert window.heading() == "Deze uitkomst is verwijderd"
        window.page.goto(first)
        window.wait_for_result()
        window.complaints[:] = [text for text in window.complaints if "410" not in text]


def test_another_browser_with_the_link_sees_it_and_one_without_does_not(windows: Windows) -> None:
    with windows.new() as window:
        window.measure(GOOD)
        window.wait_for_result()
        link = window.page.url
    with windows.new() as other:
        other.page.goto(link)
        other.wait_for_result()
        token = link.rstrip("/").rpartition("/")[2]
        other.page.goto(link.replace(token, token[::-1]))
        assert other.heading() == "Hier staat niets"
        other.complaints[:] = [text for text in other.complaints if "404" not in text]


def test_what_is_printed_is_unfolded(windows: Windows) -> None:
    with windows.new() as window:
        window.measure(BAD)
        window.wait_for_result()
        window.page.emulate_media(media="print")
        window.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert window.page.locator("details.acc:not([open]), details.way:not([open])").count() == 0
        assert not window.page.locator(".top").is_visible()


def test_logs_and_database_know_no_link_and_no_address(windows: Windows, site: Site) -> None:
    with windows.new() as window:
        window.measure(BAD)
        window.wait_for_result()
        token = window.page.url.rstrip("/").rpartition("/")[2]
    for file in (site.installation.folder / "serve.log", *site.installation.folder.glob("weerbaar.sqlite3*")):
        contents = file.read_bytes()
        assert token.encode() not in contents, file
        assert not re.search(rb"127\.0\.0\.1[^0-9:.]", contents) or file.name == "serve.log", file
    assert b"deegkom" not in (site.installation.folder / "serve.log").read_bytes()
