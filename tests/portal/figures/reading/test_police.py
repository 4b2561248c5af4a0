"""The tables of the police: padded keys, two shapes of file, provisional years, and every row that is wrong."""

import pytest

from tests.portal.figures.files import HOME, NEXT_DOOR, POLICE_HEADING, Cells, police_csv, police_json, two_years
from weerbaar.portal.figures.reading.police import read_police
from weerbaar.portal.figures.reading.rows import MOST_BYTES, MOST_ROWS, Complaint, Reading, Row
from weerbaar.portal.figures.words import Fault


def read(data: bytes, *, by_month: bool = False, provisional_from: int = 2024) -> Reading:
    return read_police(data, [HOME], by_month=by_month, this_year=2026, provisional_from=provisional_from)


@pytest.mark.parametrize("write", [police_csv, police_json])
def test_padded_keys_are_stripped_and_late_years_are_provisional(write: type) -> None:
    reading = read(write(two_years()))
    assert reading.complaints == []
    assert Row("2023", HOME, "2.5.1", 12) in reading.rows
    assert Row("2024", HOME, "2.5.1", 15, is_provisional=True) in reading.rows


def test_csv_and_json_say_the_same() -> None:
    assert read(police_csv(two_years())).rows == read(police_json(two_years())).rows


def test_rows_about_elsewhere_are_left_out_and_counted() -> None:
    reading = read(police_csv([*two_years(), *two_years(code=NEXT_DOOR), ("0.0.0", "GM9999", "2024JJ00", 9000)]))
    assert {row.place for row in reading.rows} == {HOME}
    assert reading.left_out == 7


def test_a_file_without_a_row_about_the_area_says_so() -> None:
    assert read(police_csv(two_years(code=NEXT_DOOR))).complaints == [Complaint(0, "", Fault.NOTHING_HERE)]


def test_without_codes_nothing_can_be_read() -> None:
    found = read_police(police_csv(two_years()), [], by_month=False, this_year=2026, provisional_from=2026)
    assert found.complaints[0].fault is Fault.NO_CODES


def test_a_star_or_a_status_makes_a_period_provisional() -> None:
    heading = POLICE_HEADING + ';"Status"'
    years = ("2020JJ00*;3;", "2021JJ00;3;Nader voorlopig", "2022JJ00;3;Definitief")
    text = "\n".join([heading, *(f"1;2.5.1;{HOME};{year}" for year in years)])
    assert [row.is_provisional for row in read(text.encode()).rows] == [True, True, False]


def test_months_are_read_from_the_monthly_table_only() -> None:
    monthly = police_csv([("2.5.1", HOME, "2024MM03", 2)])
    assert read(monthly, by_month=True).rows == [Row("2024-03", HOME, "2.5.1", 2, is_provisional=True)]
    assert read(monthly).complaints == [Complaint(2, "Perioden", Fault.OTHER_PERIOD)]
    assert read(police_csv(two_years()), by_month=True).complaints[0].fault is Fault.OTHER_PERIOD


@pytest.mark.parametrize("nothing", ["", ".", "null"])
def test_what_the_source_does_not_say_is_unknown_and_not_zero(nothing: str) -> None:
    assert read(police_csv([("2.5.1", HOME, "2024JJ00", nothing)])).rows[0].number is None


@pytest.mark.parametrize(
    ("cells", "column", "fault"),
    [
        (("2.5.1", HOME, "2024JJ00", "-3"), "GeregistreerdeMisdrijven_1", Fault.NO_NUMBER),
        (("2.5.1", HOME, "2024JJ00", "veel"), "GeregistreerdeMisdrijven_1", Fault.NO_NUMBER),
        (("2.5.1", HOME, "2024JJ00", "1.5"), "GeregistreerdeMisdrijven_1", Fault.NO_NUMBER),
        (("2.5.1", HOME, "2024JJ00", "1000001"), "GeregistreerdeMisdrijven_1", Fault.NO_NUMBER),
        (("2.5.1", HOME, "2031JJ00", "3"), "Perioden", Fault.FUTURE),
        (("2.5.1", HOME, "1812JJ00", "3"), "Perioden", Fault.OTHER_PERIOD),
        (("2.5.1", HOME, "2024KW01", "3"), "Perioden", Fault.OTHER_PERIOD),
        (("inbraak", HOME, "2024JJ00", "3"), "SoortMisdrijf", Fault.UNKNOWN_KIND),
        (("2.5.1", "Havenweg", "2024JJ00", "3"), "WijkenEnBuurten", Fault.UNKNOWN_PLACE),
    ],
)
@pytest.mark.parametrize("write", [police_csv, police_json])
def test_a_wrong_row_is_named_by_its_line_and_column(write: type, cells: Cells, column: str, fault: Fault) -> None:
    good = ("0.0.0", HOME, "2024JJ00", "3")
    line = 3 if write is police_csv else 2
    assert read(write([good, cells])).complaints == [Complaint(line, column, fault)]


def test_a_figure_that_is_there_twice_is_refused() -> None:
    row = ("2.5.1", HOME, "2024JJ00", 3)
    assert read(police_csv([row, row])).complaints == [Complaint(3, "", Fault.TWICE)]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_any_usual_separator_and_encoding_is_read(delimiter: str, encoding: str) -> None:
    text = police_csv(two_years()).decode().replace(";", delimiter) + f'9;"2.5.2";"{HOME}";"2024JJ00";4\r\n'.replace(
        ";", delimiter
    )
    labelled = text.replace('"ID"', '"ID é"')
    assert len(read(labelled.encode(encoding)).rows) == 7


def test_another_separator_is_a_missing_column() -> None:
    assert read(police_csv(two_years()).replace(b";", b"|").replace(b'"', b"")).complaints == [
        Complaint(1, "SoortMisdrijf", Fault.MISSING_COLUMN)
    ]


def test_a_row_of_another_width_is_refused() -> None:
    assert read(police_csv(two_years()) + b"1;2;3\r\n").complaints == [Complaint(8, "", Fault.WRONG_WIDTH)]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.MISSING_COLUMN),
        (b"\x00\x01", Fault.NO_TEXT),
        (b"\x81\x8d", Fault.NO_TEXT),
        (POLICE_HEADING.encode(), Fault.NO_ROWS),
        (b'{"value": []}', Fault.NO_ROWS),
        (b'{"value": 3}', Fault.NO_ROWS),
        (b'{"value": [', Fault.NO_TEXT),
        (b"[" * 100_000, Fault.NO_TEXT),
        (b'{"value": [NaN]}', Fault.NO_TEXT),
        (b'[{"SoortMisdrijf": 1}]', Fault.WRONG_WIDTH),
        (b" " * (MOST_BYTES + 1), Fault.TOO_LARGE),
        (b'{"value": [' + b"1," * MOST_ROWS + b"1]}", Fault.TOO_MANY_ROWS),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(data: bytes, fault: Fault) -> None:
    reading = read(data)
    assert [complaint.fault for complaint in reading.complaints] == [fault]
    assert reading.rows == []


def test_complaints_are_bounded() -> None:
    assert len(read(police_csv([("x", HOME, "2024JJ00", 1)] * 5000)).complaints) == 200
