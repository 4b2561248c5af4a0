"""Places that reports are sent to: one URI (RFC 3986, January 2005) of a DMARC or TLS-RPT record."""

import re
from dataclasses import dataclass

from weerbaar.scanner.parsers.malformed import Malformed

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE | re.ASCII)
# RFC 3986, section 2, without the comma, the exclamation mark and the semicolon: the records that hold these URIs
# use them as separators, so a URI must write them as %2C, %21 and %3B.
_CHARACTERS = re.compile(r"(?:[A-Za-z0-9._~:/?#\[\]@$&'()*+=-]|%[0-9A-Fa-f]{2})+")
_LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}")


@dataclass(frozen=True, slots=True)
class ReportUri:
    """`scheme` and `domain` are lower case. `domain` is where the reports arrive, empty for schemes we do not know."""

    text: str
    scheme: str
    domain: str


def parse(text: str, at: int = 0) -> ReportUri | Malformed:
    """Read one URI. Faults: `no-scheme`, `character`, `no-address` (of mailto), `no-host` (of http and https)."""
    match = _SCHEME.match(text)
    if match is None:
        return Malformed(text, at, "no-scheme")
    if _CHARACTERS.fullmatch(text) is None:
        return Malformed(text, at, "character")
    scheme, rest = match[0].lower(), text[match.end() + 1 :]
    if scheme == "mailto":
        return _mailto(text, rest, at)
    if scheme in ("http", "https"):
        host = rest.removeprefix("//").partition("/")[0].partition("?")[0].partition(":")[0]
        if not rest.startswith("//") or _HOST.fullmatch(host) is None:
            return Malformed(text, at, "no-host")
        return ReportUri(text, scheme, host.lower())
    return ReportUri(text, scheme, "")


def _mailto(text: str, rest: str, at: int) -> ReportUri | Malformed:
    """One address; header fields after a question mark are allowed and ignored (RFC 6068, section 2)."""
    local, found, domain = rest.partition("?")[0].rpartition("@")
    if not found or not local or "@" in local or _HOST.fullmatch(domain) is None:
        return Malformed(text, at, "no-address")
    return ReportUri(text, "mailto", domain.lower())
