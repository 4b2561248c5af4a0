"""X-Frame-Options as the HTML standard has it, "the X-Frame-Options header" (it replaces RFC 7034, October 2013)."""

from collections.abc import Iterable

from weerbaar.scanner.parsers import field_values
from weerbaar.scanner.parsers.malformed import Malformed

DENY = "deny"
SAME_ORIGIN = "sameorigin"
_KNOWN = frozenset({DENY, SAME_ORIGIN, "allowall"})


def parse(values: Iterable[str]) -> str | Malformed | None:
    """`deny` or `sameorigin`; None without a header; Malformed when a browser passes over what it says.

    Several values that differ, with a known one among them, keep everybody out, so they read as `deny`.
    """
    words = {value.lower() for value in field_values.split(values)}
    if not words:
        return None
    if len(words) > 1:
        return DENY if words & _KNOWN else Malformed(", ".join(sorted(words)), 0, "unknown-words")
    word = words.pop()
    if word in (DENY, SAME_ORIGIN):
        return word
    # `ALLOW-FROM` was in RFC 7034; no browser of today follows it.
    return Malformed(word, 0, "no-longer-known" if word.startswith("allow-from") else "unknown-word")
