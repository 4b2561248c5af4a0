"""Reads what a phone sends about a point: every field of the kind that the protocol says, or nothing is taken."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from weerbaar.portal.inspections.point_form import Place, PointForm
from weerbaar.portal.inspections.services.put_point import Walk
from weerbaar.portal.inspections.words import Light, PlacedBy

_HIGHEST_REVISION = 1_000_000


@dataclass(eq=False)
class NotReadable(Exception):
    """`field` is the one that is not as the protocol says."""

    field: str


@dataclass(frozen=True, slots=True)
class Put:
    """A point as it was sent."""

    form: PointForm
    walk: Walk
    revision: int
    base_revision: int | None


def read_put(sent: Any) -> Put:
    """What was sent.

    Raises:
        NotReadable: a field is missing or of another kind.
    """
    if not isinstance(sent, dict):
        raise NotReadable("")
    walk = _of(sent, "inspection", dict)
    record = _of(sent, "record", dict, {})
    photos = _of(sent, "photos", list, [])
    if not all(isinstance(value, str) for value in (*record, *record.values())):
        raise NotReadable("record")
    if not all(isinstance(photo, str) for photo in photos):
        raise NotReadable("photos")
    base = sent.get("base_revision")
    return Put(
        form=PointForm(
            type=_of(sent, "type", str),
            text=_of(sent, "text", str, ""),
            severity=_of(sent, "severity", str, ""),
            place=_place(sent.get("place")),
            place_text=_of(sent, "place_text", str, ""),
            record=record,
            seen_at=_moment(sent, "seen_at"),
            photos=tuple(photos),
        ),
        walk=Walk(_id(walk.get("id")), _light(walk.get("round")), _moment(walk, "started_at")),
        revision=_revision(sent.get("revision", 1), "revision", least=1),
        base_revision=None if base is None else _revision(base, "base_revision", least=0),
    )


def _of(sent: dict[str, Any], name: str, kind: type, default: Any = None) -> Any:
    value = sent.get(name, default)
    if not isinstance(value, kind) or (isinstance(value, str) and "\x00" in value):
        raise NotReadable(name)
    return value


def _moment(sent: dict[str, Any], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_of(sent, name, str))
    except ValueError as error:
        raise NotReadable(name) from error
    if moment.tzinfo is None:
        raise NotReadable(name)
    return moment


def _id(value: Any) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except (ValueError, AttributeError, TypeError) as error:
        raise NotReadable("inspection") from error


def _light(value: Any) -> Light:
    try:
        return Light(value)
    except ValueError as error:
        raise NotReadable("inspection") from error


def _revision(value: Any, name: str, *, least: int) -> int:
    if type(value) is not int or not least <= value <= _HIGHEST_REVISION:
        raise NotReadable(name)
    return value


def _place(value: Any) -> Place | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise NotReadable("place")
    numbers = [value.get(name) for name in ("lat", "lon")]
    accuracy = value.get("accuracy_m")
    if accuracy is not None:
        numbers.append(accuracy)
    if any(isinstance(number, bool) or not isinstance(number, int | float) for number in numbers):
        raise NotReadable("place")
    try:
        by = PlacedBy(value.get("by", PlacedBy.TAP.value))
    except ValueError as error:
        raise NotReadable("place") from error
    return Place(float(value["lat"]), float(value["lon"]), None if accuracy is None else float(accuracy), by)
