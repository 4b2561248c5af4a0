"""The three headers by which a page keeps other sites out of its window and its memory.

Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy: HTML Standard (WHATWG), structured items whose parameters say
where to report. Cross-Origin-Resource-Policy: Fetch Standard (WHATWG), one exact word.
"""

from collections.abc import Iterable

from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.structured_fields import TOKEN, Item, parse_item

OPENER, EMBEDDER, RESOURCE = (f"cross-origin-{kind}-policy" for kind in ("opener", "embedder", "resource"))
UNSAFE = "unsafe-none"
_WORDS = {
    OPENER: (UNSAFE, "same-origin", "same-origin-allow-popups", "noopener-allow-popups"),
    EMBEDDER: (UNSAFE, "require-corp", "credentialless"),
    RESOURCE: ("same-origin", "same-site", "cross-origin"),
}


def parse(header: str, values: Iterable[str]) -> str | Malformed | None:
    """The word of one of the three headers; None without it; Malformed when browsers act as if it were not there."""
    values = tuple(values)
    if not values:
        return None
    text = ", ".join(values)
    word = text if header == RESOURCE else _token(parse_item(values))
    return word if word in _WORDS[header] else Malformed(text, 0, "unknown-word")


def _token(item: Item | Malformed) -> str:
    return item.value if isinstance(item, Item) and item.kind == TOKEN else ""
