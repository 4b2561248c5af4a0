"""From findings and answers to causes: one for each thing that is to be done."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from weerbaar.portal.action_plans.plan.table import CauseTable
from weerbaar.questionnaires.answers import Answer, in_force
from weerbaar.questionnaires.bank import Bank, Choice, Question
from weerbaar.scanner.checks.catalogue import catalogue, outcome_of
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.vocabulary.status import Status


@dataclass(frozen=True, slots=True)
class Look:
    """What the newest run of one domain of the company concluded, and when it began."""

    target: uuid.UUID
    run: uuid.UUID
    at: datetime
    findings: tuple[Finding, ...]

    def status_of(self, check: str) -> Status:
        """How the check ended; NOT_DETERMINED when it was not made."""
        for finding in self.findings:
            if finding.check == check:
                return outcome_of(finding).status
        return Status.NOT_DETERMINED


@dataclass(frozen=True, slots=True)
class Failing:
    """A finding that is part of a cause, and where it was seen."""

    target: uuid.UUID
    run: uuid.UUID
    finding: Finding


@dataclass(frozen=True, slots=True)
class Cause:
    """Something to do. It comes from an answer (`question` and `choice`), from findings, or from both."""

    key: str
    question: Question | None = None
    choice: Choice | None = None
    failing: tuple[Failing, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether all we know is that nobody knows: then the action is to ask."""
        return not self.failing and self.choice is not None and self.choice.asks_supplier


def find_causes(
    bank: Bank, answers: Iterable[Answer], employees: int, looks: Iterable[Look], table: CauseTable
) -> dict[str, Cause]:
    """The causes of this moment, by key. A question that nobody answered is no cause, nor is what was not measured."""
    failing: dict[str, list[Failing]] = {}
    for look in looks:
        for finding in look.findings:
            if finding.check in catalogue() and outcome_of(finding).status is Status.FAIL:
                failing.setdefault(table.key_of(finding.check), []).append(Failing(look.target, look.run, finding))
    said = _said(bank, answers, employees, table)
    keys = dict.fromkeys([*said, *failing])
    found = {}
    for key in keys:
        question, choice = said.get(key, (None, None))
        found[key] = Cause(key, question, choice, tuple(failing.get(key, ())))
    return found


def choice_in_force(bank: Bank, answers: Iterable[Answer], question: Question) -> Choice | None:
    """What counts as the answer now; None without an answer, or when its choice is gone from the bank."""
    answer = in_force(answers).get(question.id)
    try:
        return question.choice(answer.choice) if answer else None
    except KeyError:
        return None


def question_of(bank: Bank, key: str) -> Question | None:
    """The question whose action this is, if it is one of the bank's."""
    return next((question for question in bank.questions if question.action.id == key), None)


def _said(
    bank: Bank, answers: Iterable[Answer], employees: int, table: CauseTable
) -> Mapping[str, tuple[Question, Choice]]:
    found: dict[str, tuple[Question, Choice]] = {}
    counted = in_force(answers)
    for question in bank.for_profile(employees):
        answer = counted.get(question.id)
        choice = next((choice for choice in question.choices if answer and choice.id == answer.choice), None)
        if choice and (choice.asks_supplier or (choice.value is not None and choice.value <= table.weighing.opens_at)):
            found[question.action.id] = (question, choice)
    return found
