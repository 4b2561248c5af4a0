"""The table of archetypes is well formed, and shows every failing outcome of the catalogue."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml

from lab import permission, table
from lab.expectations import check_ids
from lab.table import LAB, TableError, archetypes, companies, variants
from weerbaar.scanner.checks.check import Check
from weerbaar.scanner.scan.plan import granted_checks
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.vocabulary.authorisation_file import read_authorisation
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness
from weerbaar.scanner.vocabulary.status import Status

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)


def failures() -> dict[str, list[str]]:
    return yaml.safe_load((LAB / "failures.yaml").read_text(encoding="utf-8"))


def load(row: dict[str, Any]) -> Any:
    defaults = archetypes()[0].settings
    return table._archetype(row, defaults)


def measured_checks() -> dict[str, Check]:
    """The checks that a scan runs with the agreement of the lab: those that its truth speaks of."""
    agreement = read_authorisation(permission.agreement(companies(), NOW))
    request = ScanRequest.authorised(DomainName("good-0001.nl"), agreement, NOW)
    assert request.intrusiveness is Intrusiveness.ACTIVE
    return {check.id: check for check in granted_checks(request)}


def unshown() -> set[str]:
    """The failing outcomes of `unshown.yaml`."""
    places = yaml.safe_load((LAB / "unshown.yaml").read_text("utf-8"))
    return {finding for findings in places.values() for finding in findings}


def test_the_list_of_checks_is_the_catalogue() -> None:
    assert sorted(check_ids()) == sorted(measured_checks())


def test_the_list_of_failures_is_what_the_catalogue_calls_failing() -> None:
    failing = {
        check.id: sorted(name for name, outcome in check.outcomes.items() if outcome.status is Status.FAIL)
        for check in measured_checks().values()
    }
    assert {check: sorted(outcomes) for check, outcomes in failures().items()} == failing


def test_the_list_of_failures_has_every_check() -> None:
    assert sorted(failures()) == sorted(check_ids())


def test_every_row_is_read() -> None:
    text = (LAB / "archetypes.yaml").read_text(encoding="utf-8")
    rows = re.findall(r"^  - (?:\{id: |id: )([\w-]+)", text, re.MULTILINE)
    assert [row.id for row in archetypes()] == rows
    assert len(rows) > 140


@pytest.mark.parametrize("row", archetypes(), ids=lambda row: row.id)
def test_an_expectation_is_a_failing_outcome_that_exists(row: table.Archetype) -> None:
    for finding in row.expect:
        check, _, outcome = finding.partition("/")
        assert outcome in failures()[check]


@pytest.mark.parametrize("row", archetypes(), ids=lambda row: row.id)
def test_a_row_names_checks_and_says_what_is_wrong(row: table.Archetype) -> None:
    areas = {check.partition(".")[0] for check in check_ids()}
    for pattern in (*row.undetermined, *row.excepted):
        assert pattern == "*" or pattern in check_ids() or pattern in {f"{area}.*" for area in areas}
    assert row.wrong.endswith(".")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.id)


@pytest.mark.parametrize("row", archetypes(), ids=lambda row: row.id)
def test_only_a_flawless_row_says_that_nothing_is_wrong(row: table.Archetype) -> None:
    flawless = not row.expect and not row.undetermined and row.settings.fault == "none"
    assert row.wrong.startswith("Nothing") == flawless or row.id == "nomail"


@pytest.mark.parametrize("check", failures())
def test_every_failing_outcome_is_shown_by_a_row(check: str) -> None:
    shown = {finding for row in archetypes() for finding in row.expect}
    assert {f"{check}/{outcome}" for outcome in failures()[check]} - unshown() <= shown


def test_what_no_company_shows_is_said_and_shown_elsewhere() -> None:
    shown = {finding for row in archetypes() for finding in row.expect}
    assert not unshown() & shown
    for place in yaml.safe_load((LAB / "unshown.yaml").read_text("utf-8")):
        assert (LAB.parent / place).is_file()


def test_every_property_has_a_row_for_each_of_its_words() -> None:
    used = {name: {getattr(row.settings, name) for row in archetypes()} for name in table.CHOICES}
    assert used == {name: set(words) for name, words in table.CHOICES.items()}


def test_every_text_and_every_mail_host_is_used() -> None:
    for prop, texts in variants().texts.items():
        assert set(texts) == {getattr(row.settings, prop) for row in archetypes()}
    assert set(variants().headers) == {row.settings.headers for row in archetypes()}
    assert set(variants().mail_hosts) == {name for company in companies() for name in company.mail_hosts}


def test_a_property_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TableError, match="no property 'colour'"):
        load({"id": "odd", "wrong": "All.", "set": {"colour": "red"}, "expect": []})


@pytest.mark.parametrize(
    ("prop", "word"), [("dnssec", "nsec4"), ("mail", "mx-good mx-none"), ("spf", "bad"), ("headers", "bad")]
)
def test_a_word_that_means_nothing_is_refused(prop: str, word: str) -> None:
    with pytest.raises(TableError, match=f"odd: {prop} cannot be"):
        load({"id": "odd", "wrong": "All.", "set": {prop: word}, "expect": []})


def test_a_row_without_expectations_is_refused() -> None:
    with pytest.raises(TableError, match="missing keys"):
        load({"id": "odd", "wrong": "All.", "set": {}})


def test_companies_beyond_the_table_start_at_its_beginning_again() -> None:
    rows = len(archetypes())
    first, again = list(companies(rows + 1))[::rows]
    assert (first.domain, again.domain) == ("good-0001.nl", "good-0002.nl")
    assert again.archetype == first.archetype


def test_a_company_with_two_mail_hosts_names_the_best_first() -> None:
    company = next(companies(1))
    two = replace(company.archetype, settings=replace(company.settings, mail="mx-good mx-plain"))
    assert replace(company, archetype=two).mail_hosts == ("mx-good", "mx-plain")
