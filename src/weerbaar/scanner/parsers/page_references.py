"""Gathers the places that a page refers to: absolute, each once, and not more of them than tell something."""

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit, urlunsplit

from weerbaar.scanner.facts.page import Reference, Use

_MOST = 300
# One picture of a host says as much as a hundred.
_MOST_ALIKE = 4
_ALIKE = (Use.IMAGE, Use.MEDIA, Use.FONT)
_LONGEST = 500
# Of a query only a version is kept: the rest may say who is looking.
_VERSION = re.compile(r"(?:^|&)((?:v|ver|version)=[\w.-]{1,20})(?=&|$)", re.IGNORECASE)
# Scheme, host with port, path, query. A place with a user name in it is nobody's idea of a resource.
_ABSOLUTE = re.compile(
    r"(https?)://(\[[0-9A-Fa-f:.]{2,45}\](?::\d+)?|[^/?#@\\\s\[\]]{1,260})(/[^?#]*)?(?:\?([^#]*))?(?:#|\Z)"
)
_BLANKS = str.maketrans("", "", "\t\r\n")


class References:
    """What was gathered so far. `page` is the URL of the page, from which relative places count."""

    def __init__(self, page: str) -> None:
        self._base = page
        self._is_rebased = False
        self._found: dict[tuple[Use, str], Reference] = {}
        self._alike: Counter[tuple[Use, str]] = Counter()

    def kept(self) -> tuple[Reference, ...]:
        """In the order of the page."""
        return tuple(self._found.values())

    def rebase(self, href: str) -> None:
        """The first `<base>` counts (HTML, section 4.2.3)."""
        if not self._is_rebased:
            self._is_rebased = True
            self._base = _join(self._base, href) or self._base

    def add(self, use: Use, written: str) -> None:
        """Note one place as it is written in the page."""
        self._add(use, written, "", None)

    def add_checked(self, use: Use, written: str, attributes: Mapping[str, str]) -> None:
        """Note a script or style with what the page says about its content."""
        integrity = " ".join(attributes.get("integrity", "").split())[:_LONGEST]
        self._add(use, written, integrity, attributes.get("crossorigin"))

    def _add(self, use: Use, written: str, integrity: str, crossorigin: str | None) -> None:
        written = written.strip()
        if not written.isprintable():
            written = written.translate(_BLANKS)
        if not written or len(self._found) >= _MOST:
            return
        if use in _ALIKE and self._is_enough(use, written):
            return
        url = _join(self._base, written)
        if url:
            self._found.setdefault((use, url), Reference(use, url, integrity, crossorigin))

    def _is_enough(self, use: Use, written: str) -> bool:
        """Whether there are several of this use at this host; the page's own host needs no look at the whole URL."""
        scheme, slashes, rest = written.partition("//")
        host = f"{scheme}{rest.partition('/')[0]}" if slashes and scheme in ("", "http:", "https:") else ""
        self._alike[use, host] += 1
        return self._alike[use, host] > _MOST_ALIKE


def _join(base: str, written: str) -> str:
    """The absolute URL without fragment, with no more of its query than a version; empty when nothing is fetched there."""
    parts = _ABSOLUTE.match(written) or _ABSOLUTE.match(_resolved(base, written.replace("\\", "/")))
    if parts is None:
        return ""
    scheme, host, path, query = parts.groups()
    path = (path or "/").replace(" ", "%20")
    version = _VERSION.search(query) if query else None
    return f"{scheme}://{host.lower()}{path}{f'?{version[1]}' if version else ''}"[:_LONGEST]


def _resolved(base: str, written: str) -> str:
    if written[:1] == "/":  # most places are written so; the whole algorithm takes ten times as long
        scheme, _, rest = base.partition("://")
        return f"{scheme}:{written}" if written[1:2] == "/" else f"{scheme}://{rest.partition('/')[0]}{written}"
    try:
        return urlunsplit(urlsplit(urljoin(base, written)))  # the scheme in small letters
    except ValueError:
        return ""
