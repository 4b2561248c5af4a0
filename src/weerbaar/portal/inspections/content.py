"""What a walk-round looks at, from `inspection.yaml`: rounds, severities, types of points, and what to leave alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.inspections.words import Light
from weerbaar.portal.knowledge.safety import Safety, load_safety
from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "inspection.yaml"
SCHEMA = "inspection/1"


@dataclass(frozen=True, slots=True)
class RoundKind:
    """A kind of round: when in the year, and how long it takes."""

    id: Light
    name: Texts
    when: Texts
    duration_min: int


@dataclass(frozen=True, slots=True)
class Severity:
    """How bad it is; `deadline_days` after it was seen it has to be solved."""

    id: str
    name: Texts
    guide: Texts
    deadline_days: int


@dataclass(frozen=True, slots=True)
class PointType:
    """Something to look for. `owner` and `severity` are the usual ones, `record` is what to fill in, `photo` how to take one."""

    id: str
    aspect: str
    rounds: tuple[Light, ...]
    owner: str
    severity: str
    name: Texts
    record: tuple[str, ...]
    photo: Texts
    measure: str


@dataclass(frozen=True)
class InspectionContent:
    """All of it."""

    rounds: Mapping[Light, RoundKind]
    participants: tuple[str, ...]
    before: tuple[Texts, ...]
    after: tuple[Texts, ...]
    record_help: Texts
    severities: Mapping[str, Severity]
    record_fields: Mapping[str, Texts]
    do_not_photograph: tuple[Texts, ...]
    suspicion: Texts
    types: Mapping[str, PointType]


@lru_cache(maxsize=1)
def load_inspection() -> InspectionContent:
    """What ships with the product, read once.

    Raises:
        InvalidContent: the file is not whole; the error names file and line.
    """
    return read_inspection(read_content(FILE), load_safety())


def read_inspection(content: Content, safety: Safety) -> InspectionContent:
    """What the file says; its aspects, parties and measures are those of `safety`.

    Raises:
        InvalidContent: something is missing, unknown, twice there, or of the wrong kind.
    """
    if content.at("schema") != SCHEMA:
        raise content.refuse(f"expected schema {SCHEMA}", "schema")
    severities = _severities(content)
    fields = {str(name): content.text_pair("record_fields", name) for name in content.at("record_fields")}
    types = _types(content, severities, fields, safety)
    for name in fields:
        if not any(name in kind.record for kind in types.values()):
            raise content.refuse(f"no type of point asks for {name!r}", "record_fields", name)
    return InspectionContent(
        rounds=_rounds(content),
        participants=_known(content, safety.parties, "participants"),
        before=_texts(content, "before"),
        after=_texts(content, "after"),
        record_help=content.text_pair("record_help"),
        severities=severities,
        record_fields=fields,
        do_not_photograph=_texts(content, "do_not_photograph"),
        suspicion=content.text_pair("suspicion"),
        types=types,
    )


def _rounds(content: Content) -> dict[Light, RoundKind]:
    found = {}
    for at in range(len(content.at("rounds"))):
        light = _light(content, "rounds", at, "id")
        found[light] = RoundKind(
            id=light,
            name=content.text_pair("rounds", at, "name"),
            when=content.text_pair("rounds", at, "when"),
            duration_min=_whole(content, "rounds", at, "duration_min"),
        )
    if set(found) != set(Light):
        raise content.refuse("expected one round by day and one in the dark", "rounds")
    return found


def _severities(content: Content) -> dict[str, Severity]:
    found: dict[str, Severity] = {}
    for at in range(len(content.at("severity"))):
        place = ("severity", at)
        name = _new(content, found, *place)
        days = _whole(content, *place, "deadline_days")
        if found and days <= list(found.values())[-1].deadline_days:
            raise content.refuse("what is less bad has to have more days", *place, "deadline_days")
        found[name] = Severity(name, content.text_pair(*place, "name"), content.text_pair(*place, "guide"), days)
    return found


def _types(
    content: Content, severities: Mapping[str, Severity], fields: Mapping[str, Texts], safety: Safety
) -> dict[str, PointType]:
    found: dict[str, PointType] = {}
    for at in range(len(content.at("point_types"))):
        place = ("point_types", at)
        name = _new(content, found, *place)
        rounds = tuple(_light(content, *place, "rounds", index) for index in range(len(content.at(*place, "rounds"))))
        if not rounds:
            raise content.refuse(f"{name} is looked for on no round", *place, "rounds")
        found[name] = PointType(
            id=name,
            aspect=_one_of(content, safety.aspects, *place, "aspect"),
            rounds=rounds,
            owner=_one_of(content, safety.parties, *place, "owner"),
            severity=_one_of(content, severities, *place, "severity"),
            name=content.text_pair(*place, "name"),
            record=_known(content, fields, *place, "record"),
            photo=content.text_pair(*place, "photo"),
            measure=_one_of(content, safety.measures, *place, "measure"),
        )
    return found


def _texts(content: Content, key: str) -> tuple[Texts, ...]:
    return tuple(content.text_pair(key, at) for at in range(len(content.at(key))))


def _new(content: Content, found: Mapping[str, object], *place: str | int) -> str:
    name = content.at(*place, "id")
    if not isinstance(name, str) or name in found:
        raise content.refuse(f"the id {name!r} was used before, or is no text", *place, "id")
    return name


def _light(content: Content, *place: str | int) -> Light:
    return Light(_one_of(content, {light.value: light for light in Light}, *place))


def _one_of(content: Content, known: Mapping[str, object], *place: str | int) -> str:
    value = content.at(*place)
    if not isinstance(value, str) or value not in known:
        raise content.refuse(f"{value!r} is not known", *place)
    return value


def _known(content: Content, known: Mapping[str, object], *place: str | int) -> tuple[str, ...]:
    return tuple(_one_of(content, known, *place, at) for at in range(len(content.at(*place))))


def _whole(content: Content, *place: str | int) -> int:
    value = content.at(*place)
    if type(value) is not int or value < 1:
        raise content.refuse(f"expected a whole number above zero, got {value!r}", *place)
    return value
