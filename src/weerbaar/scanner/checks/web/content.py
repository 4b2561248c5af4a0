"""What the page that a visitor gets over https refers to: for all checks that judge its content."""

from collections.abc import Iterator
from dataclasses import dataclass

from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.hosts import host_of
from weerbaar.scanner.checks.web.pages import Page, is_own, page
from weerbaar.scanner.facts import page as facts
from weerbaar.scanner.facts.http import Hop, is_redirect
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.page import PAGES, Reference
from weerbaar.scanner.facts.sheet import FactSheet

# What `content` reads, and so what every check that uses it needs.
NEEDS = (*web.NEEDS, PAGES)
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Content:
    """`html` is what was read of `page`; `target` the domain that was asked about."""

    page: Page
    html: facts.Page
    target: str

    @property
    def url(self) -> str:
        """Where the page was found."""
        return self.html.url

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the page by name, the first of each."""
        found: dict[str, str] = {}
        for name, value in self.page.answer.headers:
            found.setdefault(name, value)
        return found

    @property
    def cut_off(self) -> Unobserved | None:
        """Why nothing can be said of the whole page, when it was longer than we read."""
        return None if self.html.is_whole else Unobserved(Reason.TOO_LARGE, f"GET {self.url}")

    def outside(self) -> Iterator[tuple[str, Reference]]:
        """What is fetched from hosts of other registrable domains, with the host."""
        outside: dict[str, str] = {}
        for reference in self.html.references:
            place = reference.url.partition("://")[2].partition("/")[0]
            if place not in outside:  # many references share a host, and finding out whose it is takes a while
                outside[place] = "" if is_own(reference.url, self.target) else host_of(reference.url)
            if outside[place]:
                yield outside[place], reference


def content(sheet: FactSheet) -> Content | Unobserved | None:
    """The page of the domain; None when it has no page of its own: no website, or one that leads elsewhere or is no HTML."""
    found = page(sheet)
    if found is None or isinstance(found, Unobserved):
        return found
    if is_redirect(found.answer) or not _is_html(found.answer):
        return None
    pages = sheet[PAGES]
    if isinstance(pages, Unobserved):
        return pages
    read = next((one for one in pages.value if one.url == found.answer.url), None)
    if read is None:
        return Unobserved(Reason.PROTOCOL_ERROR, f"GET {found.answer.url}", "no HTML that can be read")
    return Content(found, read, sheet.target)


def _is_html(answer: Hop) -> bool:
    kind = next(iter(answer.values("content-type")), "").partition(";")[0].strip().lower()
    return not kind or kind in _HTML
