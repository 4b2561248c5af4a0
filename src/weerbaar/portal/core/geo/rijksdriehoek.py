"""The Dutch grid (Rijksdriehoek, EPSG:28992, metres) and longitude and latitude (WGS 84, degrees), one into the other.

Source: F.H. Schreutelkamp and G.L. Strang van Hees, "Benaderingsformules voor de transformatie tussen RD- en WGS84-
kaartcoördinaten", Geodesia 2001-2. Their polynomials are within 0.25 m of the exact transformation on land. An outline for a
meeting needs no more; a boundary for the land registry would need RDNAPTRANS.
"""

from collections.abc import Sequence
from typing import TypeAlias

# The tower of Our Lady in Amersfoort, where the grid begins.
_X0, _Y0 = 155_000.0, 463_000.0
_LATITUDE0, _LONGITUDE0 = 52.15517440, 5.38720621

_Terms: TypeAlias = Sequence[tuple[int, int, float]]

# Each term: power of the first difference, power of the second, factor.
_TO_LATITUDE: _Terms = (
    (0, 1, 3235.65389),
    (2, 0, -32.58297),
    (0, 2, -0.24750),
    (2, 1, -0.84978),
    (0, 3, -0.06550),
    (2, 2, -0.01709),
    (1, 0, -0.00738),
    (4, 0, 0.00530),
    (2, 3, -0.00039),
    (4, 1, 0.00033),
    (1, 1, -0.00012),
)
_TO_LONGITUDE: _Terms = (
    (1, 0, 5260.52916),
    (1, 1, 105.94684),
    (1, 2, 2.45656),
    (3, 0, -0.81885),
    (1, 3, 0.05594),
    (3, 1, -0.05607),
    (0, 1, 0.01199),
    (3, 2, -0.00256),
    (1, 4, 0.00128),
    (0, 2, 0.00022),
    (2, 0, -0.00022),
    (5, 0, 0.00026),
)
_TO_X: _Terms = (
    (0, 1, 190094.945),
    (1, 1, -11832.228),
    (2, 1, -114.221),
    (0, 3, -32.391),
    (1, 0, -0.705),
    (3, 1, -2.340),
    (1, 3, -0.608),
    (0, 2, -0.008),
    (2, 3, 0.148),
)
_TO_Y: _Terms = (
    (1, 0, 309056.544),
    (0, 2, 3638.893),
    (2, 0, 73.077),
    (1, 2, -157.984),
    (3, 0, 59.788),
    (0, 1, 0.433),
    (2, 2, -6.439),
    (1, 1, -0.032),
    (0, 4, 0.092),
    (1, 4, -0.054),
)


def to_rd(longitude: float, latitude: float) -> tuple[float, float]:
    """x and y in metres. Outside the Netherlands the answer means nothing."""
    north, east = 0.36 * (latitude - _LATITUDE0), 0.36 * (longitude - _LONGITUDE0)
    return _X0 + _sum(_TO_X, north, east), _Y0 + _sum(_TO_Y, north, east)


def to_wgs84(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude in degrees, in the order of GeoJSON. Outside the Netherlands the answer means nothing."""
    east, north = (x - _X0) * 1e-5, (y - _Y0) * 1e-5
    return (
        _LONGITUDE0 + _sum(_TO_LONGITUDE, east, north) / 3600,
        _LATITUDE0 + _sum(_TO_LATITUDE, east, north) / 3600,
    )


def _sum(terms: _Terms, first: float, second: float) -> float:
    return sum(factor * first**one * second**two for one, two, factor in terms)
