"""HSTS preload: only who asks, or is in the list, has something to keep."""

import pytest

from tests.scanner.checks.web.builders import (
    DOMAIN,
    NO_PAGE,
    NOW,
    WWW,
    Headers,
    Host,
    answer,
    led_away,
    nowhere,
    page,
    page_with,
    redirect,
    site,
    walk,
)
from weerbaar.scanner.checks.web.hsts_preload.check import run
from weerbaar.scanner.facts.http import PLAIN_VISITS, SECURE_VISITS, WEB_ADDRESSES
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.preload import HSTS_PRELOAD, PreloadListing
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS

ASKS = "max-age=31536000; includeSubDomains; preload"
KEEPS = "max-age=31536000; includeSubDomains"
OWN, OLD, ABOVE, NONE = (
    PreloadListing(DOMAIN, True, NOW),
    PreloadListing(DOMAIN, False, NOW),
    PreloadListing("example", False, NOW),
    PreloadListing("", False, NOW),
)


def listed(sheet: FactSheet, listing: PreloadListing | None) -> FactSheet:
    """The sheet, with what the list says; None when there is no list."""
    missing = Unobserved(Reason.NOT_LOOKED, "HSTS preload list")
    sheet.record(HSTS_PRELOAD, Observed(listing, NOW) if listing else missing)
    return sheet


def said(header: str | tuple[str, ...] | None, listing: PreloadListing | None) -> FactSheet:
    return listed(page_with(strict_transport_security=header), listing)


def on_the_way(first: str, second: str) -> FactSheet:
    """The domain leads to www over https."""
    headers: list[Headers] = [{"strict-transport-security": header} for header in (first, second)]
    hops = (
        redirect(f"https://{DOMAIN}/", f"https://{WWW}/", headers=headers[0]),
        answer(f"https://{WWW}/", 200, headers[1]),
    )
    return listed(site(Host(secure=walk(*hops))), NONE)


def below() -> FactSheet:
    """The same page, of a name below the domain."""
    known = site(nowhere(DOMAIN), Host(WWW, secure=page(WWW, {"strict-transport-security": ASKS})))
    sheet = FactSheet(WWW)
    for fact in (WEB_ADDRESSES, PLAIN_VISITS, SECURE_VISITS, WEB_ENDPOINTS):
        sheet.record(fact, known[fact])
    return listed(sheet, NONE)


CASES: list[tuple[str, FactSheet, str]] = [
    ("asks and is in it", said(ASKS, OWN), "listed"),
    ("asks in capitals", said("max-age=63072000; INCLUDESUBDOMAINS; PRELOAD", OWN), "listed"),
    ("is in it from before the form", said(KEEPS, OLD), "listed"),
    ("is in it by a name above", said(KEEPS, ABOVE), "listed"),
    ("asks without subdomains", said("max-age=31536000; preload", OWN), "not-eligible"),
    ("asks without subdomains and without a list", said("max-age=31536000; preload", None), "not-eligible"),
    ("no longer asks", said(KEEPS, OWN), "not-kept"),
    ("asks and is not in it", said(ASKS, NONE), "not-listed"),
    ("the first of two headers asks", said((ASKS, KEEPS), NONE), "not-listed"),
    ("the domain itself asks", on_the_way(ASKS, KEEPS), "not-listed"),
    ("only the page it leads to asks", on_the_way(KEEPS, ASKS), "not-applicable"),
    ("does not ask", said(KEEPS, NONE), "not-applicable"),
    ("does not ask, and there is no list", said(KEEPS, None), "not-applicable"),
    ("no header", said(None, OWN), "not-applicable"),
    ("asks for too short a time", said("max-age=300; includeSubDomains; preload", NONE), "not-applicable"),
    ("asks in a header that browsers ignore", said("max-age=x; includeSubDomains; preload", NONE), "not-applicable"),
    ("a name below a domain asks", below(), "not-applicable"),
    ("the domain leads elsewhere", listed(led_away(), NONE), "not-applicable"),
    ("asks, and there is no list", said(ASKS, None), "not-determined"),
    *NO_PAGE,
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_header_the_entry_and_the_day_of_the_list_are_evidence() -> None:
    assert run(said(ASKS, OWN)).evidence == {"value": ASKS, "entry": DOMAIN, "date": "2026-11-24"}


def test_without_a_list_the_reason_says_so() -> None:
    assert run(said(ASKS, None)).evidence == {"reason": "not-looked", "source": "HSTS preload list"}
