"""Pictures that stand inside the page, read from this package."""

import re
from functools import lru_cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_HERE = Path(__file__).parent
_NAME = re.compile(r"[a-z0-9-]+\Z")


@lru_cache(maxsize=128)
def icon(name: str) -> SafeString:
    """A line icon of Tabler, hidden from screen readers: the words beside it say the same."""
    if not _NAME.match(name):
        raise ValueError(f"not the name of an icon: {name!r}")
    svg = (_HERE / "icons" / f"{name}.svg").read_text("utf-8")
    lines = svg.partition(">")[2].rpartition("</svg>")[0]
    return format_html(
        '<svg class="ic" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(lines),  # noqa: S308 (a file of ours)
    )


@lru_cache(maxsize=8)
def picture(name: str) -> SafeString:
    """An own drawing: `hero` (the business park) or `logo`."""
    if not _NAME.match(name):
        raise ValueError(f"not the name of a picture: {name!r}")
    return mark_safe((_HERE / "pictures" / f"{name}.svg").read_text("utf-8").strip())  # noqa: S308 (a file of ours)


def inline_svg(svg: str) -> SafeString:
    """A picture that a library of ours made, to stand inside the page: its XML declaration is left out."""
    return mark_safe(re.sub(r"\A\s*<\?xml[^>]*\?>", "", svg))  # noqa: S308 (made by qrcode from our own text)
