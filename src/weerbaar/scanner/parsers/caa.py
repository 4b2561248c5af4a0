"""CAA records (RFC 8659, November 2019, section 4); `issuemail` has the same form (RFC 9495, October 2023)."""

import re
from dataclasses import dataclass

from weerbaar.scanner.parsers.malformed import Malformed

_RECORD = re.compile(r'[ \t]*([0-9]{1,3})[ \t]+([A-Za-z0-9]+)[ \t]+(?:"((?:[^"\\]|\\.)*)"|([^ \t"]+))[ \t]*')
_ESCAPE = re.compile(r"\\(?:([0-9]{3})|x([0-9a-fA-F]{2})|(.))")
_LABEL = re.compile(r"[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*")
_PARAMETER_VALUE = re.compile(r"[\x21-\x3a\x3c-\x7e]*")
_ISSUE_TAGS = ("issue", "issuewild", "issuemail")
_IODEF_SCHEMES = ("mailto:", "http://", "https://")


@dataclass(frozen=True, slots=True)
class Property:
    """One property. `tag` is in lower case; `issuer` is who may issue, empty for nobody and for other tags."""

    critical: bool
    tag: str
    value: str
    issuer: str = ""


def parse(record: str) -> Property | Malformed:
    """Read one record in presentation format: `0 issue "ca.example; account=1"`."""
    match = _RECORD.fullmatch(record)
    if match is None or int(match[1]) > 255:
        return Malformed(record, 0, "not-a-property")
    tag = match[2].lower()
    quoted: str | None = match[3]
    value = _ESCAPE.sub(_unescaped, quoted) if quoted is not None else match[4]
    issuer: str | Malformed = ""
    if tag in _ISSUE_TAGS:
        issuer = _issuer(value)
    elif tag == "iodef" and not value.lower().startswith(_IODEF_SCHEMES):
        issuer = Malformed(value, match.start(3), "iodef-without-scheme")  # section 4.4
    if isinstance(issuer, Malformed):
        return issuer
    return Property(bool(int(match[1]) & 128), tag, value, issuer)


def _issuer(value: str) -> str | Malformed:
    """The issuer in an issue value (section 4.2). A malformed value forbids every issuer."""
    domain, semicolon, parameters = value.partition(";")
    domain = domain.strip(" \t")
    if domain and not all(map(_LABEL.fullmatch, domain.split("."))):
        return Malformed(domain, 0, "issuer-is-no-domain-name")
    parts = parameters.strip(" \t")
    if semicolon and parts:
        for part in parts.split(";"):
            name, equals, content = part.partition("=")
            fits = _LABEL.fullmatch(name.strip(" \t")) and _PARAMETER_VALUE.fullmatch(content.strip(" \t"))
            if not equals or not fits:
                return Malformed(part, value.find(part), "not-a-parameter")
    return domain.lower()


def _unescaped(match: re.Match[str]) -> str:
    """Escapes of RFC 1035, section 5.1, and `\\xNN`."""
    if match[1]:
        return chr(int(match[1])) if int(match[1]) < 256 else "\ufffd"
    return chr(int(match[2], 16)) if match[2] else match[3]
