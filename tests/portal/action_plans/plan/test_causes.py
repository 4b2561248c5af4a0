"""One cause, one action: however many findings there are, and whoever says so."""

from datetime import timedelta

import pytest

from tests.portal.action_plans.looks import BAKERY, BANK, NOW, SHOP, causes, look
from tests.questionnaires.builders import measured, said
from weerbaar.portal.action_plans.plan.causes import question_of
from weerbaar.portal.action_plans.plan.table import InvalidCauses, cause_table, read_table
from weerbaar.scanner.checks.catalogue import catalogue


def test_findings_with_one_cause_become_one() -> None:
    found = causes(
        look("mail.spf-record/missing", "mail.dmarc-policy/missing", "web.nosniff/missing", "web.csp/missing")
    )
    assert sorted(found) == ["ACT-MAILAUTH", "web-headers"]
    assert [failing.finding.check for failing in found["ACT-MAILAUTH"].failing] == [
        "mail.spf-record",
        "mail.dmarc-policy",
    ]


def test_an_answer_and_findings_with_one_cause_become_one() -> None:
    found = causes(look("mail.dmarc-policy/missing"), answers=(measured("BP3-06", "no"),))
    assert list(found) == ["ACT-MAILAUTH"]
    assert found["ACT-MAILAUTH"].choice is not None
    assert len(found["ACT-MAILAUTH"].failing) == 1


def test_two_domains_with_one_fault_are_one_cause_with_two_places() -> None:
    found = causes(look("web.nosniff/missing"), look("web.nosniff/missing", target=SHOP, run=8))
    assert [failing.target for failing in found["web-headers"].failing] == [BAKERY, SHOP]


def test_a_failing_check_without_a_cause_in_the_table_is_its_own() -> None:
    assert list(causes(look("dns.caa/missing"))) == ["dns.caa"]


def test_what_passes_or_could_not_be_measured_is_no_cause() -> None:
    assert causes(look("mail.dmarc-policy/reject", "mail.spf-record/not-determined")) == {}


@pytest.mark.parametrize(
    ("question", "choice", "opens"),
    [
        ("BP4-01", "no", True),
        ("BP4-01", "partly", True),
        ("BP4-01", "yes", False),
        ("BP4-01", "na", False),
        ("BP5-03", "never", True),
        ("BP5-03", "gt12m", True),
        ("BP5-03", "lt12m", False),
    ],
)
def test_an_answer_opens_an_action_when_half_or_more_is_missing(question: str, choice: str, opens: bool) -> None:
    assert bool(causes(answers=(said(question, choice),))) is opens


def test_not_knowing_becomes_a_question() -> None:
    cause = causes(answers=(said("BP5-02", "unknown"),))["ACT-OFFLINE"]
    assert cause.asks


def test_what_was_measured_outweighs_what_is_said() -> None:
    assert causes(answers=(measured("BP3-06", "yes"), said("BP3-06", "no"))) == {}


def test_a_question_that_this_size_is_spared_is_no_cause() -> None:
    assert causes(answers=(said("BP2-03", "no"),), employees=1) == {}
    assert list(causes(answers=(said("BP2-03", "no"),), employees=9)) == ["ACT-RULES"]


def test_an_unanswered_question_is_no_cause() -> None:
    assert causes() == {}


def test_every_action_of_the_bank_has_its_row_and_every_such_row_its_action() -> None:
    of_bank = {question.action.id for question in BANK.questions}
    assert {key for key, row in cause_table().rows.items() if row.is_bank_action} == of_bank
    assert all(question_of(BANK, key) for key in of_bank)


def test_a_check_has_one_cause() -> None:
    rows = cause_table().rows.values()
    assert sum(len(row.checks) for row in rows) == len(cause_table().cause_of_check)
    assert cause_table().key_of("mail.tls-rpt") == "mail-delivery-rules"


RULES = {
    "weighing": {
        "opens_at": 0.5,
        "unknown": 0.5,
        "critical": 2.0,
        "finding": 0.5,
        "preview": dict.fromkeys(("none", "low", "medium", "high", "critical"), 1.0),
    },
    "effort": {
        "euros_per_owner_hour": 60,
        "euros_per_supplier_hour": 100,
        "hand_over_minutes": 10,
        "further_task": 0.5,
        "least_minutes": 5,
        "bands": {"C0": [0, 0]},
    },
}


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([{"key": "a", "checks": ["mail.nothing"], "nl": "a", "en": "a"}], "no check fits"),
        ([{"key": "a", "checks": ["dns.caa"], "nl": "a"}], "no title"),
        ([{"key": "ACT-MFA"}], "no minutes"),
        ([{"key": "a", "nl": "a", "en": "a"}] * 2, "twice"),
        ([{"key": k, "checks": ["dns.caa"], "nl": k, "en": k} for k in "ab"], "belongs to a and to b"),
        ([{"key": k, "checks": [f"dns.{k}*"], "nl": k, "en": k} for k in ("c", "ca")], "fits c and ca"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(rows: list[dict[str, object]], fault: str) -> None:
    with pytest.raises(InvalidCauses, match=fault):
        read_table({"cause": rows, **RULES}, frozenset(catalogue()))


def test_the_newest_of_two_answers_of_one_source_counts() -> None:
    before, after = said("BP4-01", "no", days_ago=3), said("BP4-01", "yes")
    assert after.at - before.at == timedelta(days=3)
    assert after.at == NOW
    assert causes(answers=(before, after)) == {}
