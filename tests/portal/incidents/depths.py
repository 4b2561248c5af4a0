"""Files with depths of the tests: made here, about nowhere. They are synthetic; no map says this."""

import io
import json
from typing import Any

from PIL import Image, TiffImagePlugin

# Two squares on the Dutch grid, side by side, of a hundred metres.
WEST, EAST = (205_000.0, 375_000.0), (205_100.0, 375_000.0)
SIDE = 100.0


def square(corner: tuple[float, float]) -> list[list[list[float]]]:
    """The coordinates of a square polygon."""
    x, y = corner
    return [[[x, y], [x + SIDE, y], [x + SIDE, y + SIDE], [x, y + SIDE], [x, y]]]


def feature(corner: tuple[float, float], **depths: Any) -> dict[str, Any]:
    """One outline with its depths."""
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": square(corner)},
        "properties": depths,
    }


def geojson(*features: Any, crs: str = "urn:ogc:def:crs:EPSG::28992", **more: Any) -> bytes:
    """A file of them."""
    whole: dict[str, Any] = {"type": "FeatureCollection", "features": list(features), **more}
    if crs:
        whole["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(whole).encode()


def geotiff(
    rows: list[list[float]],
    *,
    grid: int = 28992,
    step: float = SIDE,
    corner: tuple[float, float] = (205_000.0, 375_100.0),
    no_data: str = "-9999",
    of_points: bool = False,
    tags: bool = True,
    key: int = 3072,
) -> bytes:
    """A picture of depths: `corner` is its upper left."""
    picture = Image.new("F", (len(rows[0]), len(rows)))
    picture.putdata([value for row in rows for value in row])
    info = TiffImagePlugin.ImageFileDirectory_v2()
    if tags:
        info[33550] = (step, step, 0.0)
        info[33922] = (0.0, 0.0, 0.0, corner[0], corner[1], 0.0)
        info.tagtype[33550] = info.tagtype[33922] = 12
        info[34735] = (1, 1, 0, 2, 1025, 0, 1, 2 if of_points else 1, key, 0, 1, grid)
        info.tagtype[34735] = 3
        info[42113] = no_data
        info.tagtype[42113] = 2
    into = io.BytesIO()
    picture.save(into, "TIFF", tiffinfo=info)
    return into.getvalue()
