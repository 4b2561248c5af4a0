"""`weerbaar demo` lists the companies, measures them, and measures nobody else."""

import json

import pytest

from weerbaar.command import run
from weerbaar.demo.companies import companies


@pytest.mark.parametrize(("language", "word"), [("nl", "bestaan niet"), ("en", "do not exist")])
def test_without_a_name_the_companies_are_listed_with_their_stories(
    language: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["demo", "--lang", language]) == 0
    shown = capsys.readouterr().out
    assert word in shown
    for company in companies():
        assert company.domain in shown
        assert getattr(company, language) in shown


def test_a_company_is_measured(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["demo", "veiligwachtbeveiliging.example", "--format", "json"]) == 0
    result = json.loads(capfdbinary.readouterr().out)
    assert result["target"] == "veiligwachtbeveiliging.example"
    assert "FAIL" not in {finding["status"] for finding in result["findings"]}


def test_what_is_no_demonstration_company_is_not_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "bakkerijdeegkom.example", "no-such-company.example", "--lang", "en"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "no-such-company.example is no demonstration company.\n"
