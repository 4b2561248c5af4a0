"""Suggests answers from evidence. Never from what could not be measured, and each suggestion names what it rests on."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from weerbaar.questionnaires.answers import Answer, Provenance
from weerbaar.questionnaires.bank import Bank
from weerbaar.questionnaires.content import InvalidContent
from weerbaar.questionnaires.load_bank import BANKS


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that a source says: `name` such as `mail.dmarc-policy`, `value` such as `missing`.

    What could not be determined is no signal and must not be handed in.
    """

    name: str
    value: str
    provenance: Provenance
    at: datetime

    @property
    def key(self) -> str:
        """`mail.dmarc-policy/missing`."""
        return f"{self.name}/{self.value}"


@dataclass(frozen=True, slots=True)
class Case:
    """When every named signal has one of its values, the answer is `choice`."""

    choice: str
    when: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """How one question is answered from signals: the first case that holds decides.

    `complete` tells whether the evidence answers the whole question or only part of it; a part is shown as what we
    already know, and the person answers. Without every signal in `needs` there is no suggestion at all.
    """

    question: str
    complete: bool
    needs: tuple[str, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class SuggestedAnswer:
    """An answer that evidence gives. `complete` as in `Rule`. Its provenance is the weakest of its signals."""

    question: str
    choice: str
    complete: bool
    provenance: Provenance
    at: datetime
    evidence: tuple[str, ...]

    def accepted(self, by: str = "") -> Answer:
        """The answer on record when the suggestion is taken over unchanged."""
        return Answer(self.question, self.choice, self.provenance, self.at, by, self.evidence)


def suggest(rules: Iterable[Rule], signals: Iterable[Signal]) -> dict[str, SuggestedAnswer]:
    """At most one suggestion per question: of the rules that hold, a complete one first, then the strongest source."""
    newest = _newest(signals)
    found: dict[str, SuggestedAnswer] = {}
    for rule in rules:
        suggestion = _apply(rule, newest)
        other = found.get(rule.question)
        if suggestion and (other is None or _order(suggestion) > _order(other)):
            found[rule.question] = suggestion
    return found


def has_lapsed(answer: Answer, signals: Iterable[Signal], found: Mapping[str, SuggestedAnswer]) -> bool:
    """Whether evidence that answered a question says something else by now, without answering it again.

    Some rules answer in full only when something is wrong. Once that is mended, the old answer must not stay in force: the
    question is open again, or what a person says of it counts.
    """
    if answer.provenance not in {Provenance.MEASURED, Provenance.CONNECTED}:
        return False
    suggestion = found.get(answer.question)
    if suggestion is not None and suggestion.complete:
        return False
    newest = _newest(signals)
    rested_on = dict(key.rsplit("/", 1) for key in answer.evidence if "/" in key)
    return any(name in newest and newest[name].value != value for name, value in rested_on.items())


@lru_cache(maxsize=8)
def load_rules(bank_id: str) -> tuple[Rule, ...]:
    """The rules of `banks/<id>/prefill.toml`.

    Raises:
        InvalidContent: the file is no TOML, or a rule lacks a part.
    """
    path = BANKS / bank_id / "prefill.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InvalidContent(path.name, 0, str(error)) from error
    return tuple(_read_rule(path.name, row) for row in data["rule"])


def check_rules(bank: Bank, rules: Iterable[Rule], known: Mapping[str, frozenset[str]]) -> None:
    """Refuse rules that speak of questions, choices or signals that do not exist. `known` gives each signal's values.

    Raises:
        InvalidContent: the first such rule.
    """
    questions = {question.id: question for question in bank.questions}
    for rule in rules:
        if rule.question not in questions:
            raise InvalidContent("prefill.toml", 0, f"{rule.question}: no such question")
        choices = {choice.id for choice in questions[rule.question].choices}
        for case in rule.cases:
            if case.choice not in choices:
                raise InvalidContent("prefill.toml", 0, f"{rule.question}: no choice {case.choice!r}")
            for name, values in case.when.items():
                if name not in rule.needs:
                    raise InvalidContent("prefill.toml", 0, f"{rule.question}: {name} is used but not needed")
                if not values <= known.get(name, frozenset()):
                    raise InvalidContent("prefill.toml", 0, f"{rule.question}: {name} has no {sorted(values)}")
        for name in rule.needs:
            if name not in known:
                raise InvalidContent("prefill.toml", 0, f"{rule.question}: no signal {name}")


def _read_rule(file: str, row: Mapping[str, Any]) -> Rule:
    question = row.get("question", "?")
    missing = {"question", "complete", "needs", "case"} - row.keys()
    if missing:
        raise InvalidContent(file, 0, f"{question}: no {', '.join(sorted(missing))}")
    cases = tuple(
        Case(case["answer"], {name: frozenset(values) for name, values in case.get("when", {}).items()})
        for case in row["case"]
    )
    return Rule(question, bool(row["complete"]), tuple(row["needs"]), cases)


def _newest(signals: Iterable[Signal]) -> dict[str, Signal]:
    newest: dict[str, Signal] = {}
    for signal in signals:
        if signal.name not in newest or signal.at >= newest[signal.name].at:
            newest[signal.name] = signal
    return newest


def _apply(rule: Rule, signals: Mapping[str, Signal]) -> SuggestedAnswer | None:
    if any(name not in signals for name in rule.needs):
        return None
    used = [signals[name] for name in rule.needs]
    for case in rule.cases:
        if all(signals[name].value in values for name, values in case.when.items()):
            provenance = min((signal.provenance for signal in used), key=lambda source: source.rank)
            oldest = min(signal.at for signal in used)
            evidence = tuple(signal.key for signal in used)
            return SuggestedAnswer(rule.question, case.choice, rule.complete, provenance, oldest, evidence)
    return None


def _order(suggestion: SuggestedAnswer) -> tuple[bool, int]:
    return suggestion.complete, suggestion.provenance.rank
