"""Answers and how we know them. Nothing is overwritten: every answer stays, the strongest counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from weerbaar.questionnaires.bank import Bank


class Provenance(StrEnum):
    """How we know an answer, weakest first: said, said by the supplier, on paper, read from the cloud, measured."""

    STATED = "stated"
    SUPPLIER = "supplier"
    DOCUMENT = "document"
    CONNECTED = "connected"
    MEASURED = "measured"

    @property
    def rank(self) -> int:
        """0 for STATED to 4 for MEASURED."""
        return list(Provenance).index(self)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer from one source at one moment. `evidence` names what it rests on, such as `mail.dmarc-policy/missing`.

    `reason` is the person's own explanation, where the choice asks for one. `until` is the moment from which a document
    holds no more, where it says so itself.
    """

    question: str
    choice: str
    provenance: Provenance
    at: datetime
    by: str = ""
    evidence: tuple[str, ...] = ()
    reason: str = ""
    until: datetime | None = None


def in_force(answers: Iterable[Answer]) -> dict[str, Answer]:
    """The answer that counts for each question: the strongest provenance, of equals the newest.

    An unknown of a person never hides what was measured, and a newer statement never hides a measurement.
    """
    chosen: dict[str, Answer] = {}
    for answer in answers:
        other = chosen.get(answer.question)
        if other is None or _strength(answer) >= _strength(other):
            chosen[answer.question] = answer
    return chosen


def newest_by_provenance(answers: Iterable[Answer], question: str) -> dict[Provenance, Answer]:
    """Of one question the newest answer of each source: all are kept and can be shown side by side."""
    newest: dict[Provenance, Answer] = {}
    for answer in answers:
        if answer.question == question:
            other = newest.get(answer.provenance)
            if other is None or answer.at >= other.at:
                newest[answer.provenance] = answer
    return newest


def is_stale(answer: Answer, bank: Bank, now: datetime) -> bool:
    """Whether the answer is older than its kind of source stays fresh, or its document has ended."""
    if has_ended(answer, now):
        return True
    return now - answer.at > timedelta(days=bank.stale_after_days[answer.provenance.value])


def has_ended(answer: Answer, now: datetime) -> bool:
    """Whether a document says itself that it holds no more."""
    return answer.until is not None and answer.until <= now


def _strength(answer: Answer) -> tuple[int, datetime]:
    return answer.provenance.rank, answer.at
