"""Degrees as people type them."""

import math


def degrees(typed: str) -> float | None:
    """`52.15517` and `52,15517`; None when nothing is typed, and not a number (NaN), which is on no map, when it is none."""
    plain = typed.strip().replace(",", ".")
    if not plain:
        return None
    try:
        number = float(plain)
    except ValueError:
        return math.nan
    return number if math.isfinite(number) else math.nan
