"""Looks whether the places where makers of websites sign in can be reached, with the owner's agreement. Nothing is filled in."""

import re
from collections.abc import Iterator

from weerbaar.scanner.facts.http import Visit
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.page import Page
from weerbaar.scanner.facts.sign_in import SIGN_IN_PAGES, SignInPage, SignInPages
from weerbaar.scanner.parsers.page import parse
from weerbaar.scanner.parsers.products import page_marks, recognise
from weerbaar.scanner.parsers.sign_in_places import Place, general_places, places_of_common_products
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.web_addresses import lookup_trouble, published, web_addresses
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (SIGN_IN_PAGES,)
STAGE = Stage.WEBSITE
INTRUSIVENESS = Intrusiveness.LIGHT
# A place that no site has: what asks for a password there asks everywhere.
_NOWHERE = "/weerbaar-no-such-place"
_PASSWORD = re.compile(r"<input[^>]{0,300}?\btype\s{0,3}=\s{0,3}[\"']?password\b", re.IGNORECASE)


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """The places of the software that the page gives away, or of the most common when it gives none away; some general ones."""
    agreement, now = doors.authorisation, doors.clock.now()
    granted = agreement.grants(target, now) if agreement else Intrusiveness.PASSIVE
    if granted.rank < INTRUSIVENESS.rank:
        record(SIGN_IN_PAGES, Unobserved(Reason.NOT_AUTHORISED, f"GET https://{target}/"))
        return
    hosts = await web_addresses(target, doors)
    host = next((host.host for host in hosts if published(host)), "")
    if not host:
        nothing: Observation[SignInPages | None] = Observed(None, now, f"GET https://{target}/")
        record(SIGN_IN_PAGES, lookup_trouble(hosts) or nothing)
        return
    base = f"https://{host}"
    home = await doors.http.visit(f"{base}/", keep_body=True)
    if home.failure is not None and home.failure.reason is Reason.REFUSED:  # a site without https
        base = f"http://{host}"
        home = await doors.http.visit(f"{base}/", keep_body=True)
    if home.failure is not None:
        record(SIGN_IN_PAGES, home.failure)
        return
    nowhere = await doors.http.visit(f"{base}{_NOWHERE}", keep_body=True)
    pages = []
    for place in dict.fromkeys((*_places(home), *general_places())):
        # One after the other: nobody else looks for these pages, and a burst of them looks like an attack.
        pages.append(_seen(place, await doors.http.visit(f"{base}{place.path}", keep_body=True), target, doors))
    asks_everywhere = _asks(home, target) or _asks(nowhere, target)
    found: SignInPages | None = SignInPages(host, asks_everywhere, tuple(pages))
    record(SIGN_IN_PAGES, Observed(found, doors.clock.now(), f"GET {base}{_NOWHERE}"))


def _places(home: Visit) -> Iterator[Place]:
    final = home.final
    page = parse(final.body, final.url, page_marks()) if final is not None else None
    headers = dict(reversed(final.headers)) if final is not None else {}  # the first of each name
    products = [seen.product for seen in recognise(page, headers, ())] if isinstance(page, Page) else []
    if not products:
        yield from places_of_common_products()
    for product in products:
        for path in product.login:
            yield Place(product.name, path)


def _seen(place: Place, visit: Visit, target: DomainName, doors: Doors) -> Observation[SignInPage]:
    final = visit.final
    if final is None:
        return visit.failure or Unobserved(Reason.PROTOCOL_ERROR, f"GET {visit.start}")
    page = SignInPage(place.product, place.path, final.url, final.status, _asks(visit, target))
    return Observed(page, doors.clock.now(), f"GET {visit.start}")


def _asks(visit: Visit, target: DomainName) -> bool:
    """Whether the site itself shows a field for a password. One that sends the visitor elsewhere to sign in does not."""
    final = visit.final
    if final is None or final.status >= 400:
        return False
    host = final.url.partition("://")[2].partition("/")[0].partition(":")[0].lower()
    return f".{host}".endswith(f".{target.registrable.ascii}") and bool(_PASSWORD.search(final.body))
