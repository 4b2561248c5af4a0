"""Bars, one below the other: a name, a bar and the number. What is not known has a hatched stub, never a bar of zero."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_WIDTH, _LONGEST, _STEP, _STUB = 340, 230, 48, 40
_HATCH = mark_safe(
    '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="var(--wb-surface)"/>'
    '<path d="M0 0v7" stroke="var(--wb-control)" stroke-width="1.5"/></pattern></defs>'
)


def bars(rows: Sequence[tuple[str, float | None, str]], label: str) -> SafeString:
    """Rows of a name, a value (None: not known) and the value as people read it. `label` says the same in words; a table with
    the same content belongs beside it.
    """
    most = max((value for _, value, _ in rows if value), default=0)
    drawn = format_html_join(
        "",
        '<text class="lbl" x="0" y="{}">{}</text>{}<text class="v" x="{}" y="{}">{}</text>',
        (_row(at * _STEP, name, value, shown, most) for at, (name, value, shown) in enumerate(rows)),
    )
    return format_html(
        '<svg class="chart bars" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        _WIDTH,
        len(rows) * _STEP,
        label,
        _HATCH,
        drawn,
    )


def _row(
    top: int, name: str, value: float | None, shown: str, most: float
) -> tuple[int, str, SafeString, int, int, str]:
    if value is None:
        width, style = _STUB, "hatch"
    else:
        width, style = max(2, round(_LONGEST * value / most)) if most else 2, "f-brand"
    bar = format_html('<rect class="{}" x="0" y="{}" width="{}" height="16" rx="3"/>', style, top + 22, width)
    return top + 14, name, bar, width + 8, top + 35, shown
