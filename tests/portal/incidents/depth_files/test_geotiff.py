"""Depths from a GeoTIFF: both grids, points and squares, nothing known, and what is no GeoTIFF."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.portal.incidents.depths import EAST, WEST, geotiff
from weerbaar.portal.core.geo.rijksdriehoek import to_wgs84
from weerbaar.portal.incidents.depth_files.depth_map import DepthUnit
from weerbaar.portal.incidents.depth_files.geotiff import read_geotiff
from weerbaar.portal.incidents.errors import DepthFault, DepthsRefused
from weerbaar.portal.incidents.words import Chance

CM, M = DepthUnit.CENTIMETRES, DepthUnit.METRES


def read(data: bytes, corner: tuple[float, float], unit: DepthUnit = M) -> dict[Chance, int]:
    return read_geotiff(data, unit, Chance.T100).at(*to_wgs84(corner[0] + 50, corner[1] + 50))


def test_a_plot_gets_the_value_of_the_square_that_it_lies_in() -> None:
    data = geotiff([[0.34, 1.5]])
    assert read(data, WEST) == {Chance.T100: 34}
    assert read(data, EAST) == {Chance.T100: 150}
    assert read(data, (205_200.0, 375_000.0)) == {}
    assert read(data, (205_000.0, 375_100.0)) == {}


def test_values_of_points_stand_in_the_middle_of_their_square() -> None:
    data = geotiff([[1.0, 2.0]], of_points=True, corner=(205_050.0, 375_050.0))
    assert (read(data, WEST), read(data, EAST)) == ({Chance.T100: 100}, {Chance.T100: 200})


def test_where_nothing_is_known_nothing_is_told() -> None:
    data = geotiff([[-9999.0, float("nan")]])
    assert (read(data, WEST), read(data, EAST)) == ({}, {})


def test_degrees_are_read_too_and_centimetres_stay_so() -> None:
    longitude, latitude = to_wgs84(*WEST)
    data = geotiff([[34.0]], grid=4326, key=2048, step=0.01, corner=(longitude - 0.005, latitude + 0.005))
    assert read(data, WEST, CM) == {Chance.T100: 34}


def colours() -> bytes:
    into = io.BytesIO()
    Image.new("RGB", (2, 2)).save(into, "TIFF")
    return into.getvalue()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"II*\x00 and no more", DepthFault.NOT_A_TIFF),
        (colours(), DepthFault.NOT_A_TIFF),
        (geotiff([[1.0]], tags=False), DepthFault.NO_PLACE),
        (geotiff([[1.0]], step=-1.0), DepthFault.NO_PLACE),
        (geotiff([[1.0]], grid=25831), DepthFault.OTHER_GRID),
    ],
)
def test_what_is_no_map_of_depths_is_refused(data: bytes, fault: DepthFault) -> None:
    with pytest.raises(DepthsRefused) as refused:
        read_geotiff(data, M, Chance.T10)
    assert refused.value.fault is fault


WHOLE = geotiff([[0.1, 0.2], [0.3, 0.4]])


@settings(max_examples=150)
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.integers(0, len(WHOLE)))
def test_a_damaged_file_is_read_or_refused_and_breaks_nothing(place: int, value: int, end: int) -> None:
    damaged = bytearray(WHOLE)
    damaged[place] = value
    for data in (bytes(damaged), WHOLE[:end]):
        try:
            depths = read_geotiff(data, M, Chance.T10)
        except DepthsRefused:
            continue
        assert all(0 <= depth <= 2000 for depth in depths.at(*to_wgs84(205_050, 375_050)).values())
