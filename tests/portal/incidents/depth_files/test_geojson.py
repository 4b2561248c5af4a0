"""Depths from GeoJSON: both grids, both units, overlaps, and every wrong feature by its number."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.portal.incidents.depths import EAST, WEST, feature, geojson, square
from weerbaar.portal.core.geo.rijksdriehoek import to_wgs84
from weerbaar.portal.incidents.depth_files.depth_map import DepthUnit
from weerbaar.portal.incidents.depth_files.geojson import read_geojson
from weerbaar.portal.incidents.errors import DepthFault, DepthsRefused
from weerbaar.portal.incidents.words import Chance

CM, M = DepthUnit.CENTIMETRES, DepthUnit.METRES


def inside(corner: tuple[float, float]) -> tuple[float, float]:
    return to_wgs84(corner[0] + 50, corner[1] + 50)


def test_a_plot_gets_the_depths_of_the_outline_that_it_lies_in() -> None:
    depths = read_geojson(geojson(feature(WEST, T10=0, T100=30), feature(EAST, T1000=250)), CM)
    assert depths.at(*inside(WEST)) == {Chance.T10: 0, Chance.T100: 30}
    assert depths.at(*inside(EAST)) == {Chance.T1000: 250}
    assert depths.at(*inside((206_000.0, 375_000.0))) == {}


def test_metres_become_centimetres_and_the_deepest_of_two_counts() -> None:
    depths = read_geojson(geojson(feature(WEST, T100=0.34), feature(WEST, T100=1.2), feature(WEST, T100=0.5)), M)
    assert depths.at(*inside(WEST)) == {Chance.T100: 120}


def test_without_a_grid_places_are_longitude_and_latitude() -> None:
    corners = [list(to_wgs84(x, y)) for x, y in square(WEST)[0]]
    made = feature(WEST, T10=10)
    made["geometry"] = {"type": "MultiPolygon", "coordinates": [[corners]]}
    assert read_geojson(geojson(made, crs=""), CM).at(*inside(WEST)) == {Chance.T10: 10}


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"no json", DepthFault.NOT_JSON),
        (b"\xff\xfe", DepthFault.NOT_JSON),
        (b"[" * 100_000, DepthFault.NOT_JSON),
        (b"[]", DepthFault.NOT_A_COLLECTION),
        (geojson(), DepthFault.EMPTY),
        (geojson(feature(WEST, T10=1), crs="urn:ogc:def:crs:EPSG::25831"), DepthFault.OTHER_GRID),
        (geojson(feature(WEST, T10=1), crs="28992"), DepthFault.OTHER_GRID),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(data: bytes, fault: DepthFault) -> None:
    with pytest.raises(DepthsRefused) as refused:
        read_geojson(data, CM)
    assert (refused.value.fault, refused.value.rows) == (fault, ())


def broken(**change: Any) -> dict[str, Any]:
    return {**feature(WEST, T10=1), **change}


def test_each_wrong_feature_is_named_and_nothing_is_taken() -> None:
    right = feature(WEST, T10=5)
    wrong = [
        feature(WEST),
        feature(WEST, T10="30"),
        feature(WEST, T10=-1),
        feature(WEST, T10=2001),
        feature(WEST, T10=True),
        broken(geometry=None),
        broken(geometry={"type": "Point", "coordinates": [1, 2]}),
        broken(geometry={"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}),
        broken(geometry={"type": "Polygon", "coordinates": [[[0, 0], [1, "a"], [1, 1], [0, 0]]]}),
    ]
    with pytest.raises(DepthsRefused) as refused:
        read_geojson(geojson(right, *wrong), CM)
    depth, outline = DepthFault.NOT_A_DEPTH, DepthFault.NO_OUTLINE
    assert refused.value.rows == (
        (2, DepthFault.NO_DEPTH),
        (3, depth),
        (4, depth),
        (5, depth),
        (6, depth),
        (7, outline),
        (8, outline),
        (9, outline),
        (10, outline),
    )


def test_metres_that_are_centimetres_are_found_by_their_depth() -> None:
    with pytest.raises(DepthsRefused) as refused:
        read_geojson(geojson(feature(WEST, T10=30)), M)
    assert refused.value.fault is DepthFault.NOT_A_DEPTH


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.text() | st.floats(), st.lists).map(lambda x: repr(x).encode())
)
def test_nonsense_is_refused_and_breaks_nothing(data: bytes) -> None:
    with pytest.raises(DepthsRefused):
        read_geojson(data, CM)


def test_the_example_in_the_documentation_is_read_and_says_that_it_is_made_up() -> None:
    data = (Path(__file__).parents[4] / "docs" / "reference" / "depths-synthetic.geojson").read_bytes()
    depths = read_geojson(data, CM)
    assert "Made-up" in json.loads(data)["name"]
    assert depths.at(*inside(WEST)) == {Chance.T10: 0, Chance.T100: 34, Chance.T1000: 120}
    assert depths.at(*inside(EAST)) == {Chance.T100: 90, Chance.T1000: 210}
