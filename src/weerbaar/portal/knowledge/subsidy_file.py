"""Reads a file of subsidies; every complaint names file and line."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content

SCHEMA = "subsidies/1"
LONGEST_SENTENCE = 20  # words
WHO = ("company", "group", "park")
PAPERS = ("quote", "order", "invoice", "payment", "proof")
_KEYS = frozenset(
    {
        *("id", "name", "who", "for", "gives", "conditions", "percent", "max_eur", "most_people", "sectors"),
        *("bought_from", "opens", "closes", "seller_advice", "state", "verified", "checked_on", "source"),
        *("causes", "measures", "papers"),
    }
)


class WrittenState(StrEnum):
    """What the file says. OPEN holds only while the check is fresh; UNKNOWN when nobody verified the present round."""

    OPEN = "open"
    CLOSED = "closed"
    ENDED = "ended"
    PERMANENT = "permanent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """Where it was read. `note` says which edition."""

    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """One round of a subsidy, or another way to money. Days are the first and the last; None is not known.

    `percent` of what counts, `max_eur` in whole euros. `seller_advice` says that advice of who sells the work counts.
    """

    id: str
    name: Texts
    who: str
    for_whom: Texts
    gives: Texts
    conditions: Texts
    percent: int | None
    max_eur: int | None
    most_people: int | None
    sectors: tuple[str, ...]
    bought_from: date | None
    opens: date | None
    closes: date | None
    seller_advice: bool
    state: WrittenState
    verified: bool
    checked_on: date
    source: Source
    causes: tuple[str, ...]
    measures: tuple[str, ...]
    papers: tuple[str, ...]


@dataclass(frozen=True)
class Subsidies:
    """All schemes of a file. `fresh_days`: so long a check makes something open, its own day included."""

    version: int
    checked_on: date
    title: Texts
    fresh_days: int
    schemes: tuple[Scheme, ...]


def read_subsidies(content: Content) -> Subsidies:
    """What this content tells.

    Raises:
        InvalidContent: something is missing, unknown, too long, of the wrong kind, or against another place of the file.
    """
    if content.at("schema") != SCHEMA:
        raise content.refuse(f"expected schema {SCHEMA}", "schema")
    sources = _sources(content)
    schemes: dict[str, Scheme] = {}
    for at in range(len(_list(content, "schemes"))):
        scheme = _scheme(content, at, sources)
        if scheme.id in schemes:
            raise content.refuse(f"the id {scheme.id} was used before", "schemes", at, "id")
        schemes[scheme.id] = scheme
    unused = sources.keys() - {content.at("schemes", at, "source") for at in range(len(schemes))}
    if unused:
        raise content.refuse(f"no scheme names this source: {', '.join(sorted(unused))}", "sources", min(unused))
    return Subsidies(
        version=_whole(content, 1, "version"),
        checked_on=_day(content, "checked_on"),
        title=_texts(content, "title"),
        fresh_days=_whole(content, 1, "fresh_days"),
        schemes=tuple(schemes.values()),
    )


def _sources(content: Content) -> dict[str, Source]:
    found = {}
    for key in content.at("sources"):
        url, note = _text(content, "sources", key, "url"), _text(content, "sources", key, "note")
        if urlsplit(url).scheme != "https":
            raise content.refuse(f"no https address: {url!r}", "sources", key, "url")
        found[key] = Source(url, note)
    return found


def _scheme(content: Content, at: int, sources: dict[str, Source]) -> Scheme:
    here = ("schemes", at)
    row = content.at(*here)
    if not isinstance(row, dict) or set(row) != _KEYS:
        odd = ", ".join(sorted(set(row) ^ _KEYS)) if isinstance(row, dict) else "no list of keys"
        raise content.refuse(f"missing or unknown: {odd}", *here)
    opens, closes = _day_or_none(content, *here, "opens"), _day_or_none(content, *here, "closes")
    if opens and closes and opens > closes:
        raise content.refuse("it closes before it opens", *here, "closes")
    state, verified = (
        WrittenState(_one_of(content, list(WrittenState), *here, "state")),
        _flag(content, *here, "verified"),
    )
    if state is WrittenState.OPEN and not verified:
        raise content.refuse("only a verified scheme can be open", *here, "state")
    percent = _whole_or_none(content, *here, "percent")
    if percent is not None and percent > 100:
        raise content.refuse(f"more than everything: {percent}", *here, "percent")
    return Scheme(
        id=_text(content, *here, "id"),
        name=_texts(content, *here, "name"),
        who=_one_of(content, WHO, *here, "who"),
        for_whom=_texts(content, *here, "for"),
        gives=_texts(content, *here, "gives"),
        conditions=_texts(content, *here, "conditions"),
        percent=percent,
        max_eur=_whole_or_none(content, *here, "max_eur"),
        most_people=_whole_or_none(content, *here, "most_people"),
        sectors=_words(content, *here, "sectors"),
        bought_from=_day_or_none(content, *here, "bought_from"),
        opens=opens,
        closes=closes,
        seller_advice=_flag(content, *here, "seller_advice"),
        state=state,
        verified=verified,
        checked_on=_day(content, *here, "checked_on"),
        source=sources[_one_of(content, sources, *here, "source")],
        causes=_words(content, *here, "causes"),
        measures=_words(content, *here, "measures"),
        papers=_words(content, *here, "papers", known=PAPERS),
    )


def _texts(content: Content, *path: str | int) -> Texts:
    texts = content.text_pair(*path)
    for language, text in texts.items():
        if any(len(sentence.split()) > LONGEST_SENTENCE for sentence in text.split(". ")):
            raise content.refuse(f"more than {LONGEST_SENTENCE} words", *path, language)
    return texts


def _text(content: Content, *path: str | int) -> str:
    value = content.at(*path)
    if not isinstance(value, str) or not value.strip():
        raise content.refuse(f"expected a text, got {value!r}", *path)
    return value


def _one_of(content: Content, known: Collection[str], *path: str | int) -> str:
    value = _text(content, *path)
    if value not in known:
        raise content.refuse(f"{value!r} is not known", *path)
    return value


def _words(content: Content, *path: str | int, known: Collection[str] = ()) -> tuple[str, ...]:
    words = tuple(_text(content, *path, at) for at in range(len(_list(content, *path))))
    for at, word in enumerate(words):
        if (known and word not in known) or word in words[:at]:
            raise content.refuse(f"{word!r} is not known or stands twice", *path, at)
    return words


def _list(content: Content, *path: str | int) -> list[Any]:
    value = content.at(*path)
    if not isinstance(value, list):
        raise content.refuse("expected a list", *path)
    return value


def _flag(content: Content, *path: str | int) -> bool:
    value = content.at(*path)
    if not isinstance(value, bool):
        raise content.refuse(f"expected true or false, got {value!r}", *path)
    return value


def _day(content: Content, *path: str | int) -> date:
    value = content.at(*path)
    if type(value) is not date:
        raise content.refuse(f"expected a day such as 2026-11-24, got {value!r}", *path)
    return value


def _day_or_none(content: Content, *path: str | int) -> date | None:
    return None if content.at(*path) is None else _day(content, *path)


def _whole(content: Content, least: int, *path: str | int) -> int:
    value = content.at(*path)
    if type(value) is not int or value < least:
        raise content.refuse(f"expected a whole number from {least}, got {value!r}", *path)
    return value


def _whole_or_none(content: Content, *path: str | int) -> int | None:
    return None if content.at(*path) is None else _whole(content, 1, *path)
