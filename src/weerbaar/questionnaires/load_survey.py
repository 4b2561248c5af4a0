"""Loads a survey and refuses a half one, with file and line."""

from collections.abc import Collection, Mapping
from typing import Any

from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content
from weerbaar.questionnaires.load_bank import LONGEST_SENTENCE
from weerbaar.questionnaires.survey_bank import (
    AnswerKind,
    Benchmark,
    Contact,
    Route,
    SurveyBank,
    SurveyChoice,
    SurveyQuestion,
)

SCHEMA = "survey/1"
NOT_APPLICABLE = "na"
_KINDS = {"scale": AnswerKind.ONE, "choice": AnswerKind.ONE, "multi": AnswerKind.ANY}
_Place = tuple[str | int, ...]


def read_survey(content: Content, aspects: Mapping[str, Texts], indicators: Collection[str]) -> SurveyBank:
    """The survey in this content, checked in every place. `aspects` are the sides of safety by id, with their names.

    Raises:
        InvalidContent: something is missing, unknown, twice there or of the wrong kind; the error names file and line.
    """
    if content.at("schema") != SCHEMA:
        raise content.refuse(f"expected schema {SCHEMA}", "schema")
    bands = {str(name): content.text_pair("bands", name) for name in content.at("bands")}
    reader = _Reader(content, aspects, indicators, bands)
    questions: list[SurveyQuestion] = []
    for index in range(len(content.at("questions"))):
        questions.append(reader.question(("questions", index), questions))
    return SurveyBank(
        id=_text(content, "id"),
        version=_whole(content, 1, 1_000_000, "version"),
        title=content.text_pair("title"),
        intro=content.text_pair("intro"),
        sections=reader.sections,
        questions=tuple(questions),
        bands=bands,
        benchmarks={key: row for key, row in reader.benchmarks.items() if row is not None},
        benchmark_note=content.text_pair("benchmark_note"),
        contacts=reader.contacts,
        min_group=_whole(content, 10, 1000, "min_group"),
        max_figures=_whole(content, 3, 100, "max_figures"),
    )


