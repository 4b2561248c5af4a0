"""Counts answers per question and says what may be shown of the counts. A sheet of answers is added up and never kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from weerbaar.questionnaires.survey_bank import AnswerKind, Answers, SurveyBank, SurveyQuestion

REPLIES = "replies"
STEP_PERCENT = 5  # shares are rounded to it
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """What is shown of one question. `shares` gives percents by answer or band, in the order of the survey; empty when too few
    answered. `headline` is the percent of the indicator, `mean` the mean mark, rounded to halves.
    """

    question: str
    shares: Mapping[str, int]
    headline: int | None = None
    mean: float | None = None


def cells_of(bank: SurveyBank) -> tuple[str, ...]:
    """What is counted: the replies, how many answered each question, and each answer to it."""
    cells = [REPLIES]
    for question in bank.questions:
        cells += [question.id, *(f"{question.id}/{choice.id}" for choice in question.choices)]
    return tuple(cells)


def add_reply(counts: Counts, bank: SurveyBank, given: Answers) -> dict[str, int]:
    """The counts with one more reply. What the counts have no cell for is left out."""
    added = dict(counts)
    added[REPLIES] += 1
    for question, choices in bank.accepted(given).items():
        for cell in (question, *(f"{question}/{choice}" for choice in choices)):
            if cell in added:
                added[cell] += 1
    return added


def figures_of(counts: Counts, bank: SurveyBank) -> list[QuestionFigures]:
    """What may be shown of all questions: nothing where fewer than `min_group` answered."""
    return [_figures(counts, bank, question) for question in bank.questions]


def rounded_percent(part: int, whole: int) -> int:
    """The share in percent, rounded to steps of five, halves up."""
    return (2 * 100 * part // STEP_PERCENT + whole) // (2 * whole) * STEP_PERCENT


def _figures(counts: Counts, bank: SurveyBank, question: SurveyQuestion) -> QuestionFigures:
    found = {choice.id: counts.get(f"{question.id}/{choice.id}", 0) for choice in question.choices}
    away = sum(found[choice.id] for choice in question.choices if not choice.counts)
    answered = counts.get(question.id, 0) - away
    if min(answered, counts.get(REPLIES, 0)) < bank.min_group:
        return QuestionFigures(question.id, {})
    base = _base(counts, bank, question, answered)
    grouped: dict[str, int] = {}
    for choice in question.choices:
        if choice.counts:
            key = choice.band or choice.id
            grouped[key] = grouped.get(key, 0) + found[choice.id]
    largest = sorted(grouped, key=lambda key: -grouped[key])[: bank.max_figures]
    return QuestionFigures(
        question=question.id,
        shares={key: rounded_percent(number, base) for key, number in grouped.items() if key in largest},
        headline=rounded_percent(sum(found[key] for key in question.headline), base) if question.headline else None,
        mean=_mean(question, found, bank.min_group) if question.shows_mean else None,
    )


def _base(counts: Counts, bank: SurveyBank, question: SurveyQuestion, answered: int) -> int:
    """Of how many the shares are. Where several answers may be given after a yes, of all who said yes or no: a share of
    companies, as national figures are.
    """
    if question.route is None or question.kind is AnswerKind.ONE:
        return answered
    before = bank.question(question.route.question)
    said = sum(counts.get(f"{before.id}/{choice.id}", 0) for choice in before.choices if choice.value is not None)
    return max(said, answered)


def _mean(question: SurveyQuestion, found: Mapping[str, int], fewest: int) -> float | None:
    valued = [(choice.value, found[choice.id]) for choice in question.choices if choice.value is not None]
    number = sum(count for _value, count in valued)
    return round(2 * sum(value * count for value, count in valued) / number) / 2 if number >= fewest else None
