"""Small makers of sites whose page refers to something."""

from dataclasses import replace

from tests.scanner.checks.web.builders import DOMAIN, NO_PAGE, NOW, WWW, Headers, Host, answer, led_away, site, walk
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.page import PAGES, Page
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.page import parse
from weerbaar.scanner.parsers.products import page_marks

HTML: Headers = {"content-type": "text/html; charset=utf-8"}
URL = f"https://{DOMAIN}/"


def with_page(html: str, headers: Headers | None = None, *, is_whole: bool = True, status: int = 200) -> FactSheet:
    """A site whose page is this HTML, read as the probe reads it."""
    visit = walk(answer(URL, status, {**HTML, **(headers or {})}))
    sheet = site(Host(secure=visit), Host(WWW, secure=walk(answer(f"https://{WWW}/", 200, HTML))))
    read = parse(html, URL, page_marks())
    assert isinstance(read, Page)
    sheet.record(PAGES, Observed((replace(read, is_whole=is_whole),), NOW))
    return sheet


def _answers(headers: Headers) -> FactSheet:
    sheet = site(Host(secure=walk(answer(URL, 200, headers))))
    sheet.record(PAGES, Observed((), NOW))
    return sheet


# Sheets on which no page of the domain itself can be read, for every check that judges its content.
NO_CONTENT: list[tuple[str, FactSheet, str]] = [
    *NO_PAGE,
    ("it leads to another domain", led_away(), "not-applicable"),
    ("the page is a file of another kind", _answers({"content-type": "application/json"}), "not-applicable"),
    ("the page could not be read", _answers(HTML), "not-determined"),
    ("nobody read the page", site(Host(secure=walk(answer(URL, 200, HTML)))), "not-determined"),
]
