"""MTA-STS records and policy files by RFC 8461 (September 2018), sections 3.1 and 3.2."""

import re
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.scanner.parsers import field_list
from weerbaar.scanner.parsers.malformed import Malformed

VERSION = "v=STSv1"
MAX_AGE_LIMIT_S = 31_557_600  # a year; section 3.2
_ID = re.compile(r"[A-Za-z0-9]{1,32}")
_VALUE = re.compile(r"[!-:<>-~]+")
_LINE = re.compile(r"([A-Za-z0-9][A-Za-z0-9_.-]{0,31}):[ \t]*(.*)")
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_PATTERN = re.compile(rf"(?:\*\.)?{_LABEL}(?:\.{_LABEL})*")
_SECONDS = re.compile(r"[0-9]{1,10}")


class Mode(StrEnum):
    """What a sender does when a mail host fails: refuse, only report, or nothing."""

    ENFORCE = "enforce"
    TESTING = "testing"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MtaStsPolicy:
    """`mx` are the patterns of mail hosts in lower case; empty only in mode none."""

    mode: Mode
    max_age_s: int
    mx: tuple[str, ...]

    def covers(self, host: str) -> bool:
        """Whether a mail host may be used: `*.` stands for exactly one label (section 4.1)."""
        name = host.lower().removesuffix(".")
        return name in self.mx or f"*.{name.partition('.')[2]}" in self.mx


def parse_record(text: str) -> str | Malformed:
    """The id of a TXT record. Faults: those of `field_list`, `id`, `value`, `no-id`."""
    fields = field_list.parse(text, VERSION)
    if isinstance(fields, Malformed):
        return fields
    for field in fields:
        allowed = _ID if field.name == "id" else _VALUE
        if allowed.fullmatch(field.value) is None:
            return Malformed(f"{field.name}={field.value}", field.at, "id" if field.name == "id" else "value")
    ids = [field.value for field in fields if field.name == "id"]
    return ids[0] if ids else Malformed(text, 0, "no-id")


def parse_policy(text: str) -> MtaStsPolicy | Malformed:
    """Read a policy file. Unknown keys are ignored; of a key that is repeated the first counts, except mx.

    Faults: `line`, `version`, `mode`, `max-age`, `mx` (a name that is none), `no-mx`.
    """
    values: dict[str, tuple[str, int]] = {}
    patterns: list[str] = []
    at = 0
    for line in text.split("\n"):
        content = line.removesuffix("\r").rstrip(" \t")
        match = _LINE.fullmatch(content)
        if match is None and content:
            return Malformed(content[:200], at, "line")
        if match is not None and match[1] == "mx":
            if _PATTERN.fullmatch(match[2]) is None:
                return Malformed(content[:200], at, "mx")
            patterns.append(match[2].lower())
        elif match is not None:
            values.setdefault(match[1], (match[2], at))
        at += len(line) + 1
    return _policy(values, tuple(patterns))


def _policy(values: dict[str, tuple[str, int]], patterns: tuple[str, ...]) -> MtaStsPolicy | Malformed:
    version, at = values.get("version", ("", 0))
    if version != "STSv1":
        return Malformed(version, at, "version")
    mode, at = values.get("mode", ("", 0))
    if mode not in tuple(Mode):
        return Malformed(mode, at, "mode")
    max_age, at = values.get("max_age", ("", 0))
    if _SECONDS.fullmatch(max_age) is None or int(max_age) > MAX_AGE_LIMIT_S:
        return Malformed(max_age, at, "max-age")
    if not patterns and mode != Mode.NONE:
        return Malformed("", 0, "no-mx")
    return MtaStsPolicy(Mode(mode), int(max_age), patterns)
