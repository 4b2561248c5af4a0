"""The list of fields that MTA-STS and TLS-RPT records share: a version, then `name=value` between semicolons."""

import re
from dataclasses import dataclass

from weerbaar.scanner.parsers.malformed import Malformed

# RFC 8461, section 3.1, and RFC 8460, section 3, give names and values of extensions the same form.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,31}")


@dataclass(frozen=True, slots=True)
class Field:
    """One field and the offset of its value."""

    name: str
    value: str
    at: int


def counts(text: str, version: str) -> bool:
    """Whether a TXT record counts: it opens with the version and a semicolon. Senders leave out all others."""
    return text.startswith(version) and text[len(version) :].lstrip(" \t").startswith(";")


def resembles(text: str, version: str) -> bool:
    """Whether somebody meant such a record, also where senders would not see one."""
    return "".join(text.split()).lower().startswith(version.lower())


def parse(text: str, version: str) -> tuple[Field, ...] | Malformed:
    """The fields after the version. Faults: `no-version`, `no-fields`, `field`."""
    if not counts(text, version):
        fault = "no-fields" if text.rstrip(" \t") == version else "no-version"
        return Malformed(text, 0, fault)
    at = text.index(";") + 1
    parts = text[at:].split(";")
    if not parts[-1].strip(" \t"):  # a semicolon at the end is allowed
        parts.pop()
    if not parts:
        return Malformed(text, 0, "no-fields")
    fields = []
    for part in parts:
        name, found, value = part.strip(" \t").partition("=")
        if not found or not value or _NAME.fullmatch(name) is None:
            return Malformed(part, at, "field")
        fields.append(Field(name, value, at + part.index("=") + 1))
        at += len(part) + 1
    return tuple(fields)
