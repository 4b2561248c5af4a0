"""Sizes, distances and what lies inside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.portal.core.geo.measures import area_ha, box_of, distance_m, in_parts
from weerbaar.portal.core.geo.rijksdriehoek import to_wgs84


def square(x: float, y: float, side: float) -> tuple[tuple[float, float], ...]:
    """A square on the grid, metres from its south-western corner."""
    corners = ((x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y))
    return tuple(to_wgs84(*corner) for corner in corners)


BLOCK = (square(155_000, 463_000, 200), square(155_050, 463_050, 100))


def test_a_square_of_100_metres_is_one_hectare_anywhere_in_the_country() -> None:
    for x, y in ((155_000, 463_000), (30_000, 380_000), (260_000, 580_000)):
        assert area_ha([(square(x, y, 100),)]) == pytest.approx(1, rel=1e-3)


def test_holes_do_not_count_and_parts_add_up() -> None:
    assert area_ha([BLOCK]) == pytest.approx(3, rel=1e-3)
    assert area_ha([BLOCK, (square(157_000, 463_000, 100),)]) == pytest.approx(4, rel=1e-3)


def test_which_way_a_ring_turns_does_not_matter() -> None:
    ring = square(155_000, 463_000, 100)
    assert area_ha([(ring[::-1],)]) == pytest.approx(area_ha([(ring,)]))


def test_a_distance_is_in_metres() -> None:
    assert distance_m(to_wgs84(155_000, 463_000), to_wgs84(155_300, 463_400)) == pytest.approx(500, abs=0.5)


def test_what_lies_in_a_hole_or_outside_is_not_inside() -> None:
    inside, hole, outside = (to_wgs84(155_000 + at, 463_000 + at) for at in (25, 100, 225))
    assert [in_parts(point, [BLOCK]) for point in (inside, hole, outside)] == [True, False, False]


@given(st.floats(0, 400), st.floats(0, 400))
def test_two_squares_side_by_side_never_both_hold_a_point(east: float, north: float) -> None:
    point = to_wgs84(155_000 + east, 463_000 + north)
    left, right = (square(155_000, 463_000, 200),), (square(155_200, 463_000, 200),)
    assert not (in_parts(point, [left]) and in_parts(point, [right]))


def test_the_box_around_corners() -> None:
    assert box_of([(5.0, 52.0), (5.2, 51.9), (5.1, 52.3)]) == (5.0, 51.9, 5.2, 52.3)
    with pytest.raises(ValueError, match="unpack"):
        box_of([])
