"""The Dutch grid against control points of the published article, and there and back."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.portal.core.geo.rijksdriehoek import to_rd, to_wgs84

# x, y, longitude, latitude: the towers of Amersfoort, Amsterdam (Westertoren) and Groningen (Martinitoren).
TOWERS = (
    (155_000.000, 463_000.000, 5.38720621, 52.15517440),
    (120_700.723, 487_525.501, 4.88352559, 52.37453253),
    (233_883.131, 582_065.167, 6.56820053, 53.21938317),
)


@pytest.mark.parametrize(("x", "y", "longitude", "latitude"), TOWERS)
def test_a_tower_on_the_grid_stands_where_it_stands_on_the_globe(
    x: float, y: float, longitude: float, latitude: float
) -> None:
    assert math.dist(to_rd(longitude, latitude), (x, y)) < 0.25
    found = to_wgs84(x, y)
    # A hundred-thousandth of a degree is 1.1 m to the north and 0.7 m to the east.
    assert found == pytest.approx((longitude, latitude), abs=4e-6)


@given(st.floats(20_000, 280_000), st.floats(310_000, 620_000))
def test_there_and_back_stays_within_half_a_metre(x: float, y: float) -> None:
    assert math.dist(to_rd(*to_wgs84(x, y)), (x, y)) < 0.5
