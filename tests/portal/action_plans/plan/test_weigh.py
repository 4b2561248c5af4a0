"""Effect, minutes and euros of a cause."""

import pytest

from tests.portal.action_plans.looks import SHOP, causes, look
from tests.questionnaires.builders import said
from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.action_plans.plan.weigh import Weight, effort_minutes, weigh
from weerbaar.scanner.scoring.policy import load_policy


def weight_of(key: str, *looks: object, answer: tuple[str, str] | None = None) -> Weight:
    answers = (said(*answer),) if answer else ()
    return weigh(causes(*looks, answers=answers)[key], cause_table(), load_policy())  # type: ignore[arg-type]


def test_a_critical_question_answered_no_counts_twice() -> None:
    assert weight_of("ACT-MFA", answer=("BP4-01", "no")).effect == 5 * 2
    assert weight_of("ACT-MFA", answer=("BP4-01", "partly")).effect == 5 * 0.5


def test_not_knowing_counts_for_half_and_takes_a_call() -> None:
    weight = weight_of("ACT-BACKUP", answer=("BP5-01", "unknown"))
    assert (weight.effect, weight.own_minutes, weight.euros, weight.who) == (2.5, 10, 0, "it_supplier")


def test_a_finding_counts_by_the_policy() -> None:
    assert (
        weight_of("ACT-MAILAUTH", look("mail.dmarc-policy/missing")).effect
        == load_policy().weights["mail.dmarc-policy"] / 2
    )


def test_a_finding_that_is_half_a_success_counts_less() -> None:
    half = weight_of("ACT-MAILAUTH", look("mail.dmarc-policy/monitoring-only")).effect
    assert 0 < half < weight_of("ACT-MAILAUTH", look("mail.dmarc-policy/missing")).effect


def test_a_check_in_preview_counts_by_its_severity() -> None:
    assert "exposure.unknown-services" not in load_policy().weights
    assert weight_of("ACT-EXPOSED", look("exposure.unknown-services/found")).effect > 0


def test_the_same_fault_on_two_domains_counts_once_but_takes_longer() -> None:
    one = weight_of("dns.caa", look("dns.caa/missing"))
    two = weight_of("dns.caa", look("dns.caa/missing"), look("dns.caa/missing", target=SHOP))
    assert two.effect == one.effect
    assert (one.minutes, two.minutes) == (15, 25)


def test_an_answer_and_findings_of_one_cause_are_not_added_up() -> None:
    both = weight_of("ACT-MAILAUTH", look("mail.dmarc-policy/missing"), answer=("BP3-06", "partly")).effect
    assert both == weight_of("ACT-MAILAUTH", look("mail.dmarc-policy/missing")).effect


def test_what_others_do_takes_the_owner_ten_minutes() -> None:
    weight = weight_of("ACT-MAILAUTH", look("mail.dmarc-policy/missing", "mail.spf-record/missing"))
    assert weight.who != "self"
    assert weight.own_minutes == 10
    assert weight.minutes > 15


@pytest.mark.parametrize(
    ("question", "who"),
    [("BP5-04", "self"), ("BP3-10", "specialist"), ("BP5-02", "it_supplier"), ("BP3-05", "it_supplier")],
)
def test_the_bank_says_who_does_it(question: str, who: str) -> None:
    found = causes(answers=(said(question, "no"),))
    assert [weigh(cause, cause_table(), load_policy()).who for cause in found.values()] == [who]


def test_money_counts_as_the_time_in_which_it_is_earned() -> None:
    rules = cause_table().effort
    assert effort_minutes(Weight(1, 10, 10, 120, "self", "none"), rules) == 10 + 120
    assert effort_minutes(Weight(1, 0, 0, 0, "self", "none"), rules) == rules.least_minutes
