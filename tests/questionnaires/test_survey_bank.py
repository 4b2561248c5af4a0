"""The survey: what is asked of whom, on which page, and what counts of what was sent."""

from pathlib import Path

import pytest

from weerbaar.portal.surveys.banks import the_survey
from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import InvalidContent, read_content
from weerbaar.questionnaires.load_bank import BANKS
from weerbaar.questionnaires.load_survey import read_survey

FILE = BANKS / "kvo_survey" / "bank.yaml"
TEXT = FILE.read_text("utf-8")
ASPECTS: dict[str, Texts] = {
    name: {"nl": name, "en": name} for name in {question.aspect for question in the_survey().questions}
}
INDICATORS = {question.indicator for question in the_survey().questions}


def refused(old: str, new: str) -> InvalidContent:
    assert old in TEXT
    with pytest.raises(InvalidContent) as caught:
        read_survey(read_content(Path("bank.yaml"), TEXT.replace(old, new, 1)), ASPECTS, INDICATORS)
    return caught.value


def test_the_survey_that_ships_is_whole() -> None:
    survey = the_survey()
    assert len(survey.questions) == 33
    assert len(survey.benchmarks) == 9
    assert {question.section for question in survey.questions} == set(survey.sections)
    assert len(survey.question("KS-32").choices) == 14  # one for each aspect


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("schema: survey/1", "schema: bank/1", "expected schema"),
        ("id: KS-02", "id: KS-01", "was used before"),
        ("aspect: nuisance", "aspect: weather", "'weather' is not known"),
        ("indicator: IND-NUI-SURVEY", "indicator: IND-NONE", "is not known"),
        ("scale: yes_no", "scale: maybe", "is not known"),
        ("kind: choice", "kind: text", "is not known"),
        ("benchmark: any_nuisance", "benchmark: none_such", "is not known"),
        ("show_if: {question: KS-03,", "show_if: {question: KS-09,", "does not come before"),
        ("in: ['yes']}", "in: [perhaps]}", "are not all answers"),
        ("headline: ['yes']", "headline: [perhaps]", "are not all answers"),
        ("band: low", "band: deep", "is not known"),
        ("min_group: 10", "min_group: 3", "expected a whole number from 10"),
        ("most: 3", "most: 99", "expected a whole number"),
        ("contact: CT-MMA", "contact: CT-NONE", "is not known"),
        ("source: stellendam", "source: hearsay", "is not known"),
        ("{id: '1', nl: '1', en: '1'}", "{id: 2-9, nl: '1', en: '1'}", "each with its own id"),
    ],
)
def test_a_half_survey_is_refused_with_its_line(old: str, new: str, fault: str) -> None:
    error = refused(old, new)
    assert fault in error.fault
    assert error.line > 1 or "schema" in fault


def test_a_figure_that_nobody_confirmed_is_not_there_to_show() -> None:
    text = TEXT.replace("verified: true", "verified: false", 1)
    survey = read_survey(read_content(FILE, text), ASPECTS, INDICATORS)
    assert len(survey.benchmarks) == 8


def test_no_page_asks_about_an_answer_on_the_same_page() -> None:
    for step in the_survey().steps():
        here = {question.id for question in step.questions}
        assert not any(question.route and question.route.question in here for question in step.questions)
    asked = [question.id for step in the_survey().steps() for question in step.questions]
    assert asked == [question.id for question in the_survey().questions]


def test_answers_to_questions_that_were_not_asked_do_not_count() -> None:
    given = {"KS-03": ["no"], "KS-04": ["noise"], "KS-08": ["yes"]}
    assert the_survey().accepted(given) == {"KS-03": ("no",)}


def test_a_choice_that_hangs_on_a_dropped_answer_is_dropped_too() -> None:
    given = {"KS-06": ["no"], "KS-08": ["no"], "KS-09": ["fear"]}
    assert the_survey().accepted(given) == {"KS-06": ("no",)}


def test_unknown_double_and_surplus_answers_do_not_count() -> None:
    given = {
        "KS-03": ["yes", "no"],
        "KS-04": ["noise", "noise", "<b>"],
        "KS-32": ["crime", "fire", "flood", "cyber"],
        "KS-99": ["yes"],
    }
    accepted = the_survey().accepted(given)
    assert accepted == {"KS-03": ("yes",), "KS-04": ("noise",), "KS-32": ("crime", "fire", "flood")}
