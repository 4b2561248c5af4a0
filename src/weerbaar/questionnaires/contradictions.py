"""Where two sources disagree: shown with both, never resolved behind somebody's back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from weerbaar.questionnaires.answers import Answer, Provenance, newest_by_provenance
from weerbaar.questionnaires.bank import Bank


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two newest answers to one question whose values differ; `stronger` is the one that counts."""

    question: str
    stronger: Answer
    weaker: Answer


def contradictions(bank: Bank, answers: Iterable[Answer]) -> Iterator[Contradiction]:
    """Each question where the strongest source and another one say different things about the company.

    Saying *I don't know* contradicts nothing.
    """
    answers = list(answers)
    for question in bank.questions:
        newest = newest_by_provenance(answers, question.id)
        said = [newest[p] for p in sorted(newest, key=_by_rank, reverse=True)]
        telling = [answer for answer in said if question.choice(answer.choice).value is not None]
        for weaker in telling[1:]:
            if weaker.choice != telling[0].choice:
                yield Contradiction(question.id, telling[0], weaker)


def _by_rank(provenance: Provenance) -> int:
    return provenance.rank
