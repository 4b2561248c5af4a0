"""No cell of a table can run in a spreadsheet, and ordinary text stays as it is."""

import pytest

from weerbaar.portal.web.components.csv_cells import safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+31", "-5", "@SUM(A1)", "\tx", "\r=1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Kade 3", "a=b", "3-5"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text
