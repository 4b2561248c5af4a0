"""What came back where security.txt should be: the file, or some other page."""

import re

from weerbaar.scanner.facts.http import Hop

_FIELD = re.compile(r"^(?:contact|expires):", re.IGNORECASE | re.MULTILINE)


def has_right_type(answer: Hop) -> bool:
    """`text/plain`, and UTF-8 unless nothing is said of it (RFC 9116, section 3)."""
    kind, *parameters = (answer.values("content-type") or ("",))[0].lower().split(";")
    charsets = [p.partition("=")[2].strip(' "') for p in parameters if p.strip().startswith("charset")]
    return kind.strip() == "text/plain" and all(charset in ("utf-8", "utf8", "us-ascii") for charset in charsets)


def is_other_page(answer: Hop) -> bool:
    """Whether a site that answers 200 to every address sent its own page: not plain text, and no field in it."""
    return not has_right_type(answer) and not _FIELD.search(answer.body)
