"""Referrer-Policy (Referrer Policy, W3C, section 8.1)."""

from collections.abc import Iterable

from weerbaar.scanner.parsers import field_values
from weerbaar.scanner.parsers.malformed import Malformed

POLICIES = frozenset(
    {
        "no-referrer",
        "no-referrer-when-downgrade",
        "same-origin",
        "origin",
        "strict-origin",
        "origin-when-cross-origin",
        "strict-origin-when-cross-origin",
        "unsafe-url",
    }
)


def parse(values: Iterable[str]) -> str | Malformed | None:
    """The policy in force: the last word that is known, so that a site can put a newer word behind an older one.

    None without a header; Malformed when no word of it is known: a browser then acts as if there were none.
    """
    words = field_values.split(values)
    if not words:
        return None
    known = [word.lower() for word in words if word.lower() in POLICIES]
    return known[-1] if known else Malformed(", ".join(words), 0, "no-known-policy")
