"""Accidents: two grids, three ways to write a point, and only what lies inside counts."""

import pytest

from tests.portal.figures.files import OUTLINE, accident_feature, accidents_json
from weerbaar.portal.core.geo.rijksdriehoek import to_rd
from weerbaar.portal.core.geo.shapes import read_shape
from weerbaar.portal.figures.reading.accidents import read_accidents
from weerbaar.portal.figures.reading.rows import Complaint, Reading, Row
from weerbaar.portal.figures.words import Fault

INSIDE, OUTSIDE = (5.4, 52.155), (5.5, 52.155)
PARTS = read_shape(OUTLINE).parts


def read(data: bytes) -> Reading:
    return read_accidents(data, PARTS, this_year=2026)


def test_what_lies_inside_counts_on_both_grids() -> None:
    features = [
        accident_feature(2023, "Letsel", list(INSIDE)),
        accident_feature(2023, "Letsel", list(to_rd(*INSIDE))),
        accident_feature(2024, "Dodelijk", list(OUTSIDE)),
    ]
    reading = read(accidents_json(features))
    assert reading.complaints == []
    assert reading.left_out == 1
    assert Row("2023", "", "accident_injury", 2) in reading.rows
    assert [(spot.year, round(spot.longitude, 4)) for spot in reading.spots] == [("2023", 5.4), ("2023", 5.4)]


def test_a_year_in_the_file_without_an_accident_inside_is_zero_and_another_year_is_unknown() -> None:
    rows = read(accidents_json([accident_feature(2024, "Dodelijk", list(OUTSIDE))])).rows
    assert rows == [Row("2024", "", "accident_fatal", 0)]


@pytest.mark.parametrize(
    ("heading", "point"),
    [
        ("x_rd;y_rd", "{x:.1f};{y:.1f}"),
        ("X;Y", "{x:.1f};{y:.1f}"),
        ("lon;lat", "5.4;52.155"),
        ("lon;lat", "5,4;52,155"),
        ("shape", "POINT ({x:.1f} {y:.1f})"),
        ("geometry", "SRID=28992;POINT({x:.1f} {y:.1f})"),
    ],
)
def test_a_table_may_write_its_points_in_several_ways(heading: str, point: str) -> None:
    x, y = to_rd(*INSIDE)
    cell = point.format(x=x, y=y)
    quoted = f'"{cell}"' if "POINT" in cell else cell
    text = f"jaar_ongeval;verkeersongeval_afloop;{heading}\n2024;Uitsluitend materiële schade;{quoted}\n"
    assert read(text.encode("cp1252")).rows == [Row("2024", "", "accident_damage", 1)]


@pytest.mark.parametrize(
    ("feature", "column", "fault"),
    [
        (accident_feature(2024, "Letsel", [600_000.0, 6_800_000.0]), "", Fault.OUTSIDE),
        (accident_feature(2024, "Letsel", [52.155, 5.4]), "", Fault.OUTSIDE),
        (accident_feature(2024, "Letsel", []), "", Fault.NO_POINT),
        (accident_feature(2024, "Letsel", ["a", "b"]), "", Fault.NO_POINT),
        (accident_feature(2024, "Onbekend", list(INSIDE)), "verkeersongeval_afloop", Fault.UNKNOWN_KIND),
        (accident_feature(None, "Letsel", list(INSIDE)), "jaar_ongeval", Fault.OTHER_PERIOD),
        (accident_feature(2030, "Letsel", list(INSIDE)), "jaar_ongeval", Fault.FUTURE),
        ({"type": "Feature"}, "", Fault.WRONG_WIDTH),
    ],
)
def test_a_wrong_accident_is_named(feature: dict[str, object], column: str, fault: Fault) -> None:
    assert read(accidents_json([feature])).complaints == [Complaint(1, column, fault)]


def test_an_accident_that_is_there_twice_is_refused() -> None:
    twice = [accident_feature(2024, "Letsel", list(INSIDE), "2024001")] * 2
    assert read(accidents_json(twice)).complaints == [Complaint(2, "verkeersongeval_nummer", Fault.TWICE)]


def test_without_an_outline_nothing_can_be_read() -> None:
    reading = read_accidents(accidents_json([accident_feature(2024, "Letsel", list(INSIDE))]), (), this_year=2026)
    assert reading.complaints == [Complaint(0, "", Fault.NO_BOUNDARY)]


@pytest.mark.parametrize("data", [b'{"features": []}', b'{"type": "Feature"}', b"[]"])
def test_a_file_without_accidents_is_refused(data: bytes) -> None:
    assert read(data).complaints == [Complaint(0, "", Fault.NO_ROWS)]
