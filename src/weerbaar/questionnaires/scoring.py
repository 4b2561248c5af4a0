"""From answers to a level per principle, always with its coverage, and a receipt from which it can be made again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from weerbaar.questionnaires.answers import Answer, in_force
from weerbaar.questionnaires.bank import Bank, BasicPrinciple, Question

RULES = 1  # the edition of the rules in this module; a change of them is a change of norm, not of behaviour


@dataclass(frozen=True, slots=True)
class LevelScore:
    """`share` is the weighted share that is in order (0 to 1), None when no answer says anything.

    `level` counts from 1 (lowest), None with the share. `coverage` is the weighted share of questions that could be
    answered with a value. `unknown` counts the answers *I don't know*; `capped_by` names what held the level down:
    a question id, or `coverage`.
    """

    share: float | None
    level: int | None
    label: str
    coverage: float
    unknown: int
    capped_by: str = ""


@dataclass(frozen=True)
class Receipt:
    """A score with all that is needed to make it again: bank and version, rules, size, and the answers that counted."""

    bank: str
    bank_version: int
    rules: int
    employees: int
    answers: tuple[Answer, ...]
    total: LevelScore
    principles: Mapping[BasicPrinciple, LevelScore]


def score(bank: Bank, answers: Iterable[Answer], employees: int) -> Receipt:
    """The scores of one company by this bank."""
    questions = bank.for_profile(employees)
    asked = {question.id for question in questions}
    counted = {key: answer for key, answer in in_force(answers).items() if key in asked}
    principles = {
        principle: _score(bank, [q for q in questions if q.principle is principle], counted)
        for principle in BasicPrinciple
    }
    total = _cap(bank, _score(bank, questions, counted), questions, counted)
    ordered = tuple(counted[question.id] for question in questions if question.id in counted)
    return Receipt(bank.id, bank.version, RULES, employees, ordered, total, principles)


def recompute(receipt: Receipt, bank: Bank) -> Receipt:
    """The same receipt made again from its answers.

    Raises:
        ValueError: the bank is not the one of the receipt.
    """
    if (bank.id, bank.version) != (receipt.bank, receipt.bank_version):
        raise ValueError(f"receipt of {receipt.bank}/{receipt.bank_version}, bank {bank.id}/{bank.version}")
    return score(bank, receipt.answers, receipt.employees)


def _score(bank: Bank, questions: Iterable[Question], answers: Mapping[str, Answer]) -> LevelScore:
    earned = known = applicable = 0.0
    unknown = 0
    for question in questions:
        answer = answers.get(question.id)
        choice = question.choice(answer.choice) if answer else None
        if choice is not None and choice.value is None and not choice.asks_supplier:
            continue  # not applicable: neither asked nor missed
        applicable += question.weight
        if choice is None or choice.value is None:
            unknown += choice is not None
            continue
        known += question.weight
        earned += question.weight * choice.value
    coverage = round(known / applicable, 4) if applicable else 0.0
    if not known:
        return LevelScore(None, None, "", coverage, unknown)
    share = round(earned / known, 4)
    level = next(number for number, label in enumerate(bank.labels, 1) if share <= label.maximum)
    result = LevelScore(share, level, bank.labels[level - 1].id, coverage, unknown)
    ceiling = [label.id for label in bank.labels].index(bank.low_coverage_label) + 1
    if coverage < bank.low_coverage and level > ceiling:
        return _held(bank, result, ceiling, "coverage")
    return result


def _cap(bank: Bank, total: LevelScore, questions: Iterable[Question], answers: Mapping[str, Answer]) -> LevelScore:
    """A critical question with the worst answer holds the total at the lowest level, whatever the share."""
    if total.level is None:
        return total
    for question in questions:
        answer = answers.get(question.id)
        if question.critical and answer and question.choice(answer.choice).value == 0.0 and total.level > 1:
            return _held(bank, total, 1, question.id)
    return total


def _held(bank: Bank, score: LevelScore, level: int, by: str) -> LevelScore:
    return LevelScore(score.share, level, bank.labels[level - 1].id, score.coverage, score.unknown, by)
