"""Which network may announce which prefix: the JSON export that RPKI validators write (validated ROA payloads).

`{"metadata": {"buildtime": "2026-11-24T06:00:00Z"}, "roas": [{"asn": "AS64500", "prefix": "198.51.100.0/24",
"maxLength": 24, "ta": "…"}]}`. The number may stand without `AS`. Source: the output format `json` of rpki-client and
Routinator (general knowledge, text not read); terms by RFC 6811, section 2.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.prefixes import Prefix, read_prefix

_LARGEST_AS = 2**32 - 1
_LONGEST = {4: 32, 6: 128}


class Vrp(NamedTuple):
    """One payload: `asn` may announce `prefix` and what is inside, up to `max_length` bits."""

    prefix: Prefix
    max_length: int
    asn: int


@dataclass(frozen=True, slots=True)
class VrpExport:
    """`payloads` that could be read, and when the validator wrote them (None when the file does not say)."""

    payloads: tuple[Vrp, ...]
    written_at: datetime | None


def parse(text: str) -> VrpExport | Malformed:
    """A whole export. Entries that cannot be read are left out; a file without a list of ROAs is malformed."""
    payloads: list[Vrp] = []

    def take(entry: dict[str, Any]) -> dict[str, Any] | None:
        """Turn each entry into a payload as soon as it is read: a full export has most of a million of them."""
        if "prefix" not in entry:
            return entry
        payload = _payload(entry)
        if payload is not None:
            payloads.append(payload)
        return None

    try:
        document = json.loads(text, object_hook=take)
    except (ValueError, RecursionError):
        return Malformed(text[:60], 0, "no-json")
    if not isinstance(document, dict) or not isinstance(document.get("roas"), list):
        return Malformed(text[:60], 0, "no-list-of-roas")
    return VrpExport(tuple(payloads), _written_at(document.get("metadata")))


def _payload(entry: Mapping[str, Any]) -> Vrp | None:
    prefix = read_prefix(entry["prefix"]) if isinstance(entry["prefix"], str) else None
    asn = _as_number(entry.get("asn"))
    if prefix is None or asn is None:
        return None
    longest = entry.get("maxLength", prefix.length)
    if isinstance(longest, bool) or not isinstance(longest, int):
        return None
    if not prefix.length <= longest <= _LONGEST[prefix.version]:
        return None
    return Vrp(prefix, longest, asn)


def _as_number(value: Any) -> int | None:
    if isinstance(value, str):
        digits = value.upper().removeprefix("AS")
        value = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 10 else None
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value <= _LARGEST_AS else None


def _written_at(metadata: Any) -> datetime | None:
    """`buildtime` of rpki-client, `generatedTime` of Routinator; both ISO 8601."""
    if not isinstance(metadata, dict):
        return None
    for key in ("buildtime", "generatedTime"):
        if isinstance(metadata.get(key), str):
            try:
                moment = datetime.fromisoformat(metadata[key])
            except ValueError:
                continue
            return moment if moment.tzinfo else None
    return None
