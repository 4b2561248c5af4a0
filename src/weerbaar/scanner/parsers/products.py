"""Which software a website is made with, by what its page, headers and cookies give away."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from weerbaar.scanner.facts.page import Page, Use
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName
from weerbaar.scanner.vocabulary.reference_data import Table, current

FILE = Path(__file__).with_suffix(".toml")
# Right after the name: other words make it the name of something else, as in "WordPress Download Manager 3.3".
_VERSION = re.compile(r"[\s,:(!-]{0,4}v?(\d{1,4}(?:\.\d{1,6}){0,3})(?![\w.])", re.IGNORECASE)
_PLUGIN = re.compile(r"/wp-content/plugins/([a-z0-9][a-z0-9_-]{1,60})/")
_MOST_PLUGINS = 20
_FOREIGN_CONTENT = (Use.IMAGE, Use.MEDIA, Use.FRAME, Use.FORM)


@dataclass(frozen=True, slots=True)
class Product:
    """One row of `products.toml`, where the words are explained."""

    id: str
    name: str
    kind: str
    generator: str = ""
    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    cookies: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    version_in: tuple[re.Pattern[str], ...] = ()
    is_hosted: bool = False
    login: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A product that was recognised. `version` is empty where the site does not show it; `by` says what gave it away."""

    product: Product
    version: str
    by: str


@dataclass(frozen=True, slots=True)
class _Clues:
    """What a page gives away. `own` are the places of its own site in one text, `hosts` those it fetches code from."""

    page: Page
    headers: Mapping[str, str]
    cookies: Collection[str]
    own: str
    hosts: frozenset[str]


def recognise(page: Page, headers: Mapping[str, str], cookies: Collection[str]) -> tuple[Seen, ...]:
    """The products of this page, in the order of the table. `headers` are of its answer, names in lower case.

    A picture from elsewhere tells what somebody else's site is made with, so of other hosts only code counts.
    """
    home = _site_of(page.url)
    own, hosts = [], set()
    for reference in page.references:
        host = _host_of(reference.url)
        if host == home or host.endswith(f".{home}"):
            own.append(reference.url)
        if reference.use not in _FOREIGN_CONTENT:
            hosts.add(host)
    clues = _Clues(page, headers, cookies, "\n".join(own), frozenset(hosts))
    return tuple(seen for product in products() if (seen := _look(product, clues)) is not None)


def plugins(page: Page) -> tuple[str, ...]:
    """The plug-ins of WordPress that the page fetches from, by the names of their folders."""
    found = (match[1] for reference in page.references for match in _PLUGIN.finditer(reference.url))
    return tuple(dict.fromkeys(found))[:_MOST_PLUGINS]


def page_marks() -> tuple[str, ...]:
    """The texts to look for in a page while it is at hand."""
    return tuple(mark for product in products() for mark in product.marks)


@lru_cache(maxsize=1)
def products() -> tuple[Product, ...]:
    """All rows of the table.

    Raises:
        InvalidReferenceData: a row cannot be used.
    """
    return read(current(FILE))


def read(table: Table) -> tuple[Product, ...]:
    """The products of a table."""
    lists = ("hosts", "paths", "headers", "cookies", "marks", "login")
    return tuple(
        Product(
            row["id"],
            row["name"],
            row["kind"],
            row.get("generator", ""),
            is_hosted=row.get("is_hosted", False),
            version_in=tuple(re.compile(expression, re.MULTILINE) for expression in row.get("version_in", ())),
            **{key: tuple(row.get(key, ())) for key in lists},
        )
        for row in table.rows("product", ("id", "name", "kind"))
    )


def _look(product: Product, clues: _Clues) -> Seen | None:
    signs = list(_signs(product, clues))
    if not signs:
        return None
    version = next((version for _, version in signs if version), "") or _version_in_places(product, clues)
    return Seen(product, version, signs[0][0])


def _signs(product: Product, clues: _Clues) -> Iterator[tuple[str, str]]:
    """What gave the product away, and the version that was said there."""
    for generator in clues.page.generators:
        if product.generator and _starts_with(generator, product.generator):
            yield "generator", _version_after(generator, product.generator)
    for header in product.headers:
        name, _, start = header.partition(": ")
        value = clues.headers.get(name)
        if value is not None and value.lower().startswith(start):
            yield f"header {name}", _version_after(value, start)
    for host in product.hosts:
        if host in clues.hosts or any(other.endswith(f".{host}") for other in clues.hosts):
            yield host, ""
    for path in product.paths:
        if path in clues.own:
            yield path, ""
    for pattern in product.cookies if clues.cookies else ():
        if any(fnmatchcase(cookie, pattern) for cookie in clues.cookies):
            yield f"cookie {pattern}", ""
    if any(mark in clues.page.marks for mark in product.marks):
        yield "text in the page", ""


def _starts_with(text: str, name: str) -> bool:
    """Whether the text begins with this name as a word of its own."""
    return text.lower().startswith(name.lower()) and not text[len(name) : len(name) + 1].isalnum()


def _version_after(text: str, start: str) -> str:
    found = _VERSION.match(text, len(start))
    return found[1] if found else ""


def _version_in_places(product: Product, clues: _Clues) -> str:
    """The version that most of the places name: one of them may belong to something else."""
    found = [match for expression in product.version_in for match in expression.findall(clues.own)]
    return max(found, key=found.count, default="")


def _host_of(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].partition(":")[0]


def _site_of(url: str) -> str:
    host = _host_of(url)
    try:
        return DomainName.parse(host).registrable.ascii
    except InvalidDomainName:
        return host
