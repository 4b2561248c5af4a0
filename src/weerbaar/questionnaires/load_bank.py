"""Loads a bank and refuses a half one, with file and line."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.questionnaires.bank import (
    ActionTexts,
    Automation,
    Bank,
    BasicPrinciple,
    Choice,
    Label,
    Profile,
    Question,
)
from weerbaar.questionnaires.content import Content, read_content

BANKS = Path(__file__).parent / "banks"
LONGEST_SENTENCE = 20  # words


@lru_cache(maxsize=8)
def load_bank(bank_id: str) -> Bank:
    """The bank `banks/<id>/bank.yaml`.

    Raises:
        InvalidContent: the file is not whole; the error names file and line.
    """
    return read_bank(read_content(BANKS / bank_id / "bank.yaml"))


def read_bank(content: Content) -> Bank:
    """The bank in this content, checked in every place."""
    scales = {name: _read_scale(content, name) for name in content.at("answer_scales")}
    providers = {name: content.text_pair("provider_categories", name) for name in content.at("provider_categories")}
    questions = tuple(
        _read_question(content, index, scales, providers) for index in range(len(content.at("questions")))
    )
    ids = [question.id for question in questions]
    for index, question_id in enumerate(ids):
        if question_id in ids[:index]:
            raise content.refuse(f"the id {question_id} was used before", "questions", index)
    return Bank(
        id=_text(content, "id"),
        version=_whole(content, 1, 1_000_000, "version"),
        principles={
            principle: content.text_pair("principles", number) for number, principle in enumerate(BasicPrinciple, 1)
        },
        questions=questions,
        labels=_read_labels(content),
        profiles=_read_profiles(content, set(ids)),
        providers=providers,
        stale_after_days={
            name: _whole(content, 1, 10_000, "scoring", "stale_after_days", name)
            for name in content.at("scoring", "stale_after_days")
        },
        low_coverage=_share(content, "scoring", "low_coverage", "below"),
        low_coverage_label=_text(content, "scoring", "low_coverage", "at_most"),
    )


def _read_scale(content: Content, name: str) -> tuple[Choice, ...]:
    choices = []
    for index, row in enumerate(content.at("answer_scales", name)):
        place = ("answer_scales", name, index)
        value = content.at(*place, "value")
        choices.append(
            Choice(
                id=_text(content, *place, "id"),
                value=None if value is None else _share(content, *place, "value"),
                texts=content.text_pair(*place),
                needs_reason=bool(row.get("needs_reason", False)),
                asks_supplier=row.get("flag") == "ask_it_supplier",
            )
        )
    if sorted(choice.value for choice in choices if choice.value is not None)[:1] != [0.0]:
        raise content.refuse("a scale needs an answer with value 0", "answer_scales", name)
    return tuple(choices)


def _read_question(
    content: Content, index: int, scales: dict[str, tuple[Choice, ...]], providers: dict[str, Any]
) -> Question:
    place: tuple[str | int, ...] = ("questions", index)
    scale = _one_of(content, scales, *place, "scale")
    principle = _whole(content, 1, len(BasicPrinciple), *place, "principle")
    texts = content.text_pair(*place)
    for language, text in texts.items():
        if len(text.split()) > LONGEST_SENTENCE:
            raise content.refuse(f"more than {LONGEST_SENTENCE} words", *place, language)
    evidence = content.at(*place, "evidence")
    return Question(
        id=_text(content, *place, "id"),
        principle=list(BasicPrinciple)[principle - 1],
        topic=_text(content, *place, "topic"),
        texts=texts,
        why=content.text_pair(*place, "why"),
        choices=scales[scale],
        weight=_whole(content, 1, 5, *place, "weight"),
        critical=bool(content.at(*place, "critical")),
        automation=Automation(_one_of(content, [a.value for a in Automation], *place, "automation")),
        signals=(*evidence.get("outside", ()), *evidence.get("inside", ())),
        action=ActionTexts(
            id=_text(content, *place, "action", "id"),
            texts=content.text_pair(*place, "action"),
            effort=_one_of(content, ("S", "M", "L"), *place, "action", "effort"),
            own_work=bool(content.at(*place, "action", "self")),
            provider=_one_of(content, providers, *place, "action", "provider"),
        ),
    )


def _read_labels(content: Content) -> tuple[Label, ...]:
    place = ("scoring", "labels")
    labels = tuple(
        Label(_text(content, *place, i, "id"), _share(content, *place, i, "max"), content.text_pair(*place, i))
        for i in range(len(content.at(*place)))
    )
    maxima = [label.maximum for label in labels]
    if maxima != sorted(set(maxima)) or maxima[-1] != 1.0:
        raise content.refuse("labels must rise and end at 1", *place)
    return labels


def _read_profiles(content: Content, ids: set[str]) -> tuple[Profile, ...]:
    profiles = []
    for name, row in content.at("profiles").items():
        for question_id in row["skip"]:
            if question_id not in ids:
                raise content.refuse(f"skips {question_id}, which is no question", "profiles", name, "skip")
        most = _whole(content, 1, 10_000_000, "profiles", name, "max_employees")
        profiles.append(Profile(name, most, frozenset(row["skip"])))
    return tuple(sorted(profiles, key=lambda profile: profile.max_employees))


def _text(content: Content, *path: str | int) -> str:
    value = content.at(*path)
    if not isinstance(value, str) or not value:
        raise content.refuse(f"expected a text, got {value!r}", *path)
    return value


def _whole(content: Content, low: int, high: int, *path: str | int) -> int:
    value = content.at(*path)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise content.refuse(f"expected a whole number from {low} to {high}, got {value!r}", *path)
    return value


def _share(content: Content, *path: str | int) -> float:
    value = content.at(*path)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise content.refuse(f"expected a share from 0 to 1, got {value!r}", *path)
    return float(value)


def _one_of(content: Content, allowed: Any, *path: str | int) -> str:
    value = _text(content, *path)
    if value not in allowed:
        raise content.refuse(f"{value!r} is none of {', '.join(allowed)}", *path)
    return value
