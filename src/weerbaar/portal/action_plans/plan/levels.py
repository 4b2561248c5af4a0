"""The level to expect: the questionnaire's score as if the answers were good already."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from weerbaar.questionnaires.answers import Answer, Provenance
from weerbaar.questionnaires.bank import Bank, Question
from weerbaar.questionnaires.scoring import LevelScore, score


@dataclass(frozen=True, slots=True)
class Expected:
    """The level now, and the level when the actions are done. Without any answer there is neither."""

    now: LevelScore
    then: LevelScore

    @property
    def rises(self) -> bool:
        """Whether the label itself becomes another one."""
        return (self.then.level or 0) > (self.now.level or 0)


def expected_level(
    bank: Bank, answers: Iterable[Answer], employees: int, actions: Collection[str], at: datetime
) -> Expected:
    """What happens to the level when these actions are done. Only answered questions move: what nobody answered stays open."""
    answers = list(answers)
    asked = {answer.question for answer in answers}
    moved = {q.id: q for q in bank.questions if q.action.id in actions and q.id in asked}
    good = [Answer(q.id, best_choice(q), Provenance.MEASURED, at) for q in moved.values()]
    kept = [answer for answer in answers if answer.question not in moved]
    return Expected(score(bank, answers, employees).total, score(bank, [*kept, *good], employees).total)


def best_choice(question: Question) -> str:
    """The id of the choice with the highest value."""
    return max(question.choices, key=lambda choice: -1.0 if choice.value is None else choice.value).id
