"""The software that the page gives away: for the checks of content management systems."""

from collections.abc import Sequence

from weerbaar.scanner.checks.web.content import Content
from weerbaar.scanner.parsers.products import Seen, recognise
from weerbaar.scanner.parsers.set_cookie import Cookie, parse


def software_of(found: Content) -> tuple[Seen, ...]:
    """The products of the page, by what its HTML, its headers and its cookies give away."""
    headers = [value for answer in found.page.way for value in answer.values("set-cookie")]
    cookies = [cookie.name for cookie in map(parse, headers) if isinstance(cookie, Cookie)]
    return recognise(found.html, found.headers, cookies)


def named(seen: Sequence[Seen]) -> list[str]:
    """`WordPress 6.4.2` for each, without a number where the site shows none."""
    return [f"{one.product.name} {one.version}".strip() for one in seen]
