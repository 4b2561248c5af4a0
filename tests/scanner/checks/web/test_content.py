"""What all checks of the content of a page start from."""

from tests.scanner.checks.web.builders import DOMAIN, WWW
from tests.scanner.checks.web.content_builders import URL, with_page
from weerbaar.scanner.checks.web.content import Content, content
from weerbaar.scanner.facts.observation import Reason


def read(html: str, headers: dict[str, str] | None = None, *, is_whole: bool = True) -> Content:
    found = content(with_page(html, headers, is_whole=is_whole))
    assert isinstance(found, Content)
    return found


def test_the_page_comes_with_its_headers() -> None:
    found = read("<p>", {"x-powered-by": "PHP"})
    assert found.url == URL
    assert found.headers["x-powered-by"] == "PHP"


def test_hosts_of_the_same_registrable_domain_are_not_outside() -> None:
    html = f"<img src=https://{WWW}/a><img src=https://beeld.{DOMAIN}/b><img src=https://elders.example/c><img src=/d>"
    assert [host for host, _ in read(html).outside()] == ["elders.example"]


def test_an_address_is_outside() -> None:
    assert [host for host, _ in read("<img src=http://192.0.2.1/a>").outside()] == ["192.0.2.1"]


def test_a_page_that_was_cut_off_says_why_it_is_not_judged() -> None:
    assert read("<p>").cut_off is None
    cut = read("<p>", is_whole=False).cut_off
    assert cut is not None
    assert cut.reason is Reason.TOO_LARGE
