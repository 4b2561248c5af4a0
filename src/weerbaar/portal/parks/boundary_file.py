"""Reads the outline of an area from a GeoJSON file, or from a list of corners as people type it. Pure."""

import json
import re
from dataclasses import dataclass, field

from weerbaar.portal.core.geo.rijksdriehoek import to_wgs84
from weerbaar.portal.core.geo.shapes import BadShape, Shape, ShapeFault, read_shape, shape_of
from weerbaar.portal.parks.errors import BoundaryFault, BoundaryRefused

MOST_BYTES = 2_000_000
# Fields of the register of business parks (IBIS) that say which park and which edition it is.
SOURCE_FIELDS = ("RIN_NUMMER", "PLAN_NAAM", "JAAR")
_LONGEST = 120
# Longitude and latitude is what GeoJSON means when it says nothing (RFC 7946, section 4).
_WGS84 = re.compile(r"(?:CRS:?84|EPSG:{1,2}4326)\Z", re.IGNORECASE)
_RD = re.compile(r"EPSG:{1,2}28992\Z", re.IGNORECASE)
_NUMBER = r"(-?\d+(?:[.,]\d+)?)"
_CORNER = re.compile(rf"{_NUMBER}\s*(?:[;,\s]\s*){_NUMBER}\Z")


@dataclass(frozen=True, slots=True)
class BoundarySource:
    """Where an outline comes from: the name of the file and what it says of itself; all empty when it was drawn."""

    file: str = ""
    told: dict[str, str] = field(default_factory=dict)


def read_boundary(data: bytes, file: str = "") -> tuple[Shape, BoundarySource]:
    """The outline, all polygons of the file together, and what the first feature says of itself.

    Raises:
        BoundaryRefused: this is no file with an outline.
        BadShape: the outline is wrong; carries what, and where.
    """
    if len(data) > MOST_BYTES:
        raise BoundaryRefused(BoundaryFault.TOO_LARGE)
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BoundaryRefused(BoundaryFault.NO_JSON) from error
    if not isinstance(whole, dict):
        raise BoundaryRefused(BoundaryFault.NO_OUTLINE)
    features = _features(whole)
    parts = [part for feature in features for part in _parts(feature.get("geometry"))]
    if not parts:
        raise BoundaryRefused(BoundaryFault.NO_OUTLINE)
    if _is_rd(whole):
        parts = [_from_rd(part) for part in parts]
    told = features[0].get("properties")
    return shape_of(parts), BoundarySource(file[:_LONGEST], _told(told if isinstance(told, dict) else {}))


def read_corners(text: str) -> Shape:
    """The outline of corners, one a line: latitude and longitude, as maps show them. It is closed by itself.

    Raises:
        BadShape: a line is no corner, or the outline is wrong; `corner` is the line.
    """
    ring: list[object] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        found = _CORNER.match(line.strip())
        if found is None:
            raise BadShape(ShapeFault.NO_NUMBERS, 1, len(ring) + 1)
        latitude, longitude = (float(number.replace(",", ".")) for number in found.groups())
        ring.append([longitude, latitude])
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    return shape_of([[ring]])


def corners_text(geometry: object) -> str:
    """The same list for an outline of one ring; empty for any other, which such a list cannot hold."""
    try:
        rings = list(read_shape(geometry).rings)
    except BadShape:
        return ""
    if len(rings) != 1:
        return ""
    return "\n".join(f"{latitude:.6f}, {longitude:.6f}" for longitude, latitude in rings[0][:-1])


def _features(whole: dict[str, object]) -> list[dict[str, object]]:
    listed = whole.get("features")
    if whole.get("type") == "FeatureCollection" and isinstance(listed, list):
        return [feature for feature in listed if isinstance(feature, dict)] or [{}]
    return [whole] if whole.get("type") == "Feature" else [{"geometry": whole}]


def _parts(geometry: object) -> list[object]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    lists = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(lists, list):
        return []
    return {"Polygon": [lists], "MultiPolygon": lists}.get(str(kind), [])


def _is_rd(whole: dict[str, object]) -> bool:
    crs = whole.get("crs")
    if crs is None:
        return False
    told = crs.get("properties") if isinstance(crs, dict) else None
    name = str(told.get("name", "")) if isinstance(told, dict) else ""
    if _RD.search(name):
        return True
    if _WGS84.search(name):
        return False
    raise BoundaryRefused(BoundaryFault.UNKNOWN_CRS)


def _from_rd(part: object) -> object:
    """Corners that are no pair of numbers stay as they are: the outline is checked afterwards."""
    if not isinstance(part, list):
        return part
    return [[_corner(corner) for corner in ring] if isinstance(ring, list) else ring for ring in part]


def _corner(corner: object) -> object:
    if not isinstance(corner, list) or len(corner) < 2:
        return corner
    x, y = corner[0], corner[1]
    if not all(isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e7 for value in (x, y)):
        return corner
    return list(to_wgs84(float(x), float(y)))


def _told(properties: dict[str, object]) -> dict[str, str]:
    known = {str(name).upper(): value for name, value in properties.items() if isinstance(value, str | int | float)}
    return {name: str(known[name]).strip()[:_LONGEST] for name in SOURCE_FIELDS if str(known.get(name, "")).strip()}
