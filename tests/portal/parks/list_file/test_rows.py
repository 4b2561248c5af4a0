"""Every cell of a file is checked, and what is wrong is said with its row and field."""

import pytest

from weerbaar.portal.parks.errors import EntryFault
from weerbaar.portal.parks.establishment_form import EstablishmentForm
from weerbaar.portal.parks.list_file.cells import FileTable
from weerbaar.portal.parks.list_file.columns import Column, guess
from weerbaar.portal.parks.list_file.rows import Complaint, ListTable, read_rows


def read(heading: str, *rows: str) -> ListTable:
    """Cells separated by bars; columns as they are guessed."""
    names = heading.split("|")
    return read_rows(FileTable(names, [(line, row.split("|")) for line, row in enumerate(rows, 2)]), guess(names))


def test_a_row_becomes_an_establishment() -> None:
    table = read("naam|adres|vestigingsnummer|sector|lid|leeg", "Vonk|Kade 1|0000.1234.5678|25.62|ja|nee")
    assert table.complaints == []
    assert table.rows[0].form == EstablishmentForm("Vonk", "000012345678", "Kade 1", "manufacturing", True)
    assert "latitude" not in table.rows[0].given


def test_an_address_in_parts_is_put_together() -> None:
    table = read("naam|straat|huisnr|toev|postcode|plaats", "Vonk|Kade|12|a|1234 AB|Lindebrug")
    assert table.rows[0].form.address == "Kade 12a, 1234 AB Lindebrug"


def test_noughts_that_a_spreadsheet_dropped_come_back_but_a_number_of_a_company_is_refused() -> None:
    table = read("naam|adres|vestigingsnummer", "Vonk|Kade 1|12345678901", "Bol|Kade 2|12345678")
    assert table.rows[0].form.establishment_number == "012345678901"
    assert table.complaints == [Complaint(3, "establishment_number", EntryFault.NOT_TWELVE_DIGITS)]


def test_the_dutch_grid_becomes_degrees() -> None:
    form = read("naam|adres|x|y", "Vonk|Kade 1|155000|463000").rows[0].form
    assert (form.latitude, form.longitude) == (pytest.approx(52.1551744), pytest.approx(5.3872062))
    assert read("naam|adres|x|y", "Vonk|Kade 1||").rows[0].form.latitude is None


@pytest.mark.parametrize(
    ("heading", "row", "field", "fault"),
    [
        ("naam|adres", "|Kade 1", "name", EntryFault.MISSING),
        ("naam|adres", "Vonk|", "address", EntryFault.MISSING),
        ("naam", "Vonk", "address", EntryFault.MISSING),
        ("naam|adres|lid", "Vonk|Kade 1|misschien", "association_member", EntryFault.NOT_YES_OR_NO),
        ("naam|adres|sector", "Vonk|Kade 1|magie", "sector", EntryFault.UNKNOWN_WORD),
        ("naam|adres", "=HYPERLINK(1)|Kade 1", "name", EntryFault.FORMULA),
        ("naam|straat|huisnr", "Vonk|Kade|=1+1", "address", EntryFault.FORMULA),
        ("naam|adres|lat|lon", "Vonk|Kade 1|hier|5.1", "latitude", EntryFault.NOT_ON_THE_MAP),
        ("naam|adres|lat|lon", "Vonk|Kade 1|52.1|", "longitude", EntryFault.MISSING),
        ("naam|adres|x|y", "Vonk|Kade 1|52.1|5.1", "latitude", EntryFault.NOT_ON_THE_MAP),
        ("naam|adres|x|y", "Vonk|Kade 1|155000|", "latitude", EntryFault.NOT_ON_THE_MAP),
    ],
)
def test_what_is_wrong_is_said_with_row_and_field(heading: str, row: str, field: str, fault: EntryFault) -> None:
    assert Complaint(2, field, fault) in read(heading, row).complaints


def test_an_apostrophe_before_a_sign_is_ours_and_goes() -> None:
    table = read("naam|adres", "'=Vonk|Kade 1", "'s-Hertogenbosch|Kade 2")
    assert [row.form.name for row in table.rows] == ["=Vonk", "'s-Hertogenbosch"]
    assert table.complaints == []


def test_the_same_company_twice_is_said_at_the_second() -> None:
    assert read("naam|adres", "Vonk|Kade 1", "vonk|KADE 1").complaints == [Complaint(3, "", EntryFault.TAKEN)]
    assert read("naam|adres", "Vonk|Kade 1", "Bol|Kade 1").complaints == []


def test_a_column_that_is_nothing_is_not_looked_at() -> None:
    table = FileTable(["a", "b", "c"], [(2, ["Vonk", "Kade 1", "=1"])])
    assert read_rows(table, (Column.NAME, Column.ADDRESS, None)).complaints == []
