"""Evidence suggests answers; what was not measured never does."""

import pytest

from tests.questionnaires.builders import NOW
from weerbaar.questionnaires.answers import Provenance
from weerbaar.questionnaires.cloud_signals import cloud_signal_values
from weerbaar.questionnaires.content import InvalidContent
from weerbaar.questionnaires.device_signals import device_signal_values
from weerbaar.questionnaires.load_bank import load_bank
from weerbaar.questionnaires.prefill import Case, Rule, Signal, SuggestedAnswer, check_rules, load_rules, suggest
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.checks.check import NOT_DETERMINED

BANK = load_bank("basisscan")
RULES = load_rules("basisscan")
GOOD_MAIL = {
    "mail.spf-record": "present",
    "mail.spf-all": "fail",
    "mail.dmarc-policy": "reject",
    "mail.dkim-presence": "found",
}


def signals(values: dict[str, str], source: Provenance = Provenance.MEASURED) -> list[Signal]:
    return [Signal(name, value, source, NOW) for name, value in values.items()]


def suggested(values: dict[str, str], question: str) -> SuggestedAnswer | None:
    return suggest(RULES, signals(values)).get(question)


@pytest.mark.parametrize(
    ("change", "choice"),
    [
        ({}, "yes"),
        ({"mail.dmarc-policy": "quarantine", "mail.spf-all": "softfail"}, "yes"),
        ({"mail.dmarc-policy": "monitoring-only"}, "partly"),
        ({"mail.spf-all": "pass-all"}, "partly"),
        ({"mail.dkim-presence": "missing"}, "partly"),
        ({"mail.spf-record": "missing", "mail.spf-all": "not-applicable", "mail.dmarc-policy": "missing"}, "no"),
    ],
)
def test_what_the_scan_saw_of_mail_answers_the_question_on_mail(change: dict[str, str], choice: str) -> None:
    answer = suggested({**GOOD_MAIL, **change}, "BP3-06")
    assert answer is not None
    assert (answer.choice, answer.complete, answer.provenance) == (choice, True, Provenance.MEASURED)
    assert "mail.dmarc-policy/" + {**GOOD_MAIL, **change}["mail.dmarc-policy"] in answer.evidence


@pytest.mark.parametrize("absent", GOOD_MAIL)
def test_one_thing_that_was_not_measured_leaves_the_question_open(absent: str) -> None:
    assert suggested({name: value for name, value in GOOD_MAIL.items() if name != absent}, "BP3-06") is None


def test_a_suggestion_taken_over_keeps_its_evidence_and_its_date() -> None:
    answer = suggested(GOOD_MAIL, "BP3-06")
    assert answer is not None
    taken = answer.accepted(by="anna")
    assert (taken.at, taken.by, taken.evidence) == (NOW, "anna", answer.evidence)


def test_the_weakest_source_of_a_suggestion_counts() -> None:
    mixed = signals({**GOOD_MAIL, "mail.dkim-presence": "found"})
    mixed[-1] = Signal("mail.dkim-presence", "found", Provenance.SUPPLIER, NOW)
    assert suggest(RULES, mixed)["BP3-06"].provenance is Provenance.SUPPLIER


def test_a_whole_answer_goes_before_a_part() -> None:
    rules = [
        Rule("BP3-07", False, ("a.part",), (Case("partly", {}),)),
        Rule("BP3-07", True, ("a.whole",), (Case("yes", {}),)),
    ]
    assert suggest(rules, signals({"a.part": "x", "a.whole": "y"}))["BP3-07"].choice == "yes"


def known_signals() -> dict[str, frozenset[str]]:
    of_checks = {check.id: frozenset(check.outcomes) - {NOT_DETERMINED} for check in catalogue().values()}
    return {**of_checks, **device_signal_values(), **cloud_signal_values()}


def test_the_rules_speak_only_of_what_exists() -> None:
    check_rules(BANK, RULES, known_signals())


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (Rule("BP9-99", True, (), ()), "no such question"),
        (Rule("BP3-06", True, (), (Case("maybe", {}),)), "no choice"),
        (Rule("BP3-06", True, (), (Case("yes", {"mail.mx": frozenset({"present"})}),)), "used but not needed"),
        (Rule("BP3-06", True, ("mail.mx",), (Case("yes", {"mail.mx": frozenset({"odd"})}),)), "has no"),
        (Rule("BP3-06", True, ("mail.pigeons",), ()), "no signal"),
    ],
)
def test_a_rule_about_something_else_is_refused(rule: Rule, fault: str) -> None:
    with pytest.raises(InvalidContent, match=fault):
        check_rules(BANK, [rule], {"mail.mx": frozenset({"present"})})
