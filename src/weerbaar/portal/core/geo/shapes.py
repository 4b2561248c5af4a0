"""An outline on the map: one or more parts, each with holes or without. Read from GeoJSON (RFC 7946), and refused when wrong.

What may be wrong is a closed list; sentences are made above. `ring` and `corner` count from 1, for who looks it up.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.geo.crossings import first_crossing
from weerbaar.portal.core.geo.measures import Corner, Part, Ring, area_of_ring_m2, in_ring

MOST_CORNERS = 2000
# Longitude and latitude between which all of the European Netherlands lies, with the islands and a strip of sea.
WEST, SOUTH, EAST, NORTH = 3.2, 50.7, 7.3, 53.7
# About 1 cm: finer is noise, and would make two readings of one file differ.
_DECIMALS = 7


class ShapeFault(StrEnum):
    """Why an outline is refused."""

    NO_OUTLINE = "no-outline"
    NO_NUMBERS = "no-numbers"
    TOO_FEW_CORNERS = "too-few-corners"
    TOO_MANY_CORNERS = "too-many-corners"
    NOT_CLOSED = "not-closed"
    OUTSIDE = "outside"
    CROSSES = "crosses"
    HOLE_OUTSIDE = "hole-outside"


@dataclass(eq=False)
class BadShape(Exception):
    """`fault` says why; `ring` and `corner` where, and are 0 when the whole is meant."""

    fault: ShapeFault
    ring: int = 0
    corner: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline. Of each part the first ring is the outside, the others are holes. Every ring ends where it begins."""

    parts: tuple[Part, ...]

    @property
    def rings(self) -> Iterator[Ring]:
        """All of them, in the order of the file."""
        for part in self.parts:
            yield from part

    @property
    def corners(self) -> int:
        """How many there are; the closing one of a ring is not counted twice."""
        return sum(len(ring) - 1 for ring in self.rings)

    def geojson(self) -> dict[str, object]:
        """The geometry as it is kept: a Polygon, or a MultiPolygon when there are more parts."""
        lists = [[[list(corner) for corner in ring] for ring in part] for part in self.parts]
        if len(lists) == 1:
            return {"type": "Polygon", "coordinates": lists[0]}
        return {"type": "MultiPolygon", "coordinates": lists}


def read_shape(geometry: object) -> Shape:
    """The outline of a GeoJSON geometry in WGS 84.

    Raises:
        BadShape: carries what is wrong, and where.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    lists = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"} or not isinstance(lists, list) or not lists:
        raise BadShape(ShapeFault.NO_OUTLINE)
    return shape_of([lists] if kind == "Polygon" else lists)


def shape_of(lists: list[object]) -> Shape:
    """The outline of parts that are lists of rings, each a list of corners.

    Raises:
        BadShape: carries what is wrong, and where.
    """
    parts: list[Part] = []
    left = MOST_CORNERS
    number = 0
    for rings in lists:
        if not isinstance(rings, list) or not rings:
            raise BadShape(ShapeFault.NO_OUTLINE)
        part: list[Ring] = []
        for corners in rings:
            number += 1
            part.append(_ring(corners, number, left))
            left -= len(part[-1]) - 1
        parts.append(tuple(part))
    shape = Shape(tuple(parts))
    _assert_simple(shape)
    return shape


def _ring(corners: object, number: int, left: int) -> Ring:
    if not isinstance(corners, list):
        raise BadShape(ShapeFault.NO_NUMBERS, number)
    if len(corners) - 1 > left:
        raise BadShape(ShapeFault.TOO_MANY_CORNERS, number)
    ring: list[Corner] = []
    for place, corner in enumerate(corners, start=1):
        found = _corner(corner, number, place)
        # A corner that is there twice in a row is a slip of a drawing program, and no other outline.
        if not ring or ring[-1] != found:
            ring.append(found)
    if ring and ring[0] != ring[-1]:
        raise BadShape(ShapeFault.NOT_CLOSED, number, len(corners))
    if len(ring) < 4:
        raise BadShape(ShapeFault.TOO_FEW_CORNERS, number)
    return tuple(ring)


def _corner(corner: object, ring: int, place: int) -> Corner:
    # A third number is the height (RFC 7946, section 3.1.1): not ours.
    if not isinstance(corner, list) or len(corner) not in {2, 3} or not all(_is_number(value) for value in corner):
        raise BadShape(ShapeFault.NO_NUMBERS, ring, place)
    longitude, latitude = float(corner[0]), float(corner[1])
    if not (WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH):
        raise BadShape(ShapeFault.OUTSIDE, ring, place)
    return round(longitude, _DECIMALS), round(latitude, _DECIMALS)


def _is_number(value: object) -> bool:
    # A whole number of a thousand digits is no float; JSON may hold one.
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < 1e9 and math.isfinite(value)


def _assert_simple(shape: Shape) -> None:
    crossing = first_crossing(list(shape.rings))
    if crossing is not None:
        raise BadShape(ShapeFault.CROSSES, *crossing)
    number = 0
    for part in shape.parts:
        for place, ring in enumerate(part):
            number += 1
            if area_of_ring_m2(ring) < 1:
                raise BadShape(ShapeFault.TOO_FEW_CORNERS, number)
            if place and not any(in_ring(corner, part[0]) for corner in ring[:-1]):
                raise BadShape(ShapeFault.HOLE_OUTSIDE, number)
