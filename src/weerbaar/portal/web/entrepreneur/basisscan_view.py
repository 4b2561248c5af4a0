"""The Basisscan as its pages show it: questions, what we know already and how, in the language of the page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from weerbaar.portal.assessments.selectors import AssessmentView
from weerbaar.portal.web.entrepreneur.evidence_words import Seen, seen_words
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.questionnaires.answers import Answer, Provenance, is_stale, newest_by_provenance
from weerbaar.questionnaires.bank import BasicPrinciple, Choice, Question

# Reading a question and choosing: what people need on average, rounded up. Measured with the scripted journey.
SECONDS_PER_QUESTION = 14


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One answer to choose from. `source` is the word of the source that gives this answer already, `hint` helps to choose."""

    id: str
    text: str
    hint: str
    source: str
    source_code: str
    chosen: bool
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What evidence says about a question. `complete` when it answers all of it. `until` is the day it gets old."""

    choice: str
    complete: bool
    source: str
    at: datetime
    until: datetime
    seen: tuple[Seen, ...]


@dataclass(frozen=True)
class QuestionView:
    """One question with its place among the others."""

    question: Question
    text: str
    why: str
    number: int
    total: int
    principle: str
    choices: tuple[ChoiceView, ...]
    known: Known | None
    reason: str
    said_at: datetime | None
    contradiction: tuple[str, str] | None

    @property
    def id(self) -> str:
        """The id of the question."""
        return self.question.id


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A line of the page on which answers are looked over."""

    id: str
    text: str
    answer: str
    source: str
    source_code: str
    at: datetime | None
    stale: bool
    reason: str
    contradicted: bool


@dataclass(frozen=True, slots=True)
class PrincipleView:
    """One of the five parts, with its level where there is one. `mark` is the status that the level has."""

    id: str
    text: str
    level: str
    mark: str
    coverage: int
    answered: int
    total: int
    measured: int


def source_word(source: Provenance) -> str:
    """How we know an answer, in a word."""
    return {
        Provenance.MEASURED: _("Measured"),
        Provenance.CONNECTED: _("Connected"),
        Provenance.DOCUMENT: _("Document"),
        Provenance.SUPPLIER: _("Said by the IT supplier"),
        Provenance.STATED: _("Filled in by you"),
    }[source]


# The look of a source label; see `.prov` in the sheet.
_SOURCE_CODE = {
    Provenance.MEASURED: "m",
    Provenance.CONNECTED: "m",
    Provenance.DOCUMENT: "s",
    Provenance.SUPPLIER: "s",
    Provenance.STATED: "s",
}
_MARKS = {1: "first", 2: "better", 3: "fine", 4: "fine"}


def mark_of_level(level: int | None) -> str:
    """The status that a level has."""
    return _MARKS[level] if level else "none"


def question_view(view: AssessmentView, question_id: str, *, typed: str = "", reason: str = "") -> QuestionView:
    """One question. `typed` and `reason` are what a form held that could not be taken.

    Raises:
        NoSuchQuestion: the company does not get this question.
    """
    question = view.question(question_id)
    answer = view.answers.get(question_id)
    said = newest_by_provenance(view.revisions, question_id).get(Provenance.STATED)
    known = _known(view, question)
    chosen = (
        typed or (said.choice if said else "") or (answer.choice if answer else "") or (known.choice if known else "")
    )
    order = [item.id for item in view.questions]
    contradiction = view.contradictions.get(question_id)
    return QuestionView(
        question=question,
        text=question.texts[language_of_page()],
        why=question.why[language_of_page()],
        number=order.index(question_id) + 1,
        total=len(order),
        principle=view.bank.principles[question.principle][language_of_page()],
        choices=tuple(_choice(question, choice, known, chosen) for choice in question.choices),
        known=known,
        reason=reason or (said.reason if said else ""),
        said_at=said.at if said else None,
        contradiction=_both(question, contradiction.stronger, contradiction.weaker) if contradiction else None,
    )


