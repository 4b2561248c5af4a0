"""Help from end to end, in a real browser against the real servers of the lab: three providers, five companies, one area.

Run as `lab/run --changeable python -m tests.journeys.provider_walk`. A company asks three providers without telling who it
is; two quote and one declines; it orders. What is reported done too early comes back, and only the repaired server turns the work
green. Then the manager of the area opens a joint purchase: five companies join by themselves, two providers quote price steps,
and each company orders for itself. Ends with 0 when all of it went as it should.
"""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from playwright.sync_api import Page

from lab.repair.servers import reload_knot
from lab.repair.zone_files import ZoneFiles
from tests.journeys.walking import Walk, walk_all
from tests.portal.serve.installation import eventually

# Each has a website that lacks something of the same task (ACT-WEB); the first has a domain without DMARC as well.
DOMAINS = (
    "hsts-missing-0001.nl",
    "hsts-short-0001.nl",
    "hsts-malformed-0001.nl",
    "http-offsite-0001.nl",
    "http-chain-0001.nl",
)
MAIL_DOMAIN = "dmarc-missing-0001.nl"
COMPANIES = ("Korenaar Vloeren", "Zwanenzang Audio", "Tegelwerk Blaauw", "Pluimgraaf Textiel", "Heesterhof Groen")
PROVIDERS = ("Noorderzon ICT", "Bitwacht", "Schakel Systemen")
PASSWORD = "drie rode fietsen staan"
_SETUP = """
import json
from datetime import timedelta
from django.utils import timezone
from allauth.account.models import EmailAddress
from weerbaar.portal.accounts.services.find_or_make_person import find_or_make_person
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.services.found_organisation import OrganisationDetails, found_organisation
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.words import OrganisationKind
from weerbaar.portal.parks.services.found_park import ParkDetails, enter_park
from weerbaar.portal.parks.services.join_park import join_park
from weerbaar.portal.providers.models import Package, Provider
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.services.add_target import add_target
from weerbaar.portal.scans.services.measure_target import measure_target
from weerbaar.scanner.vocabulary.domain_name import DomainName

def person(name):
    made = Person(find_or_make_person(f"{name}@walk.example", password=PASSWORD))
    EmailAddress.objects.filter(user_id=made.user_id).update(verified=True)
    return made

told = {"companies": [], "providers": []}
for number, name in enumerate(PROVIDERS, start=1):
    owner = person(f"provider{number}")
    organisation = found_organisation(OrganisationDetails(name), actor=owner, kind=OrganisationKind.PROVIDER)
    row = Provider.objects.create(
        organisation_id=organisation, state="listed", everywhere=True, listed_at=timezone.now(), languages=["nl"],
        email=f"provider{number}@walk.example", municipality=TOWN,
    )
    for cause in ("ACT-WEB", "ACT-MAILAUTH"):
        Package.objects.create(
            provider=row, cause=cause, included="Instellen en nakijken", price_from_cents=20000 + number * 5000,
            price_to_cents=40000, lead_days=7 + number,
        )
    told["providers"].append(str(organisation))
manager = person("manager")
park = enter_park(ParkDetails("Bedrijvenpark De Proef", municipality=TOWN), manager=manager)
told["park"] = str(park)
for number, (name, domain) in enumerate(zip(COMPANIES, DOMAINS), start=1):
    owner = person(f"owner{number}")
    company = found_organisation(OrganisationDetails(name, sector="services", place="Zwolle"), actor=owner)
    Organisation.objects.filter(id=company).update(municipality=TOWN)
    join_park(company, park, actor=owner)
    for each in (domain, MAIL_DOMAIN) if number == 1 else (domain,):
        target = add_target(company, DomainName(each), actor=owner)
        measure_target(target, actor=owner, purpose=Purpose.ASKED)
    told["companies"].append(str(company))
print(json.dumps(told))
"""


