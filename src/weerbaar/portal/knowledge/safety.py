"""Aspects of the safety of an area, parties, indicators and measures, from `aspects.yaml` and `measures.yaml`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Aspect:
    """One side of safety, such as fire or traffic. `guard` says what we do not do with it; often empty."""

    id: str
    order: int
    name: Texts
    question: Texts
    covers: Texts
    first_responsible: tuple[str, ...]
    indicators: tuple[str, ...]
    guard: Texts


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted to see whether it gets better. `lower` says that less is better."""

    id: str
    aspect: str
    unit: str
    lower: bool
    data_source: str
    name: Texts


@dataclass(frozen=True, slots=True)
class KnownMeasure:
    """A measure that areas take. Cost band and lead time are estimates of ours."""

    id: str
    aspect: str
    problem: Texts
    what: Texts
    responsible: str
    partners: tuple[str, ...]
    cost: str
    lead: str
    funding: tuple[str, ...]
    evidence: tuple[str, ...]
    indicator: str
    kvo: bool
    biz: bool


@dataclass(frozen=True)
class Safety:
    """All of it. `parties`, `costs`, `leads`, `funding` and `evidence` give the name of each word."""

    aspects: Mapping[str, Aspect]
    indicators: Mapping[str, Indicator]
    parties: Mapping[str, Texts]
    costs: Mapping[str, Texts]
    leads: Mapping[str, Texts]
    lead_days: Mapping[str, int]
    funding: Mapping[str, Texts]
    evidence: Mapping[str, Texts]
    measures: Mapping[str, KnownMeasure]


@lru_cache(maxsize=1)
def load_safety() -> Safety:
    """What ships with the product, read once.

    Raises:
        InvalidContent: a file is not whole; the error names file and line.
    """
    return read_safety(read_content(FOLDER / "aspects.yaml"), read_content(FOLDER / "measures.yaml"))


def read_safety(base: Content, measures: Content) -> Safety:
    """What these two files say.

    Raises:
        InvalidContent: something is missing, unknown, twice there, or of the wrong kind.
    """
    for content, schema in ((base, "aspects/1"), (measures, "measures/1")):
        if content.at("schema") != schema:
            raise content.refuse(f"expected schema {schema}", "schema")
    parties = _names(base, "roles")
    indicators = _indicators(base)
    aspects = _aspects(base, parties, indicators)
    for at, indicator in enumerate(indicators.values()):
        if indicator.aspect not in aspects:
            raise base.refuse(f"there is no aspect {indicator.aspect!r}", "indicators", at, "aspect")
    words = {key: _names(base, key) for key in ("cost_bands", "lead_times", "funding_options", "evidence_types")}
    return Safety(
        aspects=aspects,
        indicators=indicators,
        parties=parties,
        costs=words["cost_bands"],
        leads=words["lead_times"],
        lead_days={key: int(base.at("lead_times", key, "max_days")) for key in words["lead_times"]},
        funding=words["funding_options"],
        evidence=words["evidence_types"],
        measures=_measures(measures, aspects, indicators, parties, words),
    )


def _names(content: Content, key: str) -> dict[str, Texts]:
    return {str(word): content.text_pair(key, word) for word in content.at(key)}


def _indicators(content: Content) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for at in range(len(content.at("indicators"))):
        place = ("indicators", at)
        name = _new(content, found, *place)
        better = _one_of(content, ("lower", "higher"), *place, "better")
        found[name] = Indicator(
            id=name,
            aspect=str(content.at(*place, "aspect")),
            unit=str(content.at(*place, "unit")),
            lower=better == "lower",
            data_source=str(content.at(*place, "data_source")),
            name=content.text_pair(*place, "name"),
        )
    return found


def _aspects(content: Content, parties: Collection[str], indicators: Collection[str]) -> dict[str, Aspect]:
    found: dict[str, Aspect] = {}
    for at in range(len(content.at("aspects"))):
        place = ("aspects", at)
        name = _new(content, found, *place)
        if content.at(*place, "order") != at + 1:
            raise content.refuse("the order of the aspects is not 1, 2, 3 …", *place, "order")
        found[name] = Aspect(
            id=name,
            order=at + 1,
            name=content.text_pair(*place, "name"),
            question=content.text_pair(*place, "question"),
            covers=content.text_pair(*place, "covers"),
            first_responsible=_all_of(content, parties, *place, "first_responsible"),
            indicators=_all_of(content, indicators, *place, "indicators"),
            guard=content.text_pair(*place, "guard") if "guard" in content.at(*place) else {"nl": "", "en": ""},
        )
    return found


def _measures(
    content: Content,
    aspects: Collection[str],
    indicators: Collection[str],
    parties: Collection[str],
    words: Mapping[str, Mapping[str, Texts]],
) -> dict[str, KnownMeasure]:
    found: dict[str, KnownMeasure] = {}
    for at in range(len(content.at("measures"))):
        place = ("measures", at)
        name = _new(content, found, *place)
        found[name] = KnownMeasure(
            id=name,
            aspect=_one_of(content, aspects, *place, "aspect"),
            problem=content.text_pair(*place, "problem"),
            what=content.text_pair(*place, "what"),
            responsible=_one_of(content, parties, *place, "responsible"),
            partners=_all_of(content, parties, *place, "partners"),
            cost=_one_of(content, words["cost_bands"], *place, "cost"),
            lead=_one_of(content, words["lead_times"], *place, "lead"),
            funding=_all_of(content, words["funding_options"], *place, "funding"),
            evidence=_all_of(content, words["evidence_types"], *place, "evidence"),
            indicator=_one_of(content, indicators, *place, "indicator"),
            kvo=_flag(content, *place, "kvo"),
            biz=_flag(content, *place, "biz"),
        )
    return found


def _new(content: Content, found: Collection[str], *place: str | int) -> str:
    name = content.at(*place, "id")
    if not isinstance(name, str) or name in found:
        raise content.refuse(f"the id {name!r} was used before, or is no text", *place, "id")
    return name


def _one_of(content: Content, known: Collection[str], *place: str | int) -> str:
    value = content.at(*place)
    if value not in known:
        raise content.refuse(f"{value!r} is not known", *place)
    return str(value)


def _all_of(content: Content, known: Collection[str], *place: str | int) -> tuple[str, ...]:
    return tuple(_one_of(content, known, *place, at) for at in range(len(content.at(*place))))


def _flag(content: Content, *place: str | int) -> bool:
    value = content.at(*place)
    if not isinstance(value, bool):
        raise content.refuse(f"expected true or false, got {value!r}", *place)
    return value
