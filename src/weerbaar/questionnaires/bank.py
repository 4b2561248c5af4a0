"""A bank of questions: what is asked, of whom, on which scale, and what follows from an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Texts = Mapping[str, str]


class BasicPrinciple(StrEnum):
    """The five basic principles of digital resilience, in their order (NCSC and DTC, joint edition)."""

    RISKS = "risks"
    BEHAVIOUR = "behaviour"
    SYSTEMS = "systems"
    ACCESS = "access"
    INCIDENTS = "incidents"


class Automation(StrEnum):
    """How much of a question evidence can answer without a person."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a scale. `value` is 0 to 1, None where it says nothing about the company (unknown, not applicable)."""

    id: str
    value: float | None
    texts: Texts
    needs_reason: bool = False
    asks_supplier: bool = False


@dataclass(frozen=True, slots=True)
class ActionTexts:
    """What to do when the answer is not good enough. `effort` S, M or L; `own_work` means without a supplier."""

    id: str
    texts: Texts
    effort: str
    own_work: bool
    provider: str


@dataclass(frozen=True, slots=True)
class Question:
    """`weight` 1 to 5. A critical question answered with the worst value caps the total label at the lowest.

    `why` says why we ask. `signals` are names of evidence that can answer it.
    """

    id: str
    principle: BasicPrinciple
    topic: str
    texts: Texts
    why: Texts
    choices: tuple[Choice, ...]
    weight: float
    critical: bool
    automation: Automation
    signals: tuple[str, ...]
    action: ActionTexts

    def choice(self, choice_id: str) -> Choice:
        """The choice with this id.

        Raises:
            KeyError: the question has no such choice.
        """
        for choice in self.choices:
            if choice.id == choice_id:
                return choice
        raise KeyError(choice_id)


@dataclass(frozen=True, slots=True)
class Label:
    """A level in words: it holds up to and including `maximum` (0 to 1). Levels count from 1."""

    id: str
    maximum: float
    texts: Texts


@dataclass(frozen=True, slots=True)
class Profile:
    """A size of company, up to `max_employees`, and the questions it is spared."""

    id: str
    max_employees: int
    skipped: frozenset[str]


@dataclass(frozen=True)
class Bank:
    """A whole bank of one version. Questions stand in the order in which they are asked."""

    id: str
    version: int
    principles: Mapping[BasicPrinciple, Texts]
    questions: tuple[Question, ...]
    labels: tuple[Label, ...]
    profiles: tuple[Profile, ...]
    providers: Mapping[str, Texts]
    stale_after_days: Mapping[str, int]
    low_coverage: float
    low_coverage_label: str

    def question(self, question_id: str) -> Question:
        """The question with this id.

        Raises:
            KeyError: the bank has no such question.
        """
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def for_profile(self, employees: int) -> tuple[Question, ...]:
        """The questions that a company with so many employees gets; the largest profile beyond its bound."""
        profile = next((p for p in self.profiles if employees <= p.max_employees), self.profiles[-1])
        return tuple(question for question in self.questions if question.id not in profile.skipped)
