"""`weerbaar judge` judges stored facts anew, and believes nothing else of the file."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.scanner.cli.conftest import Ended
from tests.scanner.report.sheets import NAME, absent_sheet, bad_sheet, result_of

Here = Callable[..., Ended]
DOCUMENT: Any = result_of(bad_sheet()).to_json()


def stored(tmp_path: Path, *documents: Any, name: str = "meting.json") -> str:
    file = tmp_path / name
    file.write_text("\n".join(json.dumps(document) for document in documents))
    return str(file)


def test_findings_and_score_are_computed_from_the_facts_alone(here: Here, tmp_path: Path) -> None:
    tampered = {**DOCUMENT, "findings": [], "score": {"value": 100, "coverage": 1.0, "policy": "x/1"}}
    ended = here("judge", stored(tmp_path, tampered), "--format", "json")
    assert ended.code == 0
    assert json.loads(ended.out) == DOCUMENT


def test_json_lines_are_judged_in_their_order(here: Here, tmp_path: Path) -> None:
    other = result_of(bad_sheet("anders.example")).to_json()
    ended = here("judge", stored(tmp_path, DOCUMENT, other), "--format", "jsonl")
    assert [json.loads(line)["target"] for line in ended.out.splitlines()] == [NAME, "anders.example"]
    assert here("judge", stored(tmp_path, DOCUMENT, other), "--format", "json").code == 2


def test_a_report_can_be_made_from_stored_facts(here: Here, tmp_path: Path) -> None:
    ended = here("judge", stored(tmp_path, DOCUMENT), "--lang", "en", "--fail-on", "high")
    assert ended.out.startswith(f"{NAME}\nMeasured from outside on 24 November 2026")
    assert ended.code == 1


def test_a_stored_name_that_does_not_exist_is_said(here: Here, tmp_path: Path) -> None:
    ended = here("judge", stored(tmp_path, result_of(absent_sheet()).to_json()))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "bestaat-niet.example: deze domeinnaam bestaat niet.\n"


def changed(path: str, value: object) -> Any:
    document = deepcopy(DOCUMENT)
    place = document
    *steps, last = path.split(".")
    for step in steps:
        place = place[step]
    place[last] = value
    return document


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ({}, "$"),
        ({"facts": 5}, "$"),
        (changed("facts.schema", 99), "$.schema"),
        (changed("facts.target", "../../etc/cron.d/x"), "$.facts.target"),
        (changed("facts.target", "EEN.example"), "$.facts.target"),
        (changed("facts.target", "192.0.2.1"), "$.facts.target"),
        (changed("started_at", "2026-11-24T09:14:00"), "$.started_at"),
        (changed("started_at", "gisteren"), "$"),
        (changed("duration_s", float("nan")), "$.duration_s"),
        (changed("duration_s", float("inf")), "$.duration_s"),
    ],
)
def test_what_is_no_measurement_of_ours_is_refused(here: Here, tmp_path: Path, document: Any, where: str) -> None:
    ended = here("judge", stored(tmp_path, document), "--format", "text")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(f"is geen opgeslagen meting ({where}).\n")
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("text", ["geen json", "[1, 2]", "5", "[" * 100_000, '{"facts": ' * 50_000, "\x00", "1" * 9999])
def test_any_other_file_is_refused_with_its_line(here: Here, tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text)
    ended = here("judge", str(file))
    assert ended.code == 2
    assert ended.err.startswith("Regel 1 van ")
    assert ended.err.count("\n") == 1


def test_an_empty_file_is_refused(here: Here, tmp_path: Path) -> None:
    file = tmp_path / "leeg.jsonl"
    file.write_text("\n \n")
    assert here("judge", str(file)).err == f"In {file} staat geen meting.\n"
