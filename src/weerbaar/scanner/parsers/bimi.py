"""BIMI assertion records by draft-brand-indicators-for-message-identification-08 (November 2024), section 4."""

import re
from dataclasses import dataclass

from weerbaar.scanner.parsers.malformed import Malformed

VERSION = "v=BIMI1"
_TAG = re.compile(r"[ \t]*([a-z][a-z0-9]*)[ \t]*=[ \t]*([!-:<-~]*)[ \t]*", re.ASCII)
_HOST = r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
_URL = re.compile(rf"([a-z][a-z0-9+.-]*)://{_HOST}(?::[0-9]{{1,5}})?(?:/[^\s#]*)?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class BimiRecord:
    """`logo` is where the picture is, empty when the owner declines to show one; `evidence` where its certificate is."""

    logo: str
    evidence: str

    @property
    def declines(self) -> bool:
        """Whether the owner says that there is no logo."""
        return not self.logo and not self.evidence

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses that stand in the record."""
        return tuple(url for url in (self.logo, self.evidence) if url)


def is_bimi(text: str) -> bool:
    """Whether a TXT record counts: it opens with the version, then a semicolon or the end."""
    return text.startswith(VERSION) and text[len(VERSION) :].lstrip(" \t")[:1] in ("", ";")


def resembles_bimi(text: str) -> bool:
    """Whether somebody meant such a record, also where receivers would not see one."""
    return "".join(text[:40].split()).lower().startswith("v=bimi")


def parse(text: str) -> BimiRecord | Malformed:
    """Read one record. Faults: `no-version`, `tag`, `repeated-tag`, `no-location` (no `l`), `url` (l or a is none)."""
    if not is_bimi(text):
        return Malformed(text, 0, "no-version")
    tags: dict[str, tuple[str, int]] = {}
    at = len(VERSION)
    for part in text[at:].split(";"):
        match = _TAG.fullmatch(part)
        if match is None and part.strip(" \t"):
            return Malformed(part.strip(), at, "tag")
        if match is not None:
            if match[1] in tags or match[1] == "v":
                return Malformed(part.strip(), at, "repeated-tag")
            tags[match[1]] = match[2], at + match.start(2)
        at += len(part) + 1
    if "l" not in tags:
        return Malformed(text, 0, "no-location")
    for value, start in (tags["l"], tags.get("a", ("", 0))):
        if value and _URL.fullmatch(value) is None:
            return Malformed(value, start, "url")
    return BimiRecord(tags["l"][0], tags.get("a", ("", 0))[0])
