"""Whether an action whose cause is no longer found is solved, and what shows it."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.action_plans.plan.causes import Cause, Look, choice_in_force, question_of
from weerbaar.questionnaires.answers import Answer, Provenance, in_force
from weerbaar.questionnaires.bank import Bank
from weerbaar.questionnaires.prefill import Rule
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.vocabulary.status import Status

_SOLVED = frozenset({Status.PASS, Status.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Trace:
    """What an action rests on: the finding keys that failed at one domain, and the run that saw it last."""

    target: uuid.UUID
    run: uuid.UUID
    findings: tuple[str, ...]

    @property
    def checks(self) -> tuple[str, ...]:
        """The ids of the checks."""
        return tuple(key.partition("/")[0] for key in self.findings)


class Outcome(StrEnum):
    """PRESENT: the cause is still found. MEASURED: a run saw that it is gone. ANSWERED: the answers say so. LAPSED: there is
    nothing left that it was about. UNDECIDED: we could not see."""

    PRESENT = "present"
    MEASURED = "measured"
    ANSWERED = "answered"
    LAPSED = "lapsed"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """`runs` are those that saw that it is gone."""

    outcome: Outcome
    runs: tuple[uuid.UUID, ...] = ()


def verdict(
    key: str,
    traces: Sequence[Trace],
    causes: Mapping[str, Cause],
    looks: Iterable[Look],
    bank: Bank,
    answers: Sequence[Answer],
) -> Conclusion:
    """What became of the cause `key` of an action that rested on these traces."""
    if key in causes:
        return Conclusion(Outcome.PRESENT)
    by_target = {look.target: look for look in looks}
    left = [trace for trace in traces if trace.target in by_target]
    if traces and not left:
        return Conclusion(Outcome.LAPSED)
    if left:
        if all(by_target[trace.target].status_of(check) in _SOLVED for trace in left for check in trace.checks):
            return Conclusion(Outcome.MEASURED, tuple(by_target[trace.target].run for trace in left))
        return Conclusion(Outcome.UNDECIDED)
    return _by_answer(key, bank, answers, by_target.values())


def traces_after(old: Sequence[Trace], cause: Cause, looks: Iterable[Look]) -> tuple[Trace, ...]:
    """What the action rests on now: what fails, and what failed before and could not be seen this time."""
    found: dict[uuid.UUID, dict[str, None]] = {}
    runs: dict[uuid.UUID, uuid.UUID] = {}
    for failing in cause.failing:
        found.setdefault(failing.target, {})[failing.finding.key] = None
        runs[failing.target] = failing.run
    by_target = {look.target: look for look in looks}
    for trace in old:
        look = by_target.get(trace.target)
        for key in trace.findings if look else ():
            check = key.partition("/")[0]
            known = {seen.partition("/")[0] for seen in found.get(trace.target, ())}
            if look and check not in known and look.status_of(check) is Status.NOT_DETERMINED:
                found.setdefault(trace.target, {})[key] = None
                runs.setdefault(trace.target, trace.run)
    return tuple(Trace(target, runs[target], tuple(keys)) for target, keys in found.items())


def can_be_measured(traces: Sequence[Trace], cause: Cause | None, by_scan: Collection[str]) -> bool:
    """Whether a run can show that the action is done: something measured is wrong, or the whole question is measured.

    `by_scan` are the questions that a scan answers in full.
    """
    if traces or (cause is not None and cause.failing):
        return True
    return cause is not None and cause.question is not None and cause.question.id in by_scan


def answered_by_scan(rules: Iterable[Rule]) -> frozenset[str]:
    """The questions that a scan of a domain answers in full, without a person or a device."""
    return frozenset(
        rule.question for rule in rules if rule.complete and all(name in catalogue() for name in rule.needs)
    )


def _by_answer(key: str, bank: Bank, answers: Sequence[Answer], looks: Iterable[Look]) -> Conclusion:
    question = question_of(bank, key)
    if question is None:
        return Conclusion(Outcome.UNDECIDED)
    choice = choice_in_force(bank, answers, question)
    if choice is None or choice.value is None:
        return Conclusion(Outcome.LAPSED if choice is not None else Outcome.UNDECIDED)
    answer = in_force(answers)[question.id]
    if answer.provenance not in {Provenance.MEASURED, Provenance.CONNECTED}:
        return Conclusion(Outcome.ANSWERED)
    seen = set(answer.evidence)
    runs = tuple(look.run for look in looks if seen and seen <= {finding.key for finding in look.findings})
    return Conclusion(Outcome.MEASURED, runs)
