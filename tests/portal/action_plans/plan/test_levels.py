"""The level to expect before anybody starts."""

from tests.portal.action_plans.looks import BANK, NOW
from tests.questionnaires.builders import measured, said
from weerbaar.portal.action_plans.plan.levels import best_choice, expected_level
from weerbaar.questionnaires.answers import Answer

ALL_NO = tuple(said(question.id, "no" if question.choices[0].id == "yes" else "never") for question in BANK.questions)
ALL_ACTIONS = frozenset(question.action.id for question in BANK.questions)


def test_doing_everything_leads_to_the_highest_level() -> None:
    expected = expected_level(BANK, ALL_NO, 9, ALL_ACTIONS, NOW)
    assert (expected.now.label, expected.then.label) == ("urgent", "strong")
    assert expected.rises


def test_doing_nothing_changes_nothing() -> None:
    expected = expected_level(BANK, ALL_NO, 9, (), NOW)
    assert expected.now == expected.then
    assert not expected.rises


def test_a_measured_no_moves_as_well() -> None:
    answers: list[Answer] = [measured("BP3-06", "no"), said("BP1-01", "no")]
    expected = expected_level(BANK, answers, 9, {"ACT-MAILAUTH"}, NOW)
    assert (expected.now.share, expected.then.share) == (0.0, round(4 / 7, 4))


def test_a_question_that_nobody_answered_stays_open() -> None:
    expected = expected_level(BANK, (), 9, ALL_ACTIONS, NOW)
    assert expected.now.level is expected.then.level is None


def test_an_unknown_answer_becomes_known() -> None:
    expected = expected_level(BANK, (said("BP5-01", "unknown"),), 9, {"ACT-BACKUP"}, NOW)
    assert expected.then.coverage > expected.now.coverage


def test_the_best_choice_is_never_one_that_says_nothing() -> None:
    assert {best_choice(question) for question in BANK.questions} == {"yes", "lt6m"}