def neighbours(view: AssessmentView, question_id: str) -> tuple[str, str]:
    """The ids of the question before and of the next one that waits; empty where there is none."""
    order = [question.id for question in view.questions]
    place = order.index(question_id)
    after = [item for item in order[place + 1 :] if item not in view.answers]
    return (order[place - 1] if place else ""), (after[0] if after else "")


def minutes_left(view: AssessmentView) -> int:
    """About how many minutes the open questions take, at least one."""
    return max(1, round(len(view.open) * SECONDS_PER_QUESTION / 60))


def answer_lines(view: AssessmentView, now: datetime) -> dict[str, list[AnswerLine]]:
    """All questions by how they are answered: `measured`, `said`, `supplier` (nobody knows: to be asked) and `open`."""
    groups: dict[str, list[AnswerLine]] = {"measured": [], "said": [], "supplier": [], "open": []}
    for question in view.questions:
        answer = view.answers.get(question.id)
        if answer is None:
            groups["open"].append(
                AnswerLine(question.id, question.texts[language_of_page()], "", "", "", None, False, "", False)
            )
            continue
        choice = question.choice(answer.choice)
        line = AnswerLine(
            question.id,
            question.texts[language_of_page()],
            choice.texts[language_of_page()],
            source_word(answer.provenance),
            _SOURCE_CODE[answer.provenance],
            answer.at,
            is_stale(answer, view.bank, now),
            answer.reason,
            question.id in view.contradictions,
        )
        groups[_group(answer, choice)].append(line)
    return groups


def principle_views(view: AssessmentView) -> list[PrincipleView]:
    """The five parts with their levels."""
    labels = {label.id: label.texts[language_of_page()] for label in view.bank.labels}
    found = []
    for principle in BasicPrinciple:
        mine = [question for question in view.questions if question.principle is principle]
        score = view.receipt.principles[principle]
        answers = [view.answers[question.id] for question in mine if question.id in view.answers]
        found.append(
            PrincipleView(
                id=principle.value,
                text=view.bank.principles[principle][language_of_page()],
                level=labels.get(score.label, ""),
                mark=mark_of_level(score.level),
                coverage=round(score.coverage * 100),
                answered=len(answers),
                total=len(mine),
                measured=sum(answer.provenance is Provenance.MEASURED for answer in answers),
            )
        )
    return found


def _group(answer: Answer, choice: Choice) -> str:
    if choice.asks_supplier:
        return "supplier"
    return "measured" if answer.provenance in {Provenance.MEASURED, Provenance.CONNECTED} else "said"


def _known(view: AssessmentView, question: Question) -> Known | None:
    newest = newest_by_provenance(view.revisions, question.id)
    for source in (Provenance.MEASURED, Provenance.CONNECTED):
        if source in newest:
            answer = newest[source]
            return _known_of(view, question, answer.choice, answer.at, source, answer.evidence, complete=True)
    part = view.partial.get(question.id)
    if part is None:
        return None
    return _known_of(view, question, part.choice, part.at, part.provenance, part.evidence, complete=False)


def _known_of(
    view: AssessmentView,
    question: Question,
    choice: str,
    at: datetime,
    source: Provenance,
    evidence: tuple[str, ...],
    *,
    complete: bool,
) -> Known:
    until = at + timedelta(days=view.bank.stale_after_days[source.value])
    text = question.choice(choice).texts[language_of_page()]
    return Known(choice, complete, f"{source_word(source)}: {text}", at, until, seen_words(evidence))


def _choice(question: Question, choice: Choice, known: Known | None, chosen: str) -> ChoiceView:
    source = ""
    if known and known.complete and known.choice == choice.id:
        source = known.source.partition(":")[0]
    hint = ""
    if choice.asks_supplier:
        hint = _("We put the question ready for your IT supplier.")
    elif choice.needs_reason:
        hint = _("Say in a few words why.")
    return ChoiceView(
        choice.id, choice.texts[language_of_page()], hint, source, "m", choice.id == chosen, choice.needs_reason
    )


def _both(question: Question, stronger: Answer, weaker: Answer) -> tuple[str, str]:
    def said(answer: Answer) -> str:
        return f"{source_word(answer.provenance)}: {question.choice(answer.choice).texts[language_of_page()]}"

    return said(stronger), said(weaker)
