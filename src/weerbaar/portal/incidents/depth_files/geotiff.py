"""Reads depths from a GeoTIFF (OGC 19-008r4): one band, one chance, on the Dutch grid or in degrees."""

import io
import math
import struct
import warnings
from dataclasses import dataclass
from typing import Any

from PIL import Image, UnidentifiedImageError

from weerbaar.portal.core.geo.rijksdriehoek import to_rd
from weerbaar.portal.incidents.depth_files.depth_map import DEEPEST_CM, DepthGrid, DepthUnit
from weerbaar.portal.incidents.errors import DepthFault, DepthsRefused
from weerbaar.portal.incidents.words import Chance

MOST_POINTS = 25_000_000  # a hundred megabytes once it is open
# Tags: ModelPixelScale, ModelTiepoint, GeoKeyDirectory, and GDAL's own for "nothing known here".
_SCALE, _TIEPOINT, _KEYS, _NO_DATA = 33550, 33922, 34735, 42113
# Keys: GTRasterType (2: a value is of a point, not of a square), ProjectedCRS, GeodeticCRS.
_RASTER_TYPE, _PROJECTED, _GEODETIC = 1025, 3072, 2048
# What Pillow raises on a damaged file; found by damaging one, byte by byte.
_BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)
# One band of whole or broken numbers.
_MODES = {"L", "I", "F", "I;16", "I;16B", "I;16L"}


@dataclass(frozen=True)
class Raster:
    """A picture of depths. `left` and `top` are the outer corner of the first point, `step` its size, both of the grid."""

    picture: Image.Image
    chance: Chance
    unit: DepthUnit
    grid: DepthGrid
    left: float
    top: float
    step: tuple[float, float]
    no_data: float | None

    def at(self, longitude: float, latitude: float) -> dict[Chance, int]:
        """See `DepthMap`."""
        x, y = to_rd(longitude, latitude) if self.grid is DepthGrid.DUTCH else (longitude, latitude)
        column, row = (x - self.left) / self.step[0], (self.top - y) / self.step[1]
        if not (0 <= column < self.picture.width and 0 <= row < self.picture.height):
            return {}
        pixel = self.picture.getpixel((int(column), int(row)))
        value = float(pixel) if isinstance(pixel, int | float) else math.nan
        if not math.isfinite(value) or value == self.no_data or not 0 <= value * self.unit.in_cm <= DEEPEST_CM:
            return {}
        return {self.chance: round(value * self.unit.in_cm)}


def read_geotiff(data: bytes, unit: DepthUnit, chance: Chance) -> Raster:
    """The depths of a file, for one chance.

    Raises:
        DepthsRefused: it is no GeoTIFF with one band that says where it lies.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd tags that we do not read
            picture = Image.open(io.BytesIO(data), formats=["TIFF"])
            if picture.width * picture.height > MOST_POINTS:
                raise DepthsRefused(DepthFault.TOO_LARGE)
            if picture.mode not in _MODES or getattr(picture, "n_frames", 1) != 1:
                raise DepthsRefused(DepthFault.NOT_A_TIFF)
            tags: dict[int, Any] = dict(getattr(picture, "tag_v2", {}))
            picture.load()
    except _BROKEN as error:
        raise DepthsRefused(DepthFault.NOT_A_TIFF) from error
    keys = _keys(tags)
    grid = _grid(keys)
    scale, tie = _numbers(tags, _SCALE, 2), _numbers(tags, _TIEPOINT, 6)
    if min(scale) <= 0:
        raise DepthsRefused(DepthFault.NO_PLACE)
    # A value of a point stands in the middle of its square.
    half = 0.5 if keys.get(_RASTER_TYPE) == 2 else 0.0
    left, top = tie[3] - (tie[0] + half) * scale[0], tie[4] + (tie[1] + half) * scale[1]
    return Raster(picture, chance, unit, grid, left, top, (scale[0], scale[1]), _no_data(tags))


def _numbers(tags: dict[int, Any], tag: int, wanted: int) -> tuple[float, ...]:
    values = tags.get(tag)
    if not isinstance(values, tuple) or len(values) < wanted:
        raise DepthsRefused(DepthFault.NO_PLACE)
    numbers = tuple(
        float(value) for value in values[:wanted] if isinstance(value, int | float) and math.isfinite(value)
    )
    if len(numbers) < wanted:
        raise DepthsRefused(DepthFault.NO_PLACE)
    return numbers


def _keys(tags: dict[int, Any]) -> dict[int, int]:
    """The keys whose value stands in the directory itself: four numbers each, after a heading of four."""
    directory = tags.get(_KEYS)
    if not isinstance(directory, tuple) or len(directory) < 4:
        raise DepthsRefused(DepthFault.NO_PLACE)
    rows = (directory[at : at + 4] for at in range(4, len(directory) - 3, 4))
    return {row[0]: row[3] for row in rows if row[1] == 0}


def _grid(keys: dict[int, int]) -> DepthGrid:
    code = keys.get(_PROJECTED) or keys.get(_GEODETIC)
    try:
        return DepthGrid(str(code))
    except ValueError as error:
        raise DepthsRefused(DepthFault.OTHER_GRID) from error


def _no_data(tags: dict[int, Any]) -> float | None:
    try:
        return float(str(tags.get(_NO_DATA, "")).strip("\x00 "))
    except ValueError:
        return None
