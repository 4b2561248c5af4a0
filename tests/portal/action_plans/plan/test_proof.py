"""When a cause that is no longer found is solved, and when we just did not see it."""

import uuid
from collections.abc import Sequence

from tests.portal.action_plans.looks import BAKERY, BANK, SHOP, causes, look
from tests.questionnaires.builders import measured, said
from weerbaar.portal.action_plans.plan.causes import Look
from weerbaar.portal.action_plans.plan.proof import (
    Conclusion,
    Outcome,
    Trace,
    answered_by_scan,
    can_be_measured,
    traces_after,
    verdict,
)
from weerbaar.questionnaires.answers import Answer
from weerbaar.questionnaires.prefill import load_rules

DMARC = Trace(BAKERY, uuid.UUID(int=6), ("mail.dmarc-policy/missing",))
BY_SCAN = answered_by_scan(load_rules("basisscan"))


def judged(key: str, traces: Sequence[Trace], *looks: Look, answers: tuple[Answer, ...] = ()) -> Conclusion:
    return verdict(key, traces, causes(*looks, answers=answers), looks, BANK, answers)


def test_a_run_that_sees_it_fixed_is_the_proof() -> None:
    found = judged("ACT-MAILAUTH", [DMARC], look("mail.dmarc-policy/reject", run=9))
    assert found == Conclusion(Outcome.MEASURED, (uuid.UUID(int=9),))


def test_what_is_still_there_is_not_solved() -> None:
    assert judged("ACT-MAILAUTH", [DMARC], look("mail.dmarc-policy/missing")).outcome is Outcome.PRESENT


def test_another_fault_of_the_same_cause_is_still_the_cause() -> None:
    found = judged("ACT-MAILAUTH", [DMARC], look("mail.dmarc-policy/reject", "mail.spf-record/missing"))
    assert found.outcome is Outcome.PRESENT


def test_what_could_not_be_seen_this_time_is_undecided() -> None:
    assert judged("ACT-MAILAUTH", [DMARC], look("mail.dmarc-policy/not-determined")).outcome is Outcome.UNDECIDED
    assert judged("ACT-MAILAUTH", [DMARC], look("dns.caa/present")).outcome is Outcome.UNDECIDED


def test_two_domains_are_solved_when_both_are() -> None:
    shop = Trace(SHOP, uuid.UUID(int=6), DMARC.findings)
    fixed, silent = look("mail.dmarc-policy/reject"), look("mail.dmarc-policy/not-determined", target=SHOP)
    assert judged("ACT-MAILAUTH", [DMARC, shop], fixed, silent).outcome is Outcome.UNDECIDED
    fixed_too = look("mail.dmarc-policy/reject", target=SHOP, run=8)
    assert judged("ACT-MAILAUTH", [DMARC, shop], fixed, fixed_too).runs == (uuid.UUID(int=7), uuid.UUID(int=8))


def test_with_its_last_domain_an_action_lapses() -> None:
    assert judged("ACT-MAILAUTH", [DMARC], look("dns.caa/present", target=SHOP)).outcome is Outcome.LAPSED


def test_a_better_answer_settles_what_only_an_answer_told() -> None:
    assert judged("ACT-MFA", [], answers=(said("BP4-01", "yes"),)).outcome is Outcome.ANSWERED
    assert judged("ACT-MFA", [], answers=(said("BP4-01", "na"),)).outcome is Outcome.LAPSED
    assert judged("ACT-AV", [], answers=(measured("BP3-03", "yes"),)).outcome is Outcome.MEASURED
    assert judged("ACT-MFA", []).outcome is Outcome.UNDECIDED


def test_an_action_rests_on_what_fails_now_and_on_what_could_not_be_seen() -> None:
    looked = look("mail.spf-record/missing", "mail.dmarc-policy/not-determined", run=9)
    (trace,) = traces_after([DMARC], causes(looked)["ACT-MAILAUTH"], [looked])
    assert trace == Trace(BAKERY, uuid.UUID(int=9), ("mail.spf-record/missing", "mail.dmarc-policy/missing"))


def test_an_action_no_longer_rests_on_what_passes_or_on_a_domain_that_is_gone() -> None:
    shop = Trace(SHOP, uuid.UUID(int=6), DMARC.findings)
    looked = look("mail.spf-record/missing", "mail.dmarc-policy/reject")
    (trace,) = traces_after([DMARC, shop], causes(looked)["ACT-MAILAUTH"], [looked])
    assert (trace.target, trace.findings) == (BAKERY, ("mail.spf-record/missing",))


def test_a_run_can_show_what_it_saw_and_what_a_scan_answers_in_full() -> None:
    mail = causes(answers=(said("BP3-06", "no"),))["ACT-MAILAUTH"]
    backup = causes(answers=(said("BP5-01", "no"),))["ACT-BACKUP"]
    assert "BP3-06" in BY_SCAN
    assert "BP5-01" not in BY_SCAN
    assert can_be_measured([DMARC], None, BY_SCAN)
    assert can_be_measured([], mail, BY_SCAN)
    assert not can_be_measured([], backup, BY_SCAN)
    assert not can_be_measured([], None, BY_SCAN)
