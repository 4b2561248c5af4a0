"""The table of the fire brigade, by our layout."""

import pytest

from tests.portal.figures.files import FIRE
from weerbaar.portal.figures.reading.fire import read_fire
from weerbaar.portal.figures.reading.rows import Complaint, Reading, Row
from weerbaar.portal.figures.words import Fault


def read(text: str) -> Reading:
    return read_fire(text.encode(), this_year=2026)


def test_every_row_is_read_whatever_stands_beside_it() -> None:
    assert read(FIRE).rows == [
        Row("2023", "", "fire_building", 1),
        Row("2024", "", "fire_building", 2),
        Row("2024", "", "fire_alarm", 9),
    ]


def test_a_month_is_kept_and_the_column_may_be_absent() -> None:
    assert read("jaar;maand;soort;aantal\n2024;3;Buitenbrand;2\n").rows == [Row("2024-03", "", "fire_outside", 2)]
    assert read("jaar,soort,aantal\n2024,overig,2\n").rows == [Row("2024", "", "fire_other", 2)]


@pytest.mark.parametrize(
    ("row", "column", "fault"),
    [
        ("24;;gebouwbrand;1", "jaar", Fault.OTHER_PERIOD),
        ("2024;13;gebouwbrand;1", "maand", Fault.OTHER_PERIOD),
        ("2030;;gebouwbrand;1", "jaar", Fault.FUTURE),
        ("2024;;kampvuur;1", "soort", Fault.UNKNOWN_KIND),
        ("2024;;gebouwbrand;een", "aantal", Fault.NO_NUMBER),
        ("2024;;gebouwbrand", "", Fault.WRONG_WIDTH),
    ],
)
def test_a_wrong_row_is_named(row: str, column: str, fault: Fault) -> None:
    assert read(f"jaar;maand;soort;aantal\n{row}\n").complaints == [Complaint(2, column, fault)]


def test_a_row_that_is_there_twice_is_refused() -> None:
    assert read("jaar;soort;aantal\n2024;overig;1\n2024;overig;2\n").complaints == [Complaint(3, "", Fault.TWICE)]


def test_a_missing_column_is_named() -> None:
    assert read("jaar;soort\n2024;overig\n").complaints == [Complaint(1, "aantal", Fault.MISSING_COLUMN)]
