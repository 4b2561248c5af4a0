"""Products and versions that a server names in its headers (RFC 9110, section 10.2.4, for `Server`; others by habit)."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

# More than anybody writes; a stranger's header must not cost time.
_MAX_CHARACTERS = 1000
# A product, then "/", a blank or a bracket, then a version with a point in it: "PHP/8.2", "Jetty(9.4.43)", "WordPress 6.4".
# The look-behind keeps it from starting anew inside a word.
_PRODUCT = re.compile(
    r"(?<![\w.+&/-])(?P<name>[A-Za-z][\w.+&-]*(?:\(R\))?)(?P<gap>[/ (])v?(?P<version>\d+\.[\w.+~:-]*\w)"
)
_VERSION = re.compile(r"v?(\d+\.[\w.+~:-]*\w)")
# A comment: who packed it, on what system. It stands behind a blank; "Jetty(9.4.43)" is none.
_COMMENT = re.compile(r"(?<=\s)\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Software:
    """A product whose version a header tells."""

    product: str
    version: str
    header: str

    def __str__(self) -> str:
        return f"{self.product} {self.version} ({self.header})"


def software_of(headers: Iterable[tuple[str, str]]) -> tuple[Software, ...]:
    """Every product with a version that is finer than its first number, once; names of headers are lower case."""
    return tuple(dict.fromkeys(software for name, value in headers for software in _read(name, value)))


def _read(header: str, value: str) -> Iterator[Software]:
    lists = _lists()
    text = value[:_MAX_CHARACTERS]
    if header in lists["versions"]:
        if found := _VERSION.match(text.strip()):
            yield Software(lists["versions"][header], found[1], header)
    elif header in lists["products"]:
        for match in _PRODUCT.finditer(_COMMENT.sub(" ", text)):
            if f"{match['name']}{match['gap']}{match['version']}".lower() not in lists["constants"]:
                yield Software(match["name"], match["version"], header)


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