class _Reader:
    """What the questions refer to, and the questions read against it."""

    def __init__(
        self, content: Content, aspects: Mapping[str, Texts], indicators: Collection[str], bands: Collection[str]
    ) -> None:
        self.content, self.aspects, self.indicators, self.bands = content, aspects, indicators, bands
        self.sections = {
            _text(content, "sections", at, "id"): content.text_pair("sections", at)
            for at in range(len(content.at("sections")))
        }
        self.contacts = {
            str(name): Contact(
                str(name), content.text_pair("contacts", name), _text(content, "contacts", name, "phone")
            )
            for name in content.at("contacts")
        }
        self.benchmarks = dict(self._benchmark(("benchmarks", at)) for at in range(len(content.at("benchmarks"))))
        self.scales = {
            name: tuple(
                self._choice(("answer_scales", name, at)) for at in range(len(content.at("answer_scales", name)))
            )
            for name in content.at("answer_scales")
        }

    def question(self, place: _Place, earlier: list[SurveyQuestion]) -> SurveyQuestion:
        """One question. `earlier` are those before it, which it may depend on."""
        content, row = self.content, self.content.at(*place)
        name = _text(content, *place, "id")
        if name in {question.id for question in earlier}:
            raise content.refuse(f"the id {name} was used before", *place, "id")
        texts = content.text_pair(*place)
        for language, text in texts.items():
            if len(text.split()) > LONGEST_SENTENCE:
                raise content.refuse(f"more than {LONGEST_SENTENCE} words", *place, language)
        choices = self._choices(place)
        headline = row.get("headline", ())
        shows_mean = headline == "mean"
        return SurveyQuestion(
            id=name,
            section=_one_of(content, self.sections, *place, "section"),
            aspect=_one_of(content, self.aspects, *place, "aspect"),
            indicator=_one_of(content, self.indicators, *place, "indicator") if "indicator" in row else "",
            kind=_KINDS[_one_of(content, _KINDS, *place, "kind")],
            choices=choices,
            texts=texts,
            help=content.text_pair(*place, "help") if "help" in row else None,
            route=self._route(place, earlier) if "show_if" in row else None,
            headline=frozenset() if shows_mean else self._known(choices, headline, (*place, "headline")),
            shows_mean=shows_mean,
            benchmark=_one_of(content, self.benchmarks, *place, "benchmark") if "benchmark" in row else "",
            contact=_one_of(content, self.contacts, *place, "contact") if "contact" in row else "",
            is_sensitive=row.get("sensitive", False) is True,
            most=_whole(content, 1, len(choices), *place, "most") if "most" in row else 0,
        )

    def _route(self, place: _Place, earlier: list[SurveyQuestion]) -> Route:
        """A rule may only look back, or somebody could be asked about an answer that is still to come."""
        wanted = _text(self.content, *place, "show_if", "question")
        before = next((question for question in earlier if question.id == wanted), None)
        if before is None:
            raise self.content.refuse(f"{wanted} does not come before this question", *place, "show_if")
        choices = self.content.at(*place, "show_if", "in")
        return Route(wanted, self._known(before.choices, choices, (*place, "show_if", "in")))

    def _known(self, choices: tuple[SurveyChoice, ...], wanted: Any, place: _Place) -> frozenset[str]:
        known = {choice.id for choice in choices}
        if not isinstance(wanted, list | tuple) or not set(wanted) <= known:
            raise self.content.refuse(f"{wanted!r} are not all answers of the question", *place)
        return frozenset(wanted)

    def _choices(self, place: _Place) -> tuple[SurveyChoice, ...]:
        content, row = self.content, self.content.at(*place)
        if "scale" in row:
            choices = self.scales[_one_of(content, self.scales, *place, "scale")]
        elif row.get("answers_from") == "aspects":
            choices = tuple(SurveyChoice(aspect, texts) for aspect, texts in self.aspects.items())
        else:
            choices = tuple(self._choice((*place, "answers", at)) for at in range(len(content.at(*place, "answers"))))
        if row.get("na", False) is True:
            away = SurveyChoice(NOT_APPLICABLE, content.text_pair("not_applicable"), counts=False)
            choices = (*choices, away)
        if len(choices) < 2 or len({choice.id for choice in choices}) != len(choices):
            raise content.refuse("a question needs two answers at least, each with its own id", *place)
        return choices

    def _choice(self, place: _Place) -> SurveyChoice:
        content, row = self.content, self.content.at(*place)
        value = row.get("value")
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise content.refuse(f"expected a number or null, got {value!r}", *place, "value")
        return SurveyChoice(
            id=_text(content, *place, "id"),
            texts=content.text_pair(*place),
            value=None if value is None else float(value),
            band=_one_of(content, self.bands, *place, "band") if "band" in row else "",
            benchmark=_one_of(content, self.benchmarks, *place, "benchmark") if "benchmark" in row else "",
        )

    def _benchmark(self, place: _Place) -> tuple[str, Benchmark | None]:
        """With None for one that nobody confirmed: it may be referred to, and is not shown."""
        content = self.content
        key = _text(content, *place, "key")
        _one_of(content, content.at("sources"), *place, "source")
        if content.at(*place, "verified") is not True:
            return key, None
        percent = _whole(content, 0, 100, *place, "value")
        return key, Benchmark(key, percent, _whole(content, 1990, 2100, *place, "year"))


def _text(content: Content, *place: str | int) -> str:
    value = content.at(*place)
    if not isinstance(value, str) or not value:
        raise content.refuse(f"expected a text, got {value!r}", *place)
    return value


def _whole(content: Content, low: int, high: int, *place: str | int) -> int:
    value = content.at(*place)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise content.refuse(f"expected a whole number from {low} to {high}, got {value!r}", *place)
    return value


def _one_of(content: Content, known: Collection[str], *place: str | int) -> str:
    value = content.at(*place)
    if not isinstance(value, str) or value not in known:
        raise content.refuse(f"{value!r} is not known", *place)
    return value
