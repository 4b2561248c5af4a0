"""The outline of an area, from a file or from typed corners."""

import json

import pytest

from weerbaar.portal.core.geo.measures import area_ha
from weerbaar.portal.core.geo.shapes import BadShape, ShapeFault
from weerbaar.portal.parks.boundary_file import MOST_BYTES, BoundarySource, corners_text, read_boundary, read_corners
from weerbaar.portal.parks.errors import BoundaryFault, BoundaryRefused

RING = [[5.38, 52.15], [5.39, 52.15], [5.39, 52.16], [5.38, 52.16], [5.38, 52.15]]
POLYGON = {"type": "Polygon", "coordinates": [RING]}
RD_RING = [[155000, 463000], [155700, 463000], [155700, 463700], [155000, 463700], [155000, 463000]]
RD = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
IBIS = {"RIN_NUMMER": 30412, "PLAN_NAAM": " Meeuwenwaard ", "JAAR": 2026, "OPP": 48.2}


def file_of(whole: object) -> bytes:
    return json.dumps(whole).encode()


def collection(*features: object, **more: object) -> bytes:
    return file_of({"type": "FeatureCollection", "features": list(features), **more})


def refused(data: bytes) -> BoundaryFault:
    with pytest.raises(BoundaryRefused) as error:
        read_boundary(data)
    return error.value.fault


@pytest.mark.parametrize(
    "data",
    [
        file_of(POLYGON),
        b"\xef\xbb\xbf" + file_of({"type": "Feature", "properties": None, "geometry": POLYGON}),
        collection({"type": "Feature", "properties": {}, "geometry": POLYGON}),
        collection(
            {"type": "Feature", "geometry": POLYGON},
            crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        ),
    ],
)
def test_an_outline_is_read_from_geometry_feature_and_collection(data: bytes) -> None:
    assert read_boundary(data)[0].geojson() == POLYGON


def test_the_fields_of_the_register_are_kept_as_source() -> None:
    _, source = read_boundary(collection({"type": "Feature", "properties": IBIS, "geometry": POLYGON}), "ibis.json")
    assert source == BoundarySource("ibis.json", {"RIN_NUMMER": "30412", "PLAN_NAAM": "Meeuwenwaard", "JAAR": "2026"})


def test_the_dutch_grid_is_read_where_the_file_says_so() -> None:
    shape, _ = read_boundary(file_of({"type": "Polygon", "coordinates": [RD_RING], "crs": RD}))
    assert area_ha(shape.parts) == pytest.approx(49, rel=1e-3)
    with pytest.raises(BadShape) as error:
        read_boundary(file_of({"type": "Polygon", "coordinates": [RD_RING]}))
    assert error.value.fault is ShapeFault.OUTSIDE


def test_all_polygons_of_a_file_are_one_outline() -> None:
    east = {"type": "Polygon", "coordinates": [[[lon + 0.02, lat] for lon, lat in RING]]}
    shape, _ = read_boundary(collection({"geometry": POLYGON}, {"geometry": east}, {"geometry": None}))
    assert len(shape.parts) == 2


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"x" * (MOST_BYTES + 1), BoundaryFault.TOO_LARGE),
        (b"\xff\xfe", BoundaryFault.NO_JSON),
        (b"[" * 100_000, BoundaryFault.NO_JSON),
        (b"[]", BoundaryFault.NO_OUTLINE),
        (collection(), BoundaryFault.NO_OUTLINE),
        (file_of({"type": "LineString", "coordinates": RING}), BoundaryFault.NO_OUTLINE),
        (file_of({**POLYGON, "crs": {"properties": {"name": "EPSG:3857"}}}), BoundaryFault.UNKNOWN_CRS),
        (file_of({**POLYGON, "crs": "RD"}), BoundaryFault.UNKNOWN_CRS),
    ],
)
def test_what_is_no_outline_is_refused_with_its_reason(data: bytes, fault: BoundaryFault) -> None:
    assert refused(data) is fault


@pytest.mark.parametrize("data", [{"type": "Polygon", "coordinates": 7}, {"type": "Polygon", "coordinates": ["x", 3]}])
def test_strange_files_are_refused_and_never_break(data: dict[str, object]) -> None:
    for crs in ({}, {"crs": RD}):
        with pytest.raises((BoundaryRefused, BadShape)):
            read_boundary(file_of({**data, **crs}))


def test_typed_corners_are_latitude_and_longitude_and_close_by_themselves() -> None:
    text = "52.15, 5.38\n52,15 5,39\n\n52.16;5.39\n52.16, 5.38"
    assert read_corners(text).geojson() == POLYGON


def test_a_line_that_is_no_corner_is_named() -> None:
    with pytest.raises(BadShape) as error:
        read_corners("52.15, 5.38\nbij de brug")
    assert (error.value.fault, error.value.corner) == (ShapeFault.NO_NUMBERS, 2)


def test_an_outline_becomes_the_list_that_it_can_be_typed_as() -> None:
    assert read_corners(corners_text(POLYGON)).geojson() == POLYGON
    assert (
        corners_text({"type": "MultiPolygon", "coordinates": [[RING], [[[lon + 0.02, lat] for lon, lat in RING]]]})
        == ""
    )
    assert corners_text(None) == ""
