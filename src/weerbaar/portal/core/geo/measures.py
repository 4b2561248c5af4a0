"""Sizes, distances, and what lies inside. Corners are longitude and latitude; lengths are metres on the Dutch grid.

The grid is at most 1 in 10,000 longer or shorter than the ground, so an area is right to 0.02 %.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from weerbaar.portal.core.geo.rijksdriehoek import to_rd

Corner: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Corner, ...]
Part: TypeAlias = tuple[Ring, ...]

M2_IN_HA = 10_000


def area_ha(parts: Iterable[Part]) -> float:
    """Of all parts together, without their holes."""
    return sum(area_of_ring_m2(part[0]) - sum(area_of_ring_m2(hole) for hole in part[1:]) for part in parts) / M2_IN_HA


def area_of_ring_m2(ring: Sequence[Corner]) -> float:
    """What a ring goes round, holes or not, whichever way it turns."""
    points = [to_rd(*corner) for corner in ring]
    # Counted from the first corner: the products of whole grid numbers would lose half of the digits.
    x0, y0 = points[0]
    near = [(x - x0, y - y0) for x, y in points]
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise(near))) / 2


def distance_m(one: Corner, two: Corner) -> float:
    """In a straight line."""
    return math.dist(to_rd(*one), to_rd(*two))


def in_parts(point: Corner, parts: Iterable[Part]) -> bool:
    """Whether a point lies inside a part and in none of its holes. The edge belongs to one of both sides, and always the same."""
    return any(in_ring(point, part[0]) and not any(in_ring(point, hole) for hole in part[1:]) for part in parts)


def in_ring(point: Corner, ring: Sequence[Corner]) -> bool:
    """Whether a line from the point to the east crosses the ring an odd number of times."""
    x, y = point
    is_in = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            is_in = not is_in
    return is_in


def box_of(corners: Iterable[Corner]) -> tuple[float, float, float, float]:
    """West, south, east and north of the smallest box around them.

    Raises:
        ValueError: there is none.
    """
    longitudes, latitudes = zip(*corners, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)