class ProviderWalk(Walk):
    """The steps, in order."""

    name = "provider"

    def run(self) -> None:
        self.begin()
        with self.signed_in("owner1") as company:
            request = self.ask_without_telling(company)
        self.providers_quote()
        with self.signed_in("owner1") as company:
            order = self.choose(company, request)
        self.report_too_early(order)
        self.repair_and_deliver(order)
        with self.signed_in("owner1") as company:
            self.see_it_proven(company)
        self.buy_together()
        expected = ("404", "422", "409")
        assert [text for text in self.complaints if not any(code in text for code in expected)] == []

    def begin(self) -> None:
        """Companies, providers and an area; the companies' domains are measured."""
        names = {"PROVIDERS": PROVIDERS, "COMPANIES": COMPANIES, "DOMAINS": DOMAINS, "MAIL_DOMAIN": MAIL_DOMAIN}
        given = "\n".join(f"{name} = {value!r}" for name, value in (*names.items(), ("PASSWORD", PASSWORD)))
        town = 'from weerbaar.portal.knowledge.municipalities import find_municipality\nTOWN = find_municipality("Zwolle").key'
        told = json.loads(self.ask(f"{given}\n{town}\n{_SETUP}").splitlines()[-1])
        self.companies: list[str] = told["companies"]
        self.providers: list[str] = told["providers"]
        self.park: str = told["park"]
        count = "Action.objects.filter(cause__in=['ACT-WEB', 'ACT-MAILAUTH'], state='open').count()"
        code = f"from weerbaar.portal.action_plans.models import Action\nprint({count})"
        eventually(lambda: int(self.ask(code)) >= len(DOMAINS) + 1, within_s=90)

    @contextmanager
    def signed_in(self, who: str, width: int = 1280) -> Iterator[Page]:
        """A window in which somebody has signed in."""
        page = self.window(width)
        page.goto(f"{self._site}/account/login/")
        page.fill("input[name=login]", f"{who}@walk.example")
        page.fill("input[name=password]", PASSWORD)
        page.locator("main form button.btn").first.click()
        page.wait_for_load_state()
        assert "/account/login/" not in page.url, page.inner_text("main")
        yield page
        page.context.close()

    def home(self, page: Page, company: str, rest: str = "") -> None:
        """A page of a company."""
        page.goto(f"{self._site}/bedrijf/{company}/{rest}")

    def ask_without_telling(self, page: Page) -> str:
        self.home(page, self.companies[0], "hulp/")
        page.locator("label.opt", has_text="mail").first.locator("input").check()
        self.press("Laat zien wie past", page)
        text = page.inner_text("main")
        assert all(name in text for name in PROVIDERS), text
        self.step("sees three providers that fit, and why each stands where it stands", page)
        for box in page.locator("#providers input[name=dienstverlener]").all():
            box.check()
        page.locator("button[value=vraag]").click()
        page.wait_for_load_state()
        page.fill("#message", f"Graag snel, groet van {COMPANIES[0]}")
        page.locator("button[value=vraag]").click()
        page.wait_for_load_state()
        assert "Korenaar" in page.inner_text("[role=alert], .err")
        self.step("a message that tells who asks is refused, with the words", page)
        page.fill("#message", "Graag voor het einde van de maand.")
        page.locator("button[value=vraag]").click()
        page.wait_for_load_state()
        found = re.search(r"/hulp/aanvragen/([0-9a-f-]{36})/", page.url)
        assert found, page.url
        self.step("has asked three providers", page)
        return found[1]

    def providers_quote(self) -> None:
        for number, price in ((1, "420"), (2, "385")):
            with self.signed_in(f"provider{number}", width=1280 if number == 1 else 390) as page:
                self.open_request(page, number)
                self.step(f"{PROVIDERS[number - 1]} reads the request and not who asks", page)
                page.locator("main a[href$='/offerte/']").first.click()
                page.wait_for_load_state()
                page.locator("input[name^=price-]").first.fill(price)
                page.locator("textarea[name^=scope-]").first.fill("Regel tegen nepmail zetten en nakijken")
                page.fill("#valid_until", (date.today() + timedelta(days=40)).isoformat())
                page.locator("main form button.btn").last.click()
                page.wait_for_load_state()
                assert "/offerte/" not in page.url, page.inner_text("main")
                self.step(f"{PROVIDERS[number - 1]} quotes", page)
        with self.signed_in("provider3") as page:
            self.open_request(page, 3)
            page.goto(page.url)
            form = page.locator("form[action$='/afwijzen/']")
            page.locator("details", has=form).first.evaluate("details => details.open = true")
            form.locator("input[name=reason], textarea[name=reason]").first.fill("Onze agenda is vol.")
            form.locator("button").first.click()
            page.wait_for_load_state()
            self.step(f"{PROVIDERS[2]} declines", page)

    def open_request(self, page: Page, number: int) -> None:
        """The newest request of a provider; nothing on its pages tells who asks."""
        page.goto(f"{self._site}/dienstverlener/{self.providers[number - 1]}/aanvragen/")
        page.locator("main a[href*='/aanvragen/']").first.click()
        page.wait_for_load_state()
        told = page.content()
        for word in ("Korenaar", "dmarc-missing", "hsts-missing", "owner1", "De Proef"):
            assert word not in told, word

    def choose(self, page: Page, request: str) -> str:
        self.home(page, self.companies[0], f"hulp/aanvragen/{request}/")
        assert "2 offertes" in self.heading(page), self.heading(page)
        self.step("compares two quotes side by side", page)
        row = page.locator("tr", has_text=PROVIDERS[0])
        row.locator("a.btn").first.click()
        page.wait_for_load_state()
        if not page.locator("#consent").count():
            page.locator("main form button.btn").first.click()
            page.wait_for_load_state()
        page.check("#consent")
        self.step("is asked once more before ordering", page)
        page.locator("button[value=bestel]").click()
        page.wait_for_load_state()
        found = re.search(r"/hulp/opdrachten/([0-9a-f-]{36})/", page.url)
        assert found, (page.url, page.inner_text("main"))
        self.step("has ordered", page)
        paper = page.request.get(f"{self._site}/bedrijf/{self.companies[0]}/hulp/opdrachten/{found[1]}/opdracht.pdf")
        assert paper.ok and paper.body().startswith(b"%PDF-")
        return found[1]

    def report_too_early(self, order: str) -> None:
        with self.signed_in("provider1") as page:
            self.open_order(page, order)
            text = page.inner_text("main")
            assert COMPANIES[0] in text and MAIL_DOMAIN in text
            assert DOMAINS[0] not in text, text
            self.step("the provider now knows who asks, and sees the ordered work alone", page)
            self.deliver(page)
            self.until(lambda: "terug" in page.inner_text("main").lower(), page)
            self.step("what was reported too early came back, with what was measured", page)

    def repair_and_deliver(self, order: str) -> None:
        zones = ZoneFiles()
        zones.put(f"_dmarc.{MAIL_DOMAIN}. TXT", f"v=DMARC1; p=reject; rua=mailto:dmarc@{MAIL_DOMAIN}")
        zones.sign()
        reload_knot(zones.changed)
        with self.signed_in("provider1") as page:
            self.open_order(page, order)
            self.deliver(page)
            self.until(lambda: "Goed gemeten" in page.inner_text("main"), page)
            self.step("after the repair a measurement of ours confirmed it", page)

    def deliver(self, page: Page) -> None:
        """Report the first task done."""
        button = page.locator("button[value=klaar]").first
        if page.locator("button[value=begin]").count():
            page.locator("button[value=begin]").first.click()
            page.wait_for_load_state()
            button = page.locator("button[value=klaar]").first
        form = page.locator("form", has=button).first
        if form.locator("textarea").count():
            form.locator("textarea").first.fill("De regel staat er.")
        button.click()
        page.wait_for_load_state()

    def open_order(self, page: Page, order: str) -> None:
        page.goto(f"{self._site}/dienstverlener/{self.providers[0]}/opdrachten/{order}/")

    def see_it_proven(self, page: Page) -> None:
        self.home(page, self.companies[0], "hulp/opdrachten/")
        assert "klaar of gestopt" in page.inner_text("main") or "Goed gemeten" in page.inner_text("main")
        self.step("the company sees that it was proven", page)
        code = (
            "from weerbaar.portal.quotes.models import OrderLine\n"
            "line = OrderLine.objects.get()\nprint(line.state, len(line.proof))"
        )
        assert self.ask(code) == "verified 1"

    def buy_together(self) -> None:
        with self.signed_in("manager") as page:
            page.goto(f"{self._site}/terrein/{self.park}/samen/nieuw/")
            page.select_option("#cause", "ACT-WEB")
            page.fill("#closes_on", (date.today() + timedelta(days=14)).isoformat())
            page.fill("#biz_percent", "25")
            page.locator("main form button.btn").first.click()
            page.wait_for_load_state()
            self.step("the manager opens a joint purchase", page)
            assert not any(name in page.inner_text("main") for name in COMPANIES)
        self.companies_join()
        self.offers()
        self.later(days=15)
        for number in range(1, len(COMPANIES) + 1):
            with self.signed_in(f"owner{number}") as page:
                self.home(page, self.companies[number - 1], "samen/")
                page.locator("main ul.tasks a").first.click()
                page.wait_for_load_state()
                if number == 1:
                    assert "200 per bedrijf" in page.inner_text("main"), page.inner_text("main")
                    self.step("five joined: the price of that step", page)
                page.locator("article", has_text=PROVIDERS[1]).locator("form button.btn").click()
                page.wait_for_load_state()
        self.step("each company has ordered for itself", self.last_page())
        code = (
            "from weerbaar.portal.quotes.models import OrderLine, WorkOrder\n"
            "lines = OrderLine.objects.filter(cause='ACT-WEB')\n"
            "print(lines.count(), len({line.order.organisation_id for line in lines}), "
            "sorted({line.price_cents for line in lines}))"
        )
        assert self.ask(code) == "5 5 [20000]", self.ask(code)

    def last_page(self) -> Page:
        """The orders of the second provider, which are five now."""
        page = self.page
        page.goto(f"{self._site}/account/login/")
        page.fill("input[name=login]", "provider2@walk.example")
        page.fill("input[name=password]", PASSWORD)
        page.locator("main form button.btn").first.click()
        page.wait_for_load_state()
        page.goto(f"{self._site}/dienstverlener/{self.providers[1]}/opdrachten/")
        assert all(name in page.inner_text("main") for name in COMPANIES)
        return page

    def companies_join(self) -> None:
        for number in range(1, len(COMPANIES) + 1):
            with self.signed_in(f"owner{number}", width=390 if number == 2 else 1280) as page:
                self.home(page, self.companies[number - 1], "samen/")
                page.locator("main ul.tasks a").first.click()
                page.wait_for_load_state()
                page.check("input[name=doe][value=mee]")
                page.locator("section[aria-labelledby=join] button.btn").click()
                page.wait_for_load_state()
                if number == 2:
                    self.step("a company joins by itself, on a phone", page)

    def offers(self) -> None:
        for number, price, step in ((1, "350", "300"), (2, "320", "200")):
            with self.signed_in(f"provider{number}") as page:
                page.goto(f"{self._site}/dienstverlener/{self.providers[number - 1]}/samen/")
                page.locator("main a[href*='/samen/']").first.click()
                page.wait_for_load_state()
                assert not any(name in page.inner_text("main") for name in COMPANIES)
                page.fill("#scope", "Website goed instellen (https en HSTS)")
                page.fill("#price_1", price)
                page.fill("#from_2", "5")
                page.fill("#price_2", step)
                page.fill("#vat_percent", "21")
                page.fill("#ready_in_days", "10")
                page.locator("main form button.btn").first.click()
                page.wait_for_load_state()
                self.step(f"{PROVIDERS[number - 1]} quotes price steps", page)

    def later(self, *, days: int) -> None:
        """Let the duties of the scheduler believe that it is so many days later."""
        self.ask(
            "from datetime import timedelta\nfrom django.utils import timezone\n"
            "from weerbaar.portal.joint_purchases.services.move_purchases import close_purchases\n"
            f"close_purchases(timezone.now() + timedelta(days={days}))"
        )


if __name__ == "__main__":
    sys.exit(walk_all(ProviderWalk))
