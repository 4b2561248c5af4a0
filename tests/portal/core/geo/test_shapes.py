"""An outline is read as it is written, or refused with what is wrong and where."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.portal.core.geo.shapes import MOST_CORNERS, BadShape, Shape, ShapeFault, read_shape

SQUARE = [[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.1], [5.0, 52.0]]
HOLE = [[5.02, 52.02], [5.04, 52.02], [5.04, 52.04], [5.02, 52.02]]
BOW_TIE = [[5.0, 52.0], [5.1, 52.1], [5.1, 52.0], [5.0, 52.1], [5.0, 52.0]]
TOUCHES_ITSELF = [[5.0, 52.0], [5.1, 52.0], [5.05, 52.05], [5.1, 52.1], [5.0, 52.1], [5.05, 52.05], [5.0, 52.0]]
SPIKE = [[5.0, 52.0], [5.1, 52.0], [5.2, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.0]]
LINE = [[5.0, 52.0], [5.1, 52.0], [5.2, 52.0], [5.0, 52.0]]


def polygon(*rings: object) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": list(rings)}


def circle(corners: int) -> list[list[float]]:
    ring = [
        [5 + 0.1 * math.cos(2 * math.pi * at / corners), 52 + 0.1 * math.sin(2 * math.pi * at / corners)]
        for at in range(corners)
    ]
    return [*ring, ring[0]]


def fault(geometry: object) -> tuple[ShapeFault, int, int]:
    with pytest.raises(BadShape) as refused:
        read_shape(geometry)
    return refused.value.fault, refused.value.ring, refused.value.corner


def test_a_polygon_with_a_hole_is_kept_as_it_was_written() -> None:
    assert read_shape(polygon(SQUARE, HOLE)).geojson() == polygon(SQUARE, HOLE)
    assert read_shape(polygon(SQUARE, HOLE)).corners == 7


def test_parts_beside_each_other_are_one_outline_that_may_share_a_corner() -> None:
    beside = [[5.1, 52.1], [5.2, 52.1], [5.2, 52.2], [5.1, 52.1]]
    both = {"type": "MultiPolygon", "coordinates": [[SQUARE], [beside]]}
    assert read_shape(both).geojson() == both


def test_heights_and_doubled_corners_are_left_out() -> None:
    doubled = [[*corner, 3.5] for corner in SQUARE[:2]] + [[*corner, 3.5] for corner in SQUARE[1:]]
    assert read_shape(polygon(doubled)).geojson() == polygon(SQUARE)


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        (None, (ShapeFault.NO_OUTLINE, 0, 0)),
        ({"type": "Point", "coordinates": [5, 52]}, (ShapeFault.NO_OUTLINE, 0, 0)),
        ({"type": "Polygon", "coordinates": []}, (ShapeFault.NO_OUTLINE, 0, 0)),
        (polygon([[5, 52], ["5", 52], [5, 53], [5, 52]]), (ShapeFault.NO_NUMBERS, 1, 2)),
        (polygon([[5, 52], [math.nan, 52], [5, 53], [5, 52]]), (ShapeFault.NO_NUMBERS, 1, 2)),
        (polygon([[5, 52], [10**400, 52], [5, 53], [5, 52]]), (ShapeFault.NO_NUMBERS, 1, 2)),
        (polygon([[5, 52], [True, 52], [5, 53], [5, 52]]), (ShapeFault.NO_NUMBERS, 1, 2)),
        (polygon(SQUARE[:4]), (ShapeFault.NOT_CLOSED, 1, 4)),
        (polygon(SQUARE[:2] + SQUARE[:1]), (ShapeFault.TOO_FEW_CORNERS, 1, 0)),
        (polygon([[52.0, 5.0], [52.1, 5.0], [52.1, 5.1], [52.0, 5.0]]), (ShapeFault.OUTSIDE, 1, 1)),
        (polygon(SQUARE, [[5.2, 52.2], [5.3, 52.2], [5.3, 52.3], [5.2, 52.2]]), (ShapeFault.HOLE_OUTSIDE, 2, 0)),
    ],
)
def test_what_is_wrong_is_said_with_its_place(geometry: object, said: tuple[ShapeFault, int, int]) -> None:
    assert fault(geometry) == said


@pytest.mark.parametrize("ring", [BOW_TIE, TOUCHES_ITSELF, SPIKE, LINE])
def test_a_ring_that_crosses_touches_or_folds_back_is_refused(ring: list[list[float]]) -> None:
    assert fault(polygon(ring))[0] is ShapeFault.CROSSES


def test_a_hole_that_crosses_the_outside_is_refused() -> None:
    assert fault(polygon(SQUARE, [[5.05, 52.05], [5.2, 52.05], [5.05, 52.06], [5.05, 52.05]]))[0] is ShapeFault.CROSSES


def test_the_most_corners_are_taken_in_a_second_and_one_more_is_refused() -> None:
    started = time.process_time()
    assert read_shape(polygon(circle(MOST_CORNERS))).corners == MOST_CORNERS
    assert time.process_time() - started < 1
    assert fault(polygon(circle(MOST_CORNERS + 1)))[0] is ShapeFault.TOO_MANY_CORNERS
    halves = [[circle(MOST_CORNERS // 2)], [circle(MOST_CORNERS // 2 + 1)]]
    assert fault({"type": "MultiPolygon", "coordinates": halves})[0] is ShapeFault.TOO_MANY_CORNERS


@given(st.lists(st.tuples(st.floats(5, 6), st.floats(52, 53)), min_size=3, max_size=12, unique=True))
def test_what_is_read_once_is_read_the_same_again(corners: list[tuple[float, float]]) -> None:
    ring = [list(corner) for corner in [*corners, corners[0]]]
    try:
        shape = read_shape(polygon(ring))
    except BadShape:
        return
    assert isinstance(shape, Shape)
    assert read_shape(shape.geojson()) == shape
