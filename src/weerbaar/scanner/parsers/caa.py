"""CAA properties (RFC 8659, November 2019, section 4), from the presentation format of section 4.1.1."""

import re
from dataclasses import dataclass

from weerbaar.scanner.parsers.malformed import Malformed

# Presentation format: flags, tag, value with or without quotes.
_RECORD = re.compile(r'(?P<flags>[0-9]{1,3}) (?P<tag>[^ "]{1,255}) (?:"(?P<quoted>.*)"|(?P<bare>[^ "]*))\Z', re.ASCII)
_TAG = re.compile(r"[a-zA-Z0-9]{1,255}\Z", re.ASCII)
_PARAMETER_VALUE = re.compile(r"[\x21-\x3a\x3c-\x7e]*\Z", re.ASCII)
_ISSUE_TAGS = ("issue", "issuewild", "issuemail")


@dataclass(frozen=True, slots=True)
class CaaProperty:
    """`tag` is lower case. `issuer` is the domain of an issue property, empty when it forbids everybody or for other tags.

    `is_critical` is the flag by which an issuer that does not know the tag must refuse.
    """

    tag: str
    value: str
    issuer: str
    is_critical: bool


def parse(text: str) -> CaaProperty | Malformed:
    """One record such as `0 issue "letsencrypt.org"`."""
    match = _RECORD.match(text)
    if match is None:
        return Malformed(text, 0, "no-caa-record")
    flags, tag = int(match["flags"]), match["tag"].lower()
    if flags > 255:
        return Malformed(match["flags"], 0, "flags-over-255")
    if not _TAG.match(tag):
        return Malformed(match["tag"], match.start("tag"), "odd-tag")
    value = match["quoted"] if match["quoted"] is not None else match["bare"]
    issuer = ""
    if tag in _ISSUE_TAGS:
        read = _issuer(value)
        if isinstance(read, Malformed):
            return read
        issuer = read
    if tag == "iodef" and not value.lower().startswith(("mailto:", "http://", "https://")):
        return Malformed(value, match.end("tag") + 1, "iodef-is-no-url")
    return CaaProperty(tag, value, issuer, bool(flags & 128))


def _issuer(value: str) -> str | Malformed:
    """issue-value = [issuer-domain-name] *WSP [";" *WSP [parameters]] (section 4.2)."""
    name, semicolon, rest = value.partition(";")
    name = name.strip(" \t")
    if name and not all(map(_is_label, name.split("."))):
        return Malformed(name, value.find(name), "issuer-is-no-domain")
    if semicolon and rest.strip(" \t"):
        for part in rest.split(";"):
            tag, equals, parameter = part.strip(" \t").partition("=")
            if not (equals and _is_label(tag) and _PARAMETER_VALUE.match(parameter)):
                return Malformed(part, value.find(part), "odd-parameter")
    return name.lower()


def _is_label(text: str) -> bool:
    """Letters, digits and hyphens, with a letter or digit at both ends."""
    return text.isascii() and text.replace("-", "").isalnum() and text[0] != "-" and text[-1] != "-"
