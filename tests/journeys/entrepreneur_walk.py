"""One entrepreneur's whole path, in a real browser against the real servers of the lab.

Run as `lab/run --changeable python -m tests.journeys.entrepreneur_walk`. A visitor has her domain measured, keeps the result,
proves that the domain is hers, answers the Basisscan, hands the plan to a supplier, who repairs the server; a new measurement
proves it. Then it breaks again: a second measurement confirms that, and she gets a letter. Prints each step and how long it
took; ends with 0 when all of it went as it should.
"""

import re
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser

from lab.places import SITE
from lab.repair.nginx_file import NginxFile
from lab.repair.servers import reload_knot, reload_nginx
from lab.repair.zone_files import ZoneFiles
from tests.journeys.walking import SCREENSHOTS, Mailbox, Walk, walk_all
from tests.portal.serve.installation import eventually

COMPANY = "hsts-missing-0001.nl"
ADDRESS, PASSWORD = "anna@hsts-missing-0001.nl", "drie rode fietsen staan"
# Dutch adults read about 240 words a minute; a choice takes a moment on top of that.
WORDS_A_MINUTE, A_CHOICE_S = 240, 2.0


class EntrepreneurWalk(Walk):
    """The steps, in order. `read_s` adds up how long a person would take to read and choose."""

    name = "entrepreneur"

    def __init__(self, browser: Browser, site: str, mailbox: Mailbox, data: Path) -> None:
        super().__init__(browser, site, mailbox, data)
        self.read_s = 0.0
        self.read_words: dict[str, int] = {}
        self.company = self.target = ""

    def reads(self, selector: str = "main", choices: int = 1) -> None:
        """Count how long somebody takes to read this part of the page."""
        words = len(self.page.locator(selector).first.inner_text().split())
        self.read_words[selector] = self.read_words.get(selector, 0) + words
        self.read_s += 60 * words / WORDS_A_MINUTE + A_CHOICE_S * choices

    def run(self) -> None:
        self.measure_without_an_account()
        self.make_an_account()
        self.prove_the_domain()
        self.answer_the_basisscan()
        link = self.hand_over()
        self.supplier_repairs(link)
        self.see_it_proven()
        self.break_again()
        self.look_at_it_all_on_a_phone()
        expected = ("404", "410", "422", "409")
        assert [text for text in self.complaints if not any(code in text for code in expected)] == []

    def measure_without_an_account(self) -> None:
        self.page.goto(self._site)
        self.reads(".hero")
        begun = time.monotonic()
        self.page.fill("#domain", COMPANY)
        self.page.click(".ask button")
        self.page.wait_for_selector(".bandhead h1", timeout=30_000)
        took = time.monotonic() - begun
        assert took < 10, took
        self.reads(".bandhead")
        self.reads("ol.firsts > li")
        self.step(f"measured {COMPANY} in {took:.1f} s: {self.heading()}")

    def make_an_account(self) -> None:
        self.press("Bewaar deze uitkomst")
        self.reads()
        self.press("Maak een account")
        self.page.fill("input[name=email]", ADDRESS)
        self.page.fill("input[name=password1]", PASSWORD)
        self.reads(choices=3)
        self.press("Maak mijn account")
        code = re.search(r"^\s*([A-Z0-9]{4}-?[A-Z0-9]{4})\s*$", self._mailbox.newest(ADDRESS, "code"), re.MULTILINE)
        assert code is not None
        self.page.fill("input[name=code]", code[1])
        self.step("got a code by mail")
        self.press("Dat ben ik")
        self.page.fill("#name", "Bakkerij De Korst")
        self.page.fill("#kvk_number", "1234")
        self.press("Naar mijn overzicht")
        assert "8 cijfers" in self.page.inner_text("main")
        assert self.page.input_value("#name") == "Bakkerij De Korst"
        self.page.fill("#kvk_number", "12345678")
        self.reads(choices=3)
        self.press("Naar mijn overzicht")
        self.company = self.page.url
        assert re.search(r"/bedrijf/[0-9a-f-]{36}/$", self.company)
        assert COMPANY in self.page.inner_text("main")
        self.step("has a company, and the result is in it")

    def prove_the_domain(self) -> None:
        self.page.locator(f"main a:has-text('{COMPANY}')").first.click()
        self.target = self.page.url
        self.press("Bewijs je domein")
        code = self.page.inner_text("#code")
        self.press("De regel of het bestand staat er")
        self.until(lambda: "nog geen regel" in self.page.inner_text("main"))
        self.step("nothing is proven before the record is there")
        zones = ZoneFiles()
        zones.put(f"_weerbaar.{COMPANY}. TXT", code)
        zones.sign()
        reload_knot(zones.changed)
        self.press("De regel of het bestand staat er")
        self.until(lambda: "bewezen van jou" in self.heading())
        self.step("the domain is proven by a record in its zone")
        self.prove_by_file("good-0001.nl")
        self.prove_by_mail("good-nsec-0001.nl")

    def _add(self, domain: str) -> None:
        self.page.goto(f"{self.company}domeinen/")
        self.page.fill("#domain", domain)
        self.press("Voeg toe en meet")
        self.until(lambda: self.page.locator(f"main a:has-text('{domain}')").count() > 0)
        self.page.locator(f"main a:has-text('{domain}')").first.click()
        self.press("Bewijs je domein")

    def prove_by_file(self, domain: str) -> None:
        self._add(domain)
        nginx = NginxFile()
        nginx.serve(f"https://{domain}/.well-known/weerbaar.txt", self.page.inner_text("#code"))
        reload_nginx()
        self.press("De regel of het bestand staat er")
        self.until(lambda: "bewezen van jou" in self.heading())
        assert "met een bestand op je website" in self.page.inner_text("main")
        self.step("another domain is proven by a file on its website")

    def prove_by_mail(self, domain: str) -> None:
        self._add(domain)
        self.page.check("input[value=postmaster]")
        self.press("Mail mij de link")
        link = re.search(r"http://\S+/bewijs/\S+", self._mailbox.newest(f"postmaster@{domain}"))
        assert link is not None
        self.page.goto(link[0])
        self.press("Ja, dit domein is van mij")
        assert "met een link in een mail" in self.page.inner_text("main")
        self.step("and a third by a link that was mailed to it")

    def answer_the_basisscan(self) -> None:
        self.page.goto(f"{self.company}basisscan/")
        self.reads()
        self.press("Begin")
        asked, scales = 0, set[str]()
        while "/vraag/" in self.page.url:
            # The question and what we know each time; the answers, which stay the same, the first time of each scale.
            self.reads("main form fieldset h1")
            if self.page.locator(".know").count():
                self.reads(".know", choices=0)
            scale = self.page.locator("main .opts").inner_text().split("\n")[0]
            if scale not in scales:
                scales.add(scale)
                self.reads("main .opts", choices=0)
            last = self.page.url
            choices = self.page.locator("input[name=answer]")
            # No list of devices and no emergency card; she does not know about old accounts; the rest is in order.
            index = {"BP1-01": 2, "BP5-04": 2, "BP2-05": 3}.get(last.rstrip("/").rpartition("/")[2], 0)
            choices.nth(index).check()
            self.press("olgende vraag")
            asked += 1
            assert self.page.url != last
        self.step(f"answered {asked} questions: the rest was measured")
        assert asked < 34
        # On this page nobody reads 34 lines that she has just filled in: how many are open, what differs, and how she stands.
        self.reads(".head")
        self.reads("main aside", choices=0)
        self.press("Klopt, maak mijn plan")
        self.reads(".bandhead, .head")
        assert "/plan/" in self.page.url
        minutes = self.read_s / 60
        assert minutes < 8, (minutes, self.read_words)
        self.step(f"has a plan ({self.heading()}); by reading speed {minutes:.1f} minutes from the home page")

    def hand_over(self) -> str:
        self.page.locator("main a:has-text('HSTS')").first.click()
        self.page.wait_for_load_state()
        self.action = self.page.url
        assert "Strict-Transport-Security" in self.page.inner_text("main")
        self.step("sees what to do, and the setting to copy")
        self.press("Stuur naar een leverancier")
        self.page.fill("#supplier", "Netkracht IT")
        self.page.fill("#email", "help@netkracht.example")
        self.press("Maak de link")
        self.step("hands the task over")
        found = re.search(r"http://\S+/overdracht/\S+", self._mailbox.newest("help@netkracht.example"))
        assert found is not None
        return found[0]

    def supplier_repairs(self, link: str) -> None:
        supplier = self.window(375)
        supplier.goto(link)
        text = supplier.inner_text("main")
        assert "Bakkerij De Korst" in text
        assert "BP1-01" not in text and "noodkaart" not in text.lower()
        setting = re.search(r'add_header Strict-Transport-Security "[^"]*" always;', text)
        assert setting is not None, text
        # The other pages of the company stay closed to who has only the link.
        supplier.goto(self.company)
        assert "/account/login/" in supplier.url
        supplier.goto(link)
        self._configuration = Path(SITE, "nginx/nginx.conf").read_text("utf-8")
        nginx = NginxFile()
        nginx.put("server (port 443)", setting[0], COMPANY)
        reload_nginx()
        supplier.locator("button[value=klaar]").first.click()
        supplier.wait_for_load_state()
        supplier.screenshot(path=str(SCREENSHOTS / "entrepreneur-supplier-375.png"), full_page=True)
        supplier.context.close()
        print("        the supplier copied the setting into the server and reported done", flush=True)

    def see_it_proven(self) -> None:
        self.page.goto(self.action)
        self.until(lambda: "Bevestigd" in self.page.inner_text("main .st"))
        self.step("a new measurement proved it")
        self.page.goto(f"{self.company}plan/?toon=klaar")
        assert "websitebouwer" in self.page.inner_text("main")
        self.page.goto(f"{self.company}logboek/")
        self.step("the log says who did what")

    def break_again(self) -> None:
        Path(SITE, "nginx/nginx.conf").write_text(self._configuration, "utf-8")
        reload_nginx()
        before = len(self._mailbox.letters)
        measured = self._count()
        assert self._later("monitor_targets", days=8) == "3"
        self._until_measured(measured + 3)
        self._later("look_again", days=8)
        assert len(self._mailbox.letters) == before, "nobody is told after one measurement"
        assert self._later("look_again", days=9) == "1"
        letter = self._mailbox.newest(ADDRESS, "slechter")
        assert COMPANY in letter
        self._until_measured(measured + 4)
        self.page.goto(self.company)
        self.until(lambda: "slechter geworden" in self.heading())
        self.step("broke again: told after the second measurement, by mail and on the overview")
        self.page.goto(self.action)
        self.until(lambda: "Bevestigd" not in self.page.inner_text("main .st"))
        self.step("the task is open again")
        stop = re.search(r"http://\S+/mail-stoppen/\S+", letter)
        assert stop is not None
        stranger = self.window(375)
        stranger.goto(stop[0])
        self.press("Stop deze mail", stranger)
        assert "niet meer" in stranger.inner_text("h1")
        stranger.context.close()

    def look_at_it_all_on_a_phone(self) -> None:
        self.page.set_viewport_size({"width": 360, "height": 700})
        for path in (
            "",
            "basisscan/",
            "basisscan/vraag/BP3-06/",
            "basisscan/nakijken/",
            "plan/",
            "domeinen/",
            "delen/",
        ):
            self.page.goto(self.company + path)
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, (path, wide)
            self.step(f"at 360 pixels: /{path}")
        self.answer_by_keyboard_alone()

    def answer_by_keyboard_alone(self) -> None:
        """Tab to the answers, choose with the arrows, and press Enter on the button."""
        self.page.goto(f"{self.company}basisscan/vraag/BP1-02/")
        self._tab_to("input[name=answer]")
        self.page.keyboard.press("ArrowDown")
        chosen = self.page.locator("input[name=answer]:checked").get_attribute("value")
        self._tab_to("main form button.btn")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.goto(f"{self.company}basisscan/vraag/BP1-02/")
        assert self.page.locator("input[name=answer]:checked").get_attribute("value") == chosen
        self.step("answered a question by keyboard alone")

    def _tab_to(self, selector: str) -> None:
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    def _count(self) -> int:
        done = "ScanRun.objects.filter(owned_by__isnull=False, state='done').count()"
        return int(self.ask(f"from weerbaar.portal.scans.models import ScanRun\nprint({done})"))

    def _until_measured(self, runs: int) -> None:
        eventually(lambda: self._count() >= runs, within_s=60)

    def _later(self, duty: str, *, days: int) -> str:
        module = {"monitor_targets": "monitor_targets", "look_again": "watch_target"}[duty]
        return self.ask(
            f"from weerbaar.portal.scans.services.{module} import {duty}\n"
            "from datetime import timedelta\nfrom django.utils import timezone\n"
            f"print({duty}(timezone.now() + timedelta(days={days})))"
        )


if __name__ == "__main__":
    sys.exit(walk_all(EntrepreneurWalk))
