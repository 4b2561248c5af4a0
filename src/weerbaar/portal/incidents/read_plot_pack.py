"""What depths of water mean, what to ask about a plot, and the lesson of a fire, read from `plot_pack.yaml` and checked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.incidents.words import Chance
from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "plot_pack.yaml"
SCHEMA = "plot-pack/1"


class PlotPart(StrEnum):
    """What a question is about."""

    FLOOD = "flood"
    FIRE = "fire"


class PlotScale(StrEnum):
    """What can be answered: how far it is done, or when it was last done."""

    COVERAGE = "coverage"
    RECENCY = "recency"


@dataclass(frozen=True, slots=True)
class DepthBand:
    """Water from `from_cm` up to `to_cm` (not included); None is without end."""

    id: str
    from_cm: int
    to_cm: int | None
    name: Texts
    means: Texts
    do: Texts


@dataclass(frozen=True, slots=True)
class ChanceBand:
    """A chance; `meaning` is None as long as nobody verified it."""

    id: Chance
    name: Texts
    meaning: Texts | None


@dataclass(frozen=True, slots=True)
class PlotQuestion:
    """Something to ask about a plot, and what to do about it."""

    id: str
    part: PlotPart
    scale: PlotScale
    is_critical: bool
    question: Texts
    action: Texts


@dataclass(frozen=True)
class PlotPack:
    """All of it. Facts and rules that nobody verified are left out."""

    depth_bands: tuple[DepthBand, ...]
    chances: tuple[ChanceBand, ...]
    questions: Mapping[str, PlotQuestion]
    matrix_rule: Texts
    caution: Texts
    lesson_title: Texts
    lesson_facts: tuple[Texts, ...]
    lesson_do: tuple[Texts, ...]
    rules: tuple[Texts, ...]

    def band_of(self, depth_cm: int) -> DepthBand | None:
        """The band of this depth; None for a dry plot."""
        if depth_cm <= 0:
            return None
        return next(band for band in self.depth_bands if band.to_cm is None or depth_cm < band.to_cm)


@lru_cache(maxsize=1)
def load_plot_pack() -> PlotPack:
    """What ships with the product, read once.

    Raises:
        InvalidContent: the file is not whole; the error names file and line.
    """
    return read_plot_pack(read_content(FILE))


def read_plot_pack(content: Content) -> PlotPack:
    """What this file says.

    Raises:
        InvalidContent: something is missing, unknown, twice there, or of the wrong kind.
    """
    if content.at("schema") != SCHEMA:
        raise content.refuse(f"expected schema {SCHEMA}", "schema")
    questions: dict[str, PlotQuestion] = {}
    for at in range(len(content.at("questions"))):
        question = _question(content, at)
        if question.id in questions:
            raise content.refuse(f"{question.id} stands here twice", "questions", at, "id")
        questions[question.id] = question
    steps = range(len(content.at("lesson", "so_do")))
    return PlotPack(
        depth_bands=_bands(content),
        chances=_chances(content),
        questions=questions,
        matrix_rule=content.text_pair("matrix_rule"),
        caution=content.text_pair("caution"),
        lesson_title=content.text_pair("lesson", "title"),
        lesson_facts=tuple(
            content.text_pair("lesson", "facts", at)
            for at in range(len(content.at("lesson", "facts")))
            if _verified(content, "lesson", "facts", at)
        ),
        lesson_do=tuple(content.text_pair("lesson", "so_do", at) for at in steps),
        rules=tuple(
            content.text_pair("rules", at, "text")
            for at in range(len(content.at("rules")))
            if _verified(content, "rules", at)
        ),
    )


def _bands(content: Content) -> tuple[DepthBand, ...]:
    """Each begins where the one before ends; the last has no end."""
    bands: list[DepthBand] = []
    last = len(content.at("depth_bands")) - 1
    for at in range(last + 1):
        place = ("depth_bands", at)
        from_cm, to_cm = content.at(*place, "from_cm"), content.at(*place, "to_cm")
        if from_cm != (bands[-1].to_cm if bands else 0):
            raise content.refuse("the bands do not join", *place, "from_cm")
        if (to_cm is None) != (at == last) or (to_cm is not None and (type(to_cm) is not int or to_cm <= from_cm)):
            raise content.refuse("only the last band has no end, and each ends above its beginning", *place, "to_cm")
        texts = {name: content.text_pair(*place, name) for name in ("name", "means", "do")}
        bands.append(DepthBand(str(content.at(*place, "id")), from_cm, to_cm, **texts))
    return tuple(bands)


def _chances(content: Content) -> tuple[ChanceBand, ...]:
    found = [
        ChanceBand(
            Chance(_one_of(content, [word.value for word in Chance], "chance_bands", at, "id")),
            content.text_pair("chance_bands", at, "name"),
            content.text_pair("chance_bands", at, "meaning") if _verified(content, "chance_bands", at) else None,
        )
        for at in range(len(content.at("chance_bands")))
    ]
    if [band.id for band in found] != list(Chance):
        raise content.refuse("the chances are not all there, the largest first", "chance_bands")
    return tuple(found)


def _question(content: Content, at: int) -> PlotQuestion:
    place = ("questions", at)
    is_critical = content.at(*place, "critical")
    if not isinstance(is_critical, bool):
        raise content.refuse(f"expected true or false, got {is_critical!r}", *place, "critical")
    return PlotQuestion(
        id=str(content.at(*place, "id")),
        part=PlotPart(_one_of(content, [word.value for word in PlotPart], *place, "part")),
        scale=PlotScale(_one_of(content, [word.value for word in PlotScale], *place, "scale")),
        is_critical=is_critical,
        question=content.text_pair(*place, "question"),
        action=content.text_pair(*place, "action"),
    )


def _verified(content: Content, *place: str | int) -> bool:
    """Whether this may be told; what may names a source of the file."""
    verified = content.at(*place, "verified")
    if not isinstance(verified, bool):
        raise content.refuse(f"expected true or false, got {verified!r}", *place, "verified")
    if verified:
        _one_of(content, content.at("sources"), *place, "source")
    return verified


def _one_of(content: Content, known: Collection[str], *place: str | int) -> str:
    value = content.at(*place)
    if value not in known:
        raise content.refuse(f"{value!r} is not known", *place)
    return str(value)
