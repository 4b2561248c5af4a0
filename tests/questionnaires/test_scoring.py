"""A level always has its coverage; a receipt can be made again; no answer is ever lost."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.questionnaires.builders import NOW, measured, said
from weerbaar.questionnaires.answers import Answer, Provenance, in_force, is_stale
from weerbaar.questionnaires.bank import BasicPrinciple
from weerbaar.questionnaires.contradictions import contradictions
from weerbaar.questionnaires.load_bank import load_bank
from weerbaar.questionnaires.scoring import recompute, score

BANK = load_bank("basisscan")


def all_with(best: bool) -> list[Answer]:
    answers = []
    for question in BANK.questions:
        telling = [choice for choice in question.choices if choice.value is not None]
        chosen = (max if best else min)(telling, key=lambda choice: choice.value or 0.0)
        answers.append(said(question.id, chosen.id))
    return answers


def test_nothing_answered_gives_no_level_and_no_coverage() -> None:
    total = score(BANK, [], 12).total
    assert (total.share, total.level, total.coverage) == (None, None, 0.0)


def test_everything_in_order_gives_the_highest_level() -> None:
    receipt = score(BANK, all_with(best=True), 12)
    assert (receipt.total.level, receipt.total.label, receipt.total.coverage) == (4, "strong", 1.0)
    assert all(principle.level == 4 for principle in receipt.principles.values())


def test_a_critical_no_holds_the_total_at_the_lowest_level_and_says_which() -> None:
    answers = [*all_with(best=True), said("BP4-01", "no", days_ago=-1)]
    total = score(BANK, answers, 12).total
    assert (total.level, total.capped_by) == (1, "BP4-01")
    assert total.share is not None and total.share > 0.9


def test_an_unknown_lowers_the_coverage_and_never_the_share() -> None:
    answers = [said("BP4-01", "yes"), said("BP4-02", "unknown")]
    access = score(BANK, answers, 12).principles[BasicPrinciple.ACCESS]
    assert (access.share, access.unknown) == (1.0, 1)
    assert access.coverage == pytest.approx(5 / 19, abs=0.001)


def test_little_coverage_holds_the_label_at_basic() -> None:
    access = score(BANK, [said("BP4-01", "yes")], 12).principles[BasicPrinciple.ACCESS]
    assert (access.label, access.capped_by) == ("basic", "coverage")


def test_what_does_not_apply_is_neither_asked_nor_missed() -> None:
    answers = [a for a in all_with(best=True) if a.question != "BP3-07"] + [said("BP3-07", "na")]
    assert score(BANK, answers, 12).total.coverage == 1.0


def test_measured_beats_a_newer_statement_and_both_are_shown() -> None:
    answers = [measured("BP3-06", "no", days_ago=3), said("BP3-06", "yes")]
    assert in_force(answers)["BP3-06"].choice == "no"
    (contradiction,) = contradictions(BANK, answers)
    assert (contradiction.stronger.choice, contradiction.weaker.choice) == ("no", "yes")


def test_not_knowing_contradicts_nothing() -> None:
    assert list(contradictions(BANK, [measured("BP3-06", "no"), said("BP3-06", "unknown")])) == []


def test_an_answer_goes_stale_by_its_kind_of_source() -> None:
    assert is_stale(measured("BP3-06", "yes", days_ago=91), BANK, NOW)
    assert not is_stale(said("BP3-06", "yes", days_ago=91), BANK, NOW)


def test_a_receipt_of_another_bank_is_refused() -> None:
    receipt = score(BANK, [], 12)
    other = type(BANK)(**{**vars(BANK), "version": BANK.version + 1})
    with pytest.raises(ValueError, match="basisscan/2"):
        recompute(receipt, other)


@st.composite
def any_answers(draw: st.DrawFn) -> list[Answer]:
    answers = []
    for _ in range(draw(st.integers(0, 60))):
        question = draw(st.sampled_from(BANK.questions))
        choice = draw(st.sampled_from(question.choices))
        source = draw(st.sampled_from(list(Provenance)))
        at = NOW - timedelta(days=draw(st.integers(0, 400)))
        answers.append(Answer(question.id, choice.id, source, at))
    return answers


@given(any_answers(), st.integers(0, 300))
def test_every_receipt_can_be_made_again_from_itself(answers: list[Answer], employees: int) -> None:
    receipt = score(BANK, answers, employees)
    assert recompute(receipt, BANK) == receipt


@given(any_answers())
def test_the_order_in_which_answers_of_different_moments_arrive_does_not_matter(answers: list[Answer]) -> None:
    once = {(a.question, a.provenance, a.at): a for a in answers}
    assert in_force(once.values()) == in_force(reversed(once.values()))


@given(any_answers(), st.sampled_from(BANK.questions))
def test_saying_that_one_does_not_know_never_changes_a_share(answers: list[Answer], question: object) -> None:
    asked = question.id  # type: ignore[attr-defined]
    without = [answer for answer in answers if answer.question != asked]
    unknown = [*without, said(asked, "unknown")]
    assert score(BANK, without, 12).total.share == score(BANK, unknown, 12).total.share
