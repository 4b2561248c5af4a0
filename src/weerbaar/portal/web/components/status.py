"""A judgement: shape, word and colour together, of which the shape alone is enough on black and white paper."""

import math
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

# Octagon with !, open triangle, filled circle with tick, dashed circle, half circle. `off` shares the dashed circle.
_DASHED = (
    '<circle cx="10" cy="10" r="8.4" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3.2 2.4"/>'
    '<path d="M6.6 10h6.8" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/>'
)
_SHAPES = {
    "first": (
        '<path d="M6.2 1h7.6L19 6.2v7.6L13.8 19H6.2L1 13.8V6.2z" fill="currentColor"/>'
        '<path d="M10 5.2v5.6M10 14.2v.3" stroke="var(--wb-first-soft)" stroke-width="2.4" stroke-linecap="round"/>'
    ),
    "better": (
        '<path d="M10 1.8 19 17.6a1 1 0 0 1-.9 1.4H1.9a1 1 0 0 1-.9-1.4z" fill="none" stroke="currentColor"'
        ' stroke-width="2.2" stroke-linejoin="round"/>'
        '<path d="M10 14.6V9.4m-2.3 2L10 9.1l2.3 2.3" stroke="currentColor" stroke-width="2" fill="none"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "fine": (
        '<circle cx="10" cy="10" r="9" fill="currentColor"/>'
        '<path d="m5.8 10.3 2.9 2.9 5.6-6" stroke="var(--wb-fine-soft)" stroke-width="2.4" fill="none"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "none": _DASHED,
    "off": _DASHED,
    "busy": (
        '<circle cx="10" cy="10" r="8.4" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<path d="M10 1.6a8.4 8.4 0 0 1 0 16.8z" fill="currentColor"/>'
    ),
}
# What does not apply has the colours of what was not measured.
_COLOUR = {"off": "none"}
_SIZE, _GAP = 30, 6
_FEWEST_COLUMNS, _MOST_ROWS = 8, 5


def shape(mark: str) -> SafeString:
    """The drawing alone."""
    return format_html('<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>', _drawing(mark))


def st(mark: str, word: str) -> SafeString:
    """The pill: shape and word. With an empty word the shape stands alone, for lists whose heading says the word."""
    colour = _COLOUR.get(mark, mark)
    if not word:
        return format_html('<span class="st {} bare">{}</span>', colour, shape(mark))
    return format_html('<span class="st {}">{}{}</span>', colour, shape(mark), word)


def statusgrid(counts: Sequence[tuple[str, int]], label: str) -> SafeString:
    """All points as plots, sorted by mark, in at most five rows. `label` says the same in words."""
    marks = [mark for mark, number in counts for _ in range(number)]
    columns = max(_FEWEST_COLUMNS, math.ceil(len(marks) / _MOST_ROWS))
    step, rows = _SIZE + _GAP, max(1, math.ceil(len(marks) / columns))
    plots = format_html_join(
        "",
        '<g transform="translate({} {})" color="var(--wb-{})"><rect width="30" height="30" rx="6"'
        ' fill="var(--wb-{}-soft)"/><svg x="6" y="6" width="18" height="18" viewBox="0 0 20 20">{}</svg></g>',
        (
            (step * (i % columns), step * (i // columns), *(2 * (_COLOUR.get(mark, mark),)), _drawing(mark))
            for i, mark in enumerate(marks)
        ),
    )
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        columns * step - _GAP,
        rows * step - _GAP,
        label,
        plots,
    )


def _drawing(mark: str) -> SafeString:
    return mark_safe(_SHAPES[mark])  # noqa: S308 (a constant of this module)
