"""Cells come out of any table that people have, and a file that is none is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.portal.parks.list_file.xlsx import MAIN, table_of, workbook
from weerbaar.portal.parks.errors import ListFileFault, ListFileRefused
from weerbaar.portal.parks.list_file.cells import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, FileTable, read_table


def refused(data: bytes) -> ListFileFault:
    with pytest.raises(ListFileRefused) as error:
        read_table(data)
    return error.value.fault


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_cells_are_separated_by_comma_semicolon_or_tab(mark: str) -> None:
    table = read_table(mark.join(("naam", "adres")).encode() + b"\r\n" + mark.join(("Vonk ", "Kade  1")).encode())
    assert (table.heading, table.rows) == (["naam", "adres"], [(2, ["Vonk", "Kade 1"])])


def test_titles_and_empty_rows_are_left_out_and_rows_keep_their_number() -> None:
    table = read_table(b"Bedrijven van de waard\n\nnaam;adres\n;\nVonk;Kade 1;;\n")
    assert (table.heading, table.rows) == (["naam", "adres"], [(5, ["Vonk", "Kade 1"])])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_letters_with_accents_come_out_of_every_usual_encoding(encoding: str) -> None:
    assert read_table("naam;adres\nCafé Zoë;Kade 1".encode(encoding)).rows[0][1][0] == "Café Zoë"


def test_what_is_stored_is_the_same_table_again() -> None:
    table = read_table(b"naam;adres\nVonk;Kade 1")
    assert FileTable.from_stored(table.stored()) == table


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"a;b\n" * (MOST_BYTES // 4 + 1), ListFileFault.TOO_LARGE),
        (b"a;b\n" + b"1;2\n" * (MOST_ROWS + 1), ListFileFault.TOO_MANY_ROWS),
        (b";".join([b"x"] * (MOST_COLUMNS + 1)), ListFileFault.TOO_MANY_COLUMNS),
        (b"", ListFileFault.NO_ROWS),
        (b"naam;adres\n", ListFileFault.NO_ROWS),
        (b'naam;adres\n"Vonk;Kade', ListFileFault.NO_TABLE),
        (b"naam;adres\n\0;1", ListFileFault.NO_TABLE),
        (b"PK\x03\x04 and no more", ListFileFault.NO_TABLE),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data: bytes, fault: ListFileFault) -> None:
    assert refused(data) is fault


def test_the_first_sheet_of_a_workbook_is_read_with_every_kind_of_cell() -> None:
    texts = "<si><t>naam</t></si><si><r><t>Smederij </t></r><r><t>De Vonk</t></r><rPh><t>aid</t></rPh></si>"
    sheet = (
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>nummer</t></is></c>'
        '<c r="D2" t="str"><v>lid</v></c><c r="E2" t="inlineStr"><is><t>x</t></is></c></row>'
        '<row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4"><v>12345678901</v></c>'
        '<c r="D4" t="b"><v>1</v></c><c r="E4"><f>A1+1</f><v>5.25</v></c></row>'
        '<row r="5"><c r="B5"><v>1.23456789E10</v></c><c r="E5"><v>5.25</v></c></row>'
    )
    table = read_table(workbook(sheet, texts))
    assert table.heading == ["naam", "nummer", "", "lid", "x"]
    assert table.rows == [
        (4, ["Smederij De Vonk", "12345678901", "", "yes", "=A1+1"]),
        (5, ["", "12345678900", "", "", "5.25"]),
    ]


def test_a_workbook_gives_what_its_rows_say() -> None:
    assert read_table(table_of([["naam", "adres"], ["Vonk", "Kade 1"]])).rows == [(2, ["Vonk", "Kade 1"])]


@pytest.mark.parametrize(
    "data",
    [
        workbook("", **{"xl/worksheets/sheet2.xml": "<worksheet"}),
        workbook("", **{"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}),
        workbook("", **{"xl/_rels/workbook.xml.rels": "<Relationships/>"}),
        workbook('<row><c r="1A"><v>1</v></c></row>'),
        workbook('<row><c t="s"><v>7</v></c></row>', "<si><t>a</t></si>"),
        workbook("", **{"xl/worksheets/sheet2.xml": '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'}),
    ],
)
def test_a_broken_or_dangerous_workbook_is_no_table(data: bytes) -> None:
    assert refused(data) is ListFileFault.NO_TABLE


def test_a_workbook_that_unpacks_to_very_much_is_refused() -> None:
    data = workbook(f"<row><c><v>{' ' * 31_000_000}</v></c></row>")
    assert len(data) < MOST_BYTES
    assert refused(data) is ListFileFault.TOO_LARGE


def test_a_row_far_down_takes_no_room() -> None:
    assert refused(workbook('<row r="1048576"><c><v>1</v></c></row>')) is ListFileFault.TOO_MANY_ROWS


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_give_a_table_or_a_refusal(data: bytes, is_zip: bool) -> None:
    try:
        table = read_table(b"PK\x03\x04" + data if is_zip else data)
    except ListFileRefused:
        return
    assert all(len(cells) == len(table.heading) for _, cells in table.rows)


GOOD = table_of([["naam", "adres"], ["Vonk", "Kade 1"]])


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255), st.booleans())
def test_a_workbook_with_any_byte_changed_or_cut_off_never_breaks(at: int, change: int, is_cut: bool) -> None:
    data = GOOD[:at] if is_cut else GOOD[:at] + bytes([GOOD[at] ^ change]) + GOOD[at + 1 :]
    try:
        read_table(data)
    except ListFileRefused:
        return
