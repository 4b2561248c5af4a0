"""Strict-Transport-Security (RFC 6797, November 2012, section 6.1)."""

import re
from dataclasses import dataclass

from weerbaar.scanner.parsers.malformed import Malformed

_WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
# One directive with the white space around it. No two neighbours can match the same character: it never goes back.
_DIRECTIVE = re.compile(
    rf'[ \t]*(?:(?P<name>{_WORD})[ \t]*(?:=[ \t]*(?:(?P<token>{_WORD})|"(?P<quoted>(?:[^"\\]|\\.)*)")[ \t]*)?)?'
)
# A number with more digits says no more than "for ever".
_MAX_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Hsts:
    """A browser is to use https only, for `max_age_s` seconds from now; zero takes the promise back."""

    max_age_s: int
    include_subdomains: bool
    preload: bool


def parse(value: str) -> Hsts | Malformed:
    """Read one header. Of several headers only the first counts (section 8.1), so hand in that one.

    A browser ignores a header that is malformed (section 6.1, rule 4).
    """
    directives: dict[str, str | None] = {}
    at = 0
    while True:
        match = _DIRECTIVE.match(value, at)
        end = match.end() if match else at
        if match is None or value[end : end + 1] not in (";", ""):
            return Malformed(value[end:], end, "not-a-directive")
        if name := match["name"]:
            if name.lower() in directives:
                return Malformed(name, match.start("name"), "double-directive")
            directives[name.lower()] = _directive_value(match)
        if end >= len(value):
            return _conclude(value, directives)
        at = end + 1


def _directive_value(match: re.Match[str]) -> str | None:
    if match["quoted"] is not None:
        return re.sub(r"\\(.)", r"\1", match["quoted"])
    token: str | None = match["token"]
    return token


def _conclude(value: str, directives: dict[str, str | None]) -> Hsts | Malformed:
    if "max-age" not in directives:
        return Malformed(value, 0, "no-max-age")
    seconds = directives["max-age"]
    if seconds is None or not re.fullmatch(r"[0-9]+", seconds):
        return Malformed(value, 0, "max-age-is-no-number")
    if directives.get("includesubdomains") is not None:  # section 6.1.2: it takes no value
        return Malformed(value, 0, "value-not-expected")
    max_age_s = int(seconds) if len(seconds) <= _MAX_DIGITS else 10**_MAX_DIGITS
    return Hsts(max_age_s, "includesubdomains" in directives, "preload" in directives)
