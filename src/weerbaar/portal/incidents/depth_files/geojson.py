"""Reads depths from GeoJSON (RFC 7946): polygons with the properties T10, T100 and T1000. Names every wrong feature."""

import json
import math
from dataclasses import dataclass
from typing import Any

from weerbaar.portal.core.geo.measures import in_parts
from weerbaar.portal.core.geo.rijksdriehoek import to_rd
from weerbaar.portal.incidents.depth_files.depth_map import DEEPEST_CM, DepthGrid, DepthUnit
from weerbaar.portal.incidents.errors import DepthFault, DepthsRefused
from weerbaar.portal.incidents.words import Chance

MOST_FEATURES = 5_000
MOST_CORNERS = 200_000
_Corner = tuple[float, float]
_Part = tuple[tuple[_Corner, ...], ...]


@dataclass(frozen=True, slots=True)
class _Field:
    """An outline with its depths."""

    parts: tuple[_Part, ...]
    depths: dict[Chance, int]


@dataclass(frozen=True)
class Outlines:
    """All outlines of a file. Where they overlap, the deepest counts."""

    grid: DepthGrid
    fields: tuple[_Field, ...]

    def at(self, longitude: float, latitude: float) -> dict[Chance, int]:
        """See `DepthMap`."""
        place = to_rd(longitude, latitude) if self.grid is DepthGrid.DUTCH else (longitude, latitude)
        found: dict[Chance, int] = {}
        for field in self.fields:
            if in_parts(place, field.parts):
                for chance, depth in field.depths.items():
                    found[chance] = max(depth, found.get(chance, 0))
        return found


def read_geojson(data: bytes, unit: DepthUnit) -> Outlines:
    """The outlines of a FeatureCollection in WGS 84, or on the Dutch grid when its member `crs` says so.

    Raises:
        DepthsRefused: the file cannot be read; or with `rows`, each feature that is wrong.
    """
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise DepthsRefused(DepthFault.NOT_JSON) from error
    if not isinstance(whole, dict) or whole.get("type") != "FeatureCollection":
        raise DepthsRefused(DepthFault.NOT_A_COLLECTION)
    features = whole.get("features")
    if not isinstance(features, list) or not features:
        raise DepthsRefused(DepthFault.EMPTY)
    if len(features) > MOST_FEATURES:
        raise DepthsRefused(DepthFault.TOO_MANY)
    grid, fields, wrong, corners = _grid(whole.get("crs")), [], [], 0
    for number, feature in enumerate(features, 1):
        try:
            field = _field(feature, unit)
        except DepthsRefused as refused:
            wrong.append((number, refused.fault))
            continue
        corners += sum(len(ring) for part in field.parts for ring in part)
        fields.append(field)
    if wrong:
        raise DepthsRefused(wrong[0][1], tuple(wrong))
    if corners > MOST_CORNERS:
        raise DepthsRefused(DepthFault.TOO_MANY)
    return Outlines(grid, tuple(fields))


def _grid(crs: object) -> DepthGrid:
    """RFC 7946 knows WGS 84 only; the edition of 2008 named others in `crs`, and Dutch files still do."""
    if crs is None:
        return DepthGrid.WORLD
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if name.endswith(":CRS84"):
        return DepthGrid.WORLD
    for grid in DepthGrid:
        if name.upper().startswith(("EPSG:", "URN:OGC:DEF:CRS:EPSG:")) and name.rpartition(":")[2] == grid.value:
            return grid
    raise DepthsRefused(DepthFault.OTHER_GRID)


def _field(feature: object, unit: DepthUnit) -> _Field:
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        raise DepthsRefused(DepthFault.NO_OUTLINE)
    kind, lists = feature["geometry"].get("type"), feature["geometry"].get("coordinates")
    if kind not in {"Polygon", "MultiPolygon"} or not isinstance(lists, list) or not lists:
        raise DepthsRefused(DepthFault.NO_OUTLINE)
    parts = tuple(_part(part) for part in ([lists] if kind == "Polygon" else lists))
    properties = feature.get("properties")
    told = properties if isinstance(properties, dict) else {}
    depths = {chance: depth_cm(told[chance.value], unit) for chance in Chance if told.get(chance.value) is not None}
    if not depths:
        raise DepthsRefused(DepthFault.NO_DEPTH)
    return _Field(parts, depths)


def _part(part: object) -> _Part:
    if not isinstance(part, list) or not part:
        raise DepthsRefused(DepthFault.NO_OUTLINE)
    return tuple(_ring(ring) for ring in part)


def _ring(ring: object) -> tuple[_Corner, ...]:
    if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
        raise DepthsRefused(DepthFault.NO_OUTLINE)
    return tuple(_corner(corner) for corner in ring)


def _corner(corner: object) -> _Corner:
    if not isinstance(corner, list) or len(corner) not in {2, 3} or not all(_is_number(value) for value in corner):
        raise DepthsRefused(DepthFault.NO_OUTLINE)
    return float(corner[0]), float(corner[1])


def depth_cm(value: Any, unit: DepthUnit) -> int:
    """In whole centimetres.

    Raises:
        DepthsRefused: it is no depth.
    """
    if not _is_number(value) or not 0 <= value * unit.in_cm <= DEEPEST_CM:
        raise DepthsRefused(DepthFault.NOT_A_DEPTH)
    return round(float(value) * unit.in_cm)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    # A whole number of a thousand digits is no float; JSON may hold one, and NaN as Python reads it.
    return abs(value) < 1e12 and math.isfinite(value)
