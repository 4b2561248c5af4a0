"""security.txt (RFC 9116, April 2022, sections 2 and 4)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from weerbaar.scanner.parsers.malformed import Malformed

_FIELD = re.compile(r"([!-9;-~]+): +(.*)")  # a field name is visible ASCII without a colon (RFC 5322, section 3.6.8)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}):([0-9]{2})(?:\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_URI_FIELDS = frozenset({"contact", "encryption", "acknowledgments", "canonical", "policy", "hiring"})
_ONCE = ("expires", "preferred-languages")


@dataclass(frozen=True, slots=True)
class SecurityTxt:
    """The file. `contacts` is empty when it names none, which section 2.5.3 does not allow; a caller says so."""

    contacts: tuple[str, ...]
    expires: datetime


def parse(text: str) -> SecurityTxt | Malformed:
    """Read the file. A signature around it is passed over, not verified (section 2.3)."""
    found: dict[str, list[str]] = {}
    for at, line in _lines(text):
        if not line.strip(" \t") or line.startswith("#"):
            continue
        match = _FIELD.fullmatch(line)
        if match is None or _CONTROL.search(line):
            return Malformed(line, at, "not-a-field")
        name, value = match[1].lower(), match[2].rstrip(" \t")
        if name in _URI_FIELDS and (fault := _uri_fault(value)):
            return Malformed(line, at, f"{name}-{fault}")
        found.setdefault(name, []).append(value)
    for name in _ONCE:
        if len(found.get(name, ())) > 1:
            return Malformed(name, 0, f"{name}-twice")
    if "expires" not in found:
        return Malformed("", 0, "no-expires")
    expires = _moment(found["expires"][0])
    if expires is None:
        return Malformed(found["expires"][0], 0, "expires-is-no-moment")
    return SecurityTxt(tuple(found.get("contact", ())), expires)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its offset, without line end, and without the armour of a signature (RFC 9580, section 7)."""
    signed = text.startswith(_SIGNED)
    in_headers = signed
    at = 0
    for raw in text.split("\n"):
        line = raw.removesuffix("\r")
        start, at = at, at + len(raw) + 1
        if signed and line.startswith(_SIGNATURE):
            return
        if in_headers:
            in_headers = bool(line.strip())
        else:
            yield start, line.removeprefix("- ") if signed else line


def _uri_fault(value: str) -> str:
    if not _URI.fullmatch(value):
        return "is-no-uri"
    # Section 2.4: web addresses begin with https://.
    return "is-not-https" if value.lower().startswith("http:") else ""


def _moment(text: str) -> datetime | None:
    """A date-time of RFC 3339, section 5.6."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    date, minutes, seconds, zone = match.groups()
    # A leap second is a moment, but not to Python.
    whole = f"{date}T{minutes}:{'59' if seconds == '60' else seconds}{'+00:00' if zone in 'Zz' else zone}"
    try:
        return datetime.fromisoformat(whole)
    except ValueError:
        return None
