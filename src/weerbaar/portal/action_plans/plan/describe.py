"""What a person reads about an action: the words of the scanner where something was measured, else those of the bank."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from weerbaar.portal.action_plans.plan.causes import Cause
from weerbaar.portal.action_plans.plan.how import NOTHING, how_to, lines, word
from weerbaar.portal.action_plans.plan.table import CauseTable
from weerbaar.portal.action_plans.plan.weigh import SPECIALIST, Weight
from weerbaar.questionnaires.bank import Bank
from weerbaar.scanner.advice.explain import texts_of
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.report.document import FixText, Task
from weerbaar.scanner.report.points import tasks, weighed
from weerbaar.scanner.report.words import Words, words
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.vocabulary.language import Language


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was measured at one domain: the scanner's own task."""

    domain: str
    task: Task


@dataclass(frozen=True)
class ActionText:
    """`parts` are what was measured, the most severe first; `settings` can be copied for what was not measured.

    `time` is the owner's, `work_time` of whoever does it; `ask` is for a supplier, in technical terms.
    """

    key: str
    title: str
    what: str
    why: str
    steps: tuple[str, ...]
    ask: str
    settings: tuple[FixText, ...]
    parts: tuple[Part, ...]
    time: str
    work_time: str
    cost: str
    who: str
    who_code: str

    @property
    def has_details(self) -> bool:
        """Whether there is something to copy."""
        return bool(self.settings or any(part.task.fixes for part in self.parts))


def describe(
    key: str,
    cause: Cause | None,
    weight: Weight | None,
    results: Iterable[tuple[ScanResult, tuple[str, ...]]],
    bank: Bank,
    table: CauseTable,
    language: Language,
) -> ActionText:
    """The words for one action. `results` are the runs it rests on, each with the keys of the findings that failed there.

    Without a cause (it is solved, or cannot be seen now) the title remains, with the bank's own words.
    """
    vocabulary = words(language)
    parts = tuple(part for result, keys in results for part in _parts(result, keys, vocabulary))
    how = how_to(language).get(key, NOTHING)
    asks = cause is not None and cause.asks
    title = title_of(key, bank, table, language)
    question = cause.question if cause else None
    if len({part.task.key for part in parts}) == 1:
        title = parts[0].task.title
    if asks and question:
        asked = question.texts[language.value]
        title = word(language, "words", "ask_title", question=f"{asked[:1].lower()}{asked[1:]}")
    said = (
        question
        and cause
        and cause.choice
        and word(
            language,
            "words",
            "asked",
            question=question.texts[language.value],
            answer=cause.choice.texts[language.value],
        )
    )
    ask = how.ask
    if asks and question:
        ask = word(language, "words", "ask_message", question=question.texts[language.value])
    return ActionText(
        key=key,
        title=title,
        what=_what(parts, said or "", language),
        why=word(language, "words", "ask_why") if asks else (parts[0].task.why if parts else how.why),
        steps=lines(language, "words", "ask_steps") if asks else (() if parts else how.steps),
        ask=ask,
        settings=() if asks else _filled(how.settings, parts, language),
        parts=parts,
        **_effort(weight, vocabulary),
    )


def title_of(key: str, bank: Bank, table: CauseTable, language: Language) -> str:
    """What an action is called whatever was measured."""
    for question in bank.questions:
        if question.action.id == key:
            return question.action.texts[language.value]
    row = table.rows.get(key)
    if row is not None:
        return row.titles[language.value]
    return texts_of(key, language).title if key in catalogue() else key


def _parts(result: ScanResult, keys: tuple[str, ...], vocabulary: Words) -> Iterable[Part]:
    failing = [finding for finding in result.findings if finding.key in keys]
    found = weighed(failing, vocabulary, result.target)
    return (Part(result.target, task) for task in tasks(found, vocabulary, result.sheet))


def _what(parts: tuple[Part, ...], said: str, language: Language) -> str:
    kinds = len({part.task.key for part in parts})
    if kinds == 1:
        return parts[0].task.what
    if kinds:
        return word(language, "words", "also", number=kinds)
    return said


def _filled(settings: tuple[FixText, ...], parts: tuple[Part, ...], language: Language) -> tuple[FixText, ...]:
    """The settings for the domain where something was seen; without one the place to fill it in stays visible."""
    domain = parts[0].domain if parts else word(language, "words", "your_domain")
    return tuple(replace(setting, value=setting.value.replace("{domain}", domain)) for setting in settings)


def _effort(weight: Weight | None, vocabulary: Words) -> Mapping[str, str]:
    if weight is None:
        return dict.fromkeys(("time", "work_time", "cost", "who", "who_code"), "")
    language = vocabulary.language
    special = weight.who == SPECIALIST
    return {
        "time": vocabulary.duration(weight.own_minutes),
        "work_time": vocabulary.duration(weight.minutes),
        "cost": money(weight.euros, language),
        "who": word(language, "who", SPECIALIST) if special else vocabulary.known("who", weight.who),
        "who_code": weight.who,
    }


def money(euros: int, language: Language) -> str:
    """`Geen kosten`, `Ongeveer € 420`."""
    if not euros:
        return word(language, "words", "nothing")
    return word(language, "words", "about", euros=words(language).grouped(euros))
