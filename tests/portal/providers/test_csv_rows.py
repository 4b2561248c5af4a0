"""What files with providers and marks may hold, and what is said of each line that is not so."""

from datetime import date

import pytest

from weerbaar.portal.providers.csv_rows import (
    MARK_COLUMNS,
    MOST_BYTES,
    MOST_ROWS,
    PROVIDER_COLUMNS,
    Complaint,
    FileFault,
    read_marks,
    read_providers,
)
from weerbaar.portal.providers.errors import Fault

TODAY = date(2026, 11, 24)
GOOD = {
    "name": "Noorderzon ICT",
    "kvk_number": "12345678",
    "email": "hallo@noorderzon.example",
    "about": "Wij maken mail veilig.",
    "municipality": "Zwolle",
    "areas": "Kampen|Zwolle",
    "categories": "web|backup",
    "languages": "nl",
}
MARK = {"kvk_number": "12345678", "mark": "MK-CVNL", "holder": "Noorderzon ICT", "valid_until": "2027-01-31"}


def a_file(*rows: dict[str, str], columns: tuple[str, ...] = PROVIDER_COLUMNS, by: str = ",") -> bytes:
    lines = [by.join(columns), *(by.join(f'"{row.get(name, "")}"' for name in columns) for row in rows)]
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize("by", [",", ";", "\t"])
def test_a_good_file_is_read_however_it_is_separated(by: str) -> None:
    table = read_providers(b"\xef\xbb\xbf" + a_file(GOOD, by=by))

    assert table.complaints == []
    (row,) = table.rows
    assert (row.line, row.name, row.profile.areas, row.profile.categories) == (
        2,
        "Noorderzon ICT",
        ("kampen", "zwolle"),
        ("backup", "web"),
    )


def test_a_star_is_the_whole_country() -> None:
    profile = read_providers(a_file({**GOOD, "areas": "*"})).rows[0].profile
    assert (profile.everywhere, profile.areas) == (True, ())


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", FileFault.NO_ROWS),
        (a_file(), FileFault.NO_ROWS),
        (b"\xff\xfe\x00", FileFault.NO_TEXT),
        (b'name,"', FileFault.NO_TEXT),
        (b"x" * (MOST_BYTES + 1), FileFault.TOO_LARGE),
        (a_file(*[GOOD] * (MOST_ROWS + 1)), FileFault.TOO_MANY_ROWS),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole(data: bytes, fault: FileFault) -> None:
    table = read_providers(data)
    assert (list(table.rows), list(table.complaints)) == ([], [Complaint(0, "", fault)])


def test_missing_and_unknown_columns_are_named() -> None:
    columns = (*PROVIDER_COLUMNS[1:], "colour", "email")
    found = read_providers(a_file(GOOD, columns=columns)).complaints
    assert {(one.column, one.fault) for one in found} == {
        ("name", FileFault.MISSING_COLUMN),
        ("colour", FileFault.UNKNOWN_COLUMN),
        ("email", FileFault.UNKNOWN_COLUMN),
    }


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("name", "", Fault.MISSING),
        ("email", "", Fault.MISSING),
        ("email", "hallo", Fault.BAD_EMAIL),
        ("kvk_number", "123", Fault.UNKNOWN),
        ("municipality", "Sesamstraat", Fault.UNKNOWN),
        ("areas", "Kampen|Sesamstraat", Fault.UNKNOWN),
        ("categories", "none", Fault.UNKNOWN),
        ("sizes", "3", Fault.UNKNOWN),
    ],
)
def test_each_mistake_is_said_at_its_line_and_column(column: str, value: str, fault: Fault) -> None:
    second = {**GOOD, "email": "b@b.example", column: value}
    assert read_providers(a_file(GOOD, second)).complaints == [Complaint(3, column, fault)]


def test_the_same_provider_twice_is_a_mistake() -> None:
    assert read_providers(a_file(GOOD, GOOD)).complaints == [Complaint(3, "", Fault.TAKEN)]


def test_a_row_that_is_too_wide_is_a_mistake() -> None:
    data = a_file(GOOD) + b"\r\nmore" + b"," * len(PROVIDER_COLUMNS)
    assert read_providers(data).complaints == [Complaint(3, "", FileFault.WRONG_WIDTH)]


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("mark", "MK-NOTHING", Fault.UNKNOWN),
        ("kvk_number", "", Fault.UNKNOWN),
        ("valid_until", "2026-11-23", Fault.BAD_DAY),
        ("valid_until", "31-01-2027", Fault.UNKNOWN),
        ("holder", "", Fault.MISSING),
    ],
)
def test_marks_are_checked_the_same_way(column: str, value: str, fault: Fault) -> None:
    table = read_marks(a_file({**MARK, column: value}, columns=MARK_COLUMNS), ["MK-CVNL"], TODAY)
    assert table.complaints == [Complaint(2, column, fault)]


def test_a_good_mark_is_read() -> None:
    (row,) = read_marks(a_file(MARK, columns=MARK_COLUMNS), ["MK-CVNL"], TODAY).rows
    assert (row.kvk_number, row.claim.valid_until) == ("12345678", date(2027, 1, 31))
