"""A survey among many: what is asked of whom, in which steps, and what of the answers may be shown. Nothing is scored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.questionnaires.bank import Texts

Answers = Mapping[str, Sequence[str]]


class AnswerKind(StrEnum):
    """ONE of the answers, or ANY number of them."""

    ONE = "one"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class SurveyChoice:
    """One answer. `value` orders the answers of a scale, None for those beside it. `band` is under which answer of a few it is
    shown. `benchmark` is the key of the national figure that it stands beside. `counts` says whether it is an answer of somebody
    whom the question is about.
    """

    id: str
    texts: Texts
    value: float | None = None
    band: str = ""
    benchmark: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Route:
    """A question is asked when the earlier question was answered with one of these."""

    question: str
    choices: frozenset[str]


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """`most` is how many answers may be chosen, 0 for any number. `headline` are the answers whose share is the figure of the
    indicator; `shows_mean` says that the mean of the values is that figure instead.
    """

    id: str
    section: str
    aspect: str
    indicator: str
    kind: AnswerKind
    choices: tuple[SurveyChoice, ...]
    texts: Texts
    help: Texts | None = None
    route: Route | None = None
    headline: frozenset[str] = frozenset()
    shows_mean: bool = False
    benchmark: str = ""
    contact: str = ""
    is_sensitive: bool = False
    most: int = 0

    def is_asked(self, answers: Answers) -> bool:
        """Whether somebody with these answers gets this question."""
        return self.route is None or bool(self.route.choices & set(answers.get(self.route.question, ())))

    def choice(self, choice_id: str) -> SurveyChoice:
        """The answer with this id.

        Raises:
            KeyError: the question has no such answer.
        """
        for choice in self.choices:
            if choice.id == choice_id:
                return choice
        raise KeyError(choice_id)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A national figure: a share of companies in percent, in one year."""

    key: str
    percent: int
    year: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Where somebody can tell more, outside the survey."""

    id: str
    name: Texts
    phone: str


@dataclass(frozen=True, slots=True)
class Step:
    """Questions that stand on one page: none of them asks about the answer to another. `part` counts the sections from 1."""

    section: str
    part: int
    questions: tuple[SurveyQuestion, ...]


@dataclass(frozen=True)
class SurveyBank:
    """A whole survey. Nothing is shown of a question with fewer than `min_group` answers, nor more than `max_figures` of one.

    `benchmarks` holds the confirmed ones alone.
    """

    id: str
    version: int
    title: Texts
    intro: Texts
    sections: Mapping[str, Texts]
    questions: tuple[SurveyQuestion, ...]
    bands: Mapping[str, Texts]
    benchmarks: Mapping[str, Benchmark]
    benchmark_note: Texts
    contacts: Mapping[str, Contact]
    min_group: int
    max_figures: int

    def question(self, question_id: str) -> SurveyQuestion:
        """The question with this id.

        Raises:
            KeyError: the survey has no such question.
        """
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def steps(self) -> tuple[Step, ...]:
        """The pages. A new one begins with each section, and where a question depends on one of the same page."""
        parts = list(self.sections)
        steps: list[Step] = []
        page: list[SurveyQuestion] = []
        for question in self.questions:
            here = {other.id for other in page}
            if page and (question.section != page[0].section or (question.route and question.route.question in here)):
                steps.append(_step(page, parts))
                page = []
            page.append(question)
        return (*steps, _step(page, parts))

    def accepted(self, given: Answers) -> dict[str, tuple[str, ...]]:
        """What counts of what was given: known answers to questions that were asked, each once, and no more than may be chosen.

        Anything else is left out without a word: whoever answers may skip every question, and no form of ours sends more.
        """
        kept: dict[str, tuple[str, ...]] = {}
        for question in self.questions:
            if not question.is_asked(kept):
                continue
            wanted = set(given.get(question.id, ()))
            chosen = tuple(choice.id for choice in question.choices if choice.id in wanted)
            most = 1 if question.kind is AnswerKind.ONE else question.most or len(chosen)
            if chosen:
                kept[question.id] = chosen[:most]
        return kept


def _step(page: Sequence[SurveyQuestion], parts: Sequence[str]) -> Step:
    return Step(page[0].section, parts.index(page[0].section) + 1, tuple(page))
