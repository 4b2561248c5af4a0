"""The log for tools that gather results of many scanners (SARIF 2.1.0)."""

import json
from typing import Any

from tests.scanner.report.sheets import NAME, absent_sheet, bad_sheet, result_of
from weerbaar.scanner.checks.catalogue import outcome_of
from weerbaar.scanner.report.sarif import render
from weerbaar.scanner.vocabulary.language import Language
from weerbaar.scanner.vocabulary.status import Status

# Section 3.27.9 of the standard.
KINDS = {"pass", "open", "informational", "notApplicable", "review", "fail"}


def run_of(*results: Any, language: Language = Language.NL) -> Any:
    log = json.loads(render(results, language))
    assert log["version"] == "2.1.0"
    assert len(log["runs"]) == 1
    return log["runs"][0]


def test_every_finding_is_a_result_of_a_rule() -> None:
    result = result_of(bad_sheet())
    run = run_of(result)
    rules = run["tool"]["driver"]["rules"]
    assert [entry["ruleId"] for entry in run["results"]] == [finding.key for finding in result.findings]
    for entry in run["results"]:
        assert rules[entry["ruleIndex"]]["id"] == entry["ruleId"]
        assert entry["message"]["text"]
        assert entry["kind"] in KINDS
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_only_a_failing_finding_has_a_level() -> None:
    result = result_of(bad_sheet())
    for finding, entry in zip(result.findings, run_of(result)["results"], strict=True):
        failing = outcome_of(finding).status is Status.FAIL
        assert (entry["kind"] == "fail") == failing
        assert (entry["level"] != "none") == failing
    levels = {entry["ruleId"]: entry["level"] for entry in run_of(result)["results"]}
    assert levels["mail.dmarc-policy/missing"] == "error"
    assert levels["dns.name-servers/single"] == "warning"
    assert levels["ipv6.name-servers/missing"] == "note"


def test_the_place_of_a_result_is_the_domain() -> None:
    entry = run_of(result_of(bad_sheet()))["results"][0]
    assert entry["locations"] == [{"logicalLocations": [{"fullyQualifiedName": NAME, "kind": "resource"}]}]


def test_the_same_fault_keeps_its_fingerprint_and_another_domain_has_another() -> None:
    def prints(target: str) -> set[str]:
        return {entry["partialFingerprints"]["finding/v1"] for entry in run_of(result_of(bad_sheet(target)))["results"]}

    assert prints(NAME) == prints(NAME)
    assert prints(NAME).isdisjoint(prints("anders.example"))


def test_many_domains_are_one_run_that_tells_which_scan_was_not_complete() -> None:
    run = run_of(result_of(bad_sheet()), result_of(absent_sheet()), language=Language.EN)
    assert [call["executionSuccessful"] for call in run["invocations"]] == [True, False]
    assert run["invocations"][1]["properties"] == {
        "target": "bestaat-niet.example",
        "interruptions": ["no-such-domain"],
    }
    assert run["language"] == "en"
