"""Text from strangers' servers, made harmless before it reaches a reader, a terminal or a typesetter."""

import unicodedata

# Enough for any sentence of ours and for a long record; one hostile value never fills a page.
MAX_TEXT = 2000

# Cc control, Cs surrogate, Co private use, Cn unassigned, Zl and Zp separators: nothing a person reads.
# Cf format characters include the bidirectional overrides that make text read otherwise than it is
# (Unicode Standard Annex 9, section 2); the soft hyphen and zero-width characters go with them.
_UNWANTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """One line of printable text of at most `limit` characters; what was cut off shows as an ellipsis.

    White space becomes one space. Control and format characters, bidirectional overrides among them, are removed.
    More than three combining marks in a row are cut: stacked marks would cover other lines.
    """
    kept: list[str] = []
    marks = 0
    for char in text[: 4 * limit]:
        if char.isspace():
            char = " "
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category not in _UNWANTED and marks <= 3:
            kept.append(char)
    line = " ".join("".join(kept).split())
    return line if len(line) <= limit and len(text) <= 4 * limit else f"{line[: limit - 1].rstrip()}…"
