"""Counting: totals alone, nothing of few, shares in steps of five."""

from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from weerbaar.portal.surveys.banks import the_survey
from weerbaar.questionnaires.survey_count import (
    REPLIES,
    QuestionFigures,
    add_reply,
    cells_of,
    figures_of,
    rounded_percent,
)

SURVEY = the_survey()
SHEETS = st.fixed_dictionaries(
    {},
    optional={
        question.id: st.lists(st.sampled_from([choice.id for choice in question.choices]), max_size=4)
        for question in SURVEY.questions
    },
)


def counted(sheets: Sequence[Mapping[str, Sequence[str]]]) -> dict[str, int]:
    counts = dict.fromkeys(cells_of(SURVEY), 0)
    for sheet in sheets:
        counts = add_reply(counts, SURVEY, sheet)
    return counts


def shown(sheets: Sequence[Mapping[str, Sequence[str]]]) -> dict[str, QuestionFigures]:
    return {item.question: item for item in figures_of(counted(sheets), SURVEY)}


@settings(max_examples=25, deadline=None)
@given(st.lists(SHEETS, max_size=8), st.randoms())
def test_the_order_of_replies_leaves_no_trace(sheets: list[dict[str, list[str]]], chance: object) -> None:
    turned = list(sheets)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert counted(sheets) == counted(turned)


@settings(max_examples=25, deadline=None)
@given(SHEETS, st.integers(0, 30))
def test_nothing_is_shown_of_fewer_than_ten_and_shares_are_steps_of_five(
    sheet: dict[str, list[str]], number: int
) -> None:
    for item in shown([sheet] * number).values():
        assert not item.shares or number >= 10
        assert all(share % 5 == 0 and 0 <= share <= 100 for share in item.shares.values())
        assert len(item.shares) <= SURVEY.max_figures


def test_a_question_that_nine_answered_stays_hidden_among_forty_replies() -> None:
    figures = shown([{"KS-03": ["yes"]}] * 9 + [{"KS-06": ["no"]}] * 31)
    assert figures["KS-03"].shares == {}
    assert figures["KS-03"].headline is None
    assert figures["KS-06"].shares["no"] == 100


def test_what_happened_is_a_share_of_all_companies_that_said_yes_or_no() -> None:
    nuisance = {"KS-03": ["yes"], "KS-04": ["noise"], "KS-05": ["weekly"]}
    figures = shown([nuisance] * 10 + [{"KS-03": ["no"]}] * 30 + [{"KS-03": ["unknown"]}] * 5)
    assert figures["KS-04"].shares["noise"] == 25
    assert figures["KS-05"].shares["weekly"] == 100
    assert figures["KS-03"].headline == 20  # of all who answered, also those who do not know


def test_who_the_question_is_not_about_does_not_count() -> None:
    figures = shown([{"KS-14": ["yes"]}] * 6 + [{"KS-14": ["no"]}] * 6 + [{"KS-14": ["na"]}] * 30)
    assert figures["KS-14"].headline == 50
    assert "na" not in figures["KS-14"].shares
    assert shown([{"KS-14": ["yes"]}] * 9 + [{"KS-14": ["na"]}] * 30)["KS-14"].shares == {}


def test_marks_are_shown_in_three_groups_and_a_mean_of_halves() -> None:
    figures = shown([{"KS-17": ["8"]}] * 6 + [{"KS-17": ["5"]}] * 6)
    assert figures["KS-17"].shares == {"low": 50, "middle": 0, "high": 50, "unknown": 0}
    assert figures["KS-17"].mean == 6.5
    assert figures["KS-18"].mean is None


def test_a_mean_of_few_marks_is_not_shown() -> None:
    assert shown([{"KS-17": ["8"]}] * 9 + [{"KS-17": ["unknown"]}] * 9)["KS-17"].mean is None


def test_shares_are_rounded_halves_up() -> None:
    assert [rounded_percent(part, 40) for part in (0, 1, 2, 3, 39, 40)] == [0, 5, 5, 10, 100, 100]
    assert rounded_percent(1, 41) == 0


def test_a_cell_that_the_box_does_not_know_is_left_out() -> None:
    assert add_reply({REPLIES: 0, "KS-03": 0}, SURVEY, {"KS-03": ["yes"]}) == {REPLIES: 1, "KS-03": 1}
