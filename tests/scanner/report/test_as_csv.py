"""Rows for a spreadsheet that cannot run anything."""

import csv
import io

import pytest

from tests.scanner.report.sheets import NAME, absent_sheet, bad_sheet, result_of
from weerbaar.scanner.report.as_csv import COLUMNS, _harmless, header, render
from weerbaar.scanner.report.compose import compose
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.vocabulary.language import Language


def rows(result: ScanResult) -> list[dict[str, str]]:
    text = header() + render(result, compose(result, Language.NL))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_there_is_one_row_for_each_finding() -> None:
    result = result_of(bad_sheet())
    table = rows(result)
    assert [row["check"] for row in table] == [finding.check for finding in result.findings]
    assert {row["target"] for row in table} == {NAME}
    assert tuple(table[0]) == COLUMNS


def test_a_failing_finding_has_its_task_and_another_has_none() -> None:
    by_check = {row["check"]: row for row in rows(result_of(bad_sheet()))}
    dmarc, mx = by_check["mail.dmarc-policy"], by_check["mail.mx"]
    assert (dmarc["status"], dmarc["severity"], dmarc["judgement"]) == ("FAIL", "HIGH", "Doe dit eerst")
    assert dmarc["task"] == "Zorg dat niemand kan mailen uit jouw naam"
    assert int(dmarc["minutes"]) > 0
    assert (mx["status"], mx["task"], mx["minutes"]) == ("PASS", "", "")


def test_a_name_that_does_not_exist_still_has_its_rows() -> None:
    table = rows(result_of(absent_sheet()))
    assert {row["status"] for row in table} == {"NOT_DETERMINED"}
    assert {row["point"] for row in table} == {""}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_can_be_taken_for_a_formula(start: str) -> None:
    assert _harmless(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"
    assert _harmless(f"a{start}b") == f"a{start}b"


def test_hostile_evidence_stays_in_its_cell() -> None:
    result = result_of(bad_sheet(spf='v=spf1 ",\n=1+1 ~all'))
    assert len(rows(result)) == len(result.findings)
    for row in rows(result):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
