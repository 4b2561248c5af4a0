"""The schema is that of the documents we write; `make docs` publishes it."""

import json
from copy import deepcopy
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.scanner.report.sheets import absent_sheet, bad_sheet, result_of, unseen_sheet
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.report import as_json
from weerbaar.scanner.report.schema import scan_result_schema
from weerbaar.scanner.scan.result import ScanResult

RESULTS = {
    "bad": result_of(bad_sheet()),
    "absent": result_of(absent_sheet()),
    "silent": result_of(unseen_sheet(Reason.DNS_TIMEOUT)),
}


def faults(document: Any) -> list[str]:
    return [error.json_path for error in Draft202012Validator(scan_result_schema()).iter_errors(document)]


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(scan_result_schema())


@pytest.mark.parametrize("name", RESULTS)
def test_documents_follow_the_schema(name: str) -> None:
    assert faults(json.loads(as_json.render(RESULTS[name]))) == []


@pytest.mark.parametrize("name", RESULTS)
def test_a_document_can_be_read_back(name: str) -> None:
    document = json.loads(as_json.render_line(RESULTS[name]))
    again = ScanResult.from_json(document)
    assert json.loads(as_json.render(again)) == document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), 2),
        (("findings", 0, "status"), "OK"),
        (("findings", 0, "severity"), "URGENT"),
        (("score", "coverage"), 1.5),
        (("started_at",), 5),
        (("facts", "observations", "mail.mx", "value", "kind"), "maybe"),
        (("facts", "observations", "http.web-addresses", "unobserved"), "bored"),
        (("interruptions",), ["coffee"]),
    ],
)
def test_the_schema_refuses_what_we_never_write(path: tuple[str | int, ...], value: object) -> None:
    document = deepcopy(RESULTS["bad"].to_json())
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    assert path[-1] in place if isinstance(place, dict) else True
    place[path[-1]] = value
    assert faults(document)


def test_the_document_is_ascii_and_one_line_where_asked() -> None:
    result = result_of(bad_sheet(spf="v=spf1 \u202e\x1b é\u2028 ~all"))
    line = as_json.render_line(result)
    assert line.isascii()
    assert line.count("\n") == 1
    assert "\x1b" not in line
