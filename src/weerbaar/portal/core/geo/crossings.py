"""Whether the sides of an outline cross. A ring may not touch itself; two rings may touch, and not cross."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from weerbaar.portal.core.geo.measures import Ring

# Whole steps of a ten-millionth of a degree (1 cm), as outlines are kept: whether three corners lie on one line is exact then.
_STEPS = 10_000_000
_Point: TypeAlias = tuple[int, int]


class _Side(NamedTuple):
    """From one corner to the next; `corner` counts from 0, of `sides` in its ring."""

    west: int
    ring: int
    corner: int
    sides: int
    start: _Point
    end: _Point


def first_crossing(rings: Sequence[Ring]) -> tuple[int, int] | None:
    """Ring and corner, from 1, of a side that crosses another, or None.

    Sides are taken from west to east, each compared with those that reach as far: 2,000 corners in hundredths of a second for
    a real outline, where each with each takes two million comparisons.
    """
    sides = sorted(_sides(rings))
    open_sides: list[_Side] = []
    for side in sides:
        open_sides = [other for other in open_sides if max(other.start[0], other.end[0]) >= side.west]
        if any(_cross(side, other) for other in open_sides):
            return side.ring + 1, side.corner + 1
        open_sides.append(side)
    return None


def _sides(rings: Sequence[Ring]) -> list[_Side]:
    sides = []
    for ring, corners in enumerate(rings):
        points = [(round(longitude * _STEPS), round(latitude * _STEPS)) for longitude, latitude in corners]
        for corner, (start, end) in enumerate(pairwise(points)):
            sides.append(_Side(min(start[0], end[0]), ring, corner, len(points) - 1, start, end))
    return sides


def _cross(one: _Side, two: _Side) -> bool:
    if max(one.start[1], one.end[1]) < min(two.start[1], two.end[1]):
        return False
    if max(two.start[1], two.end[1]) < min(one.start[1], one.end[1]):
        return False
    if one.ring != two.ring:
        return _pass_through(one, two)
    apart = abs(one.corner - two.corner)
    if apart in {1, one.sides - 1}:
        return _fold_back(one, two)
    return _meet(one, two)


def _turn(a: _Point, b: _Point, c: _Point) -> int:
    """Positive when a, b, c turn left; zero when they lie on one line."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _pass_through(one: _Side, two: _Side) -> bool:
    """Each has its ends on both sides of the other."""
    return (
        _turn(one.start, one.end, two.start) * _turn(one.start, one.end, two.end) < 0
        and _turn(two.start, two.end, one.start) * _turn(two.start, two.end, one.end) < 0
    )


def _meet(one: _Side, two: _Side) -> bool:
    """They have at least one point in common."""
    return _pass_through(one, two) or any(
        _turn(side.start, side.end, point) == 0 and _between(side, point)
        for side, other in ((one, two), (two, one))
        for point in (other.start, other.end)
    )


def _fold_back(one: _Side, two: _Side) -> bool:
    """Neighbours share a corner; they may not run back over each other."""
    shared = one.end if one.end == two.start else one.start
    far_one = one.start if shared == one.end else one.end
    far_two = two.end if shared == two.start else two.start
    ahead = (far_one[0] - shared[0]) * (far_two[0] - shared[0]) + (far_one[1] - shared[1]) * (far_two[1] - shared[1])
    return _turn(far_one, shared, far_two) == 0 and ahead > 0


def _between(side: _Side, point: _Point) -> bool:
    return min(side.start[0], side.end[0]) <= point[0] <= max(side.start[0], side.end[0]) and min(
        side.start[1], side.end[1]
    ) <= point[1] <= max(side.start[1], side.end[1])
