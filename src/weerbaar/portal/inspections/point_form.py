"""What somebody fills in about a point, and whether it can be taken."""

import hashlib
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from weerbaar.portal.inspections.content import InspectionContent, PointType, load_inspection
from weerbaar.portal.inspections.errors import PointFault, PointRefused
from weerbaar.portal.inspections.number_plates import has_number_plate
from weerbaar.portal.inspections.words import PlacedBy

MOST_PHOTOS = 20
LONGEST_TEXT = 1000
LONGEST_PLACE = 200
LONGEST_FIELD = 120
_SHA256 = re.compile(r"[0-9a-f]{64}")
# Numbers of things in the street, which may look like anything.
_NUMBERS = frozenset({"pole_number", "hydrant_number"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where, in degrees (WGS 84), and within so many metres if the phone said so."""

    latitude: float
    longitude: float
    accuracy_m: float | None = None
    by: PlacedBy = PlacedBy.TAP


@dataclass(frozen=True)
class PointForm:
    """`severity` is empty for what is usual. `photos` are SHA-256 numbers of files as they are or will be sent."""

    type: str
    text: str = ""
    severity: str = ""
    place: Place | None = None
    place_text: str = ""
    record: Mapping[str, str] = field(default_factory=dict)
    seen_at: datetime | None = None
    photos: tuple[str, ...] = ()

    def content(self) -> dict[str, Any]:
        """As plain values, for the history."""
        place = self.place
        return {
            "type": self.type,
            "text": self.text,
            "severity": self.severity,
            "place": [place.latitude, place.longitude, place.accuracy_m, place.by.value] if place else None,
            "place_text": self.place_text,
            "record": dict(self.record),
            "seen_at": self.seen_at.isoformat() if self.seen_at else "",
            "photos": list(self.photos),
        }


def digest_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of plain values."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def checked(form: PointForm) -> PointType:
    """The type of the point.

    Raises:
        PointRefused: something in it cannot be taken; carries why, and in which field.
    """
    known = load_inspection()
    kind = known.types.get(form.type)
    if kind is None:
        raise PointRefused(PointFault.UNKNOWN_TYPE, "type")
    if form.severity and form.severity not in known.severities:
        raise PointRefused(PointFault.UNKNOWN_SEVERITY, "severity")
    _check_texts(form, known)
    _check_place(form.place)
    if len(form.photos) > MOST_PHOTOS:
        raise PointRefused(PointFault.TOO_MANY_PHOTOS, "photos")
    if not all(_SHA256.fullmatch(photo) for photo in form.photos):
        raise PointRefused(PointFault.NO_HASH, "photos")
    return kind


def assert_plain(text: str, name: str, longest: int) -> None:
    """It is short enough and holds no number plate.

    Raises:
        PointRefused: carries why, and `name` as the field.
    """
    if len(text) > longest:
        raise PointRefused(PointFault.TOO_LONG, name)
    if has_number_plate(text):
        raise PointRefused(PointFault.NUMBER_PLATE, name)


def _check_texts(form: PointForm, known: InspectionContent) -> None:
    assert_plain(form.text, "text", LONGEST_TEXT)
    assert_plain(form.place_text, "place_text", LONGEST_PLACE)
    for name, value in form.record.items():
        if name not in known.record_fields:
            raise PointRefused(PointFault.UNKNOWN_FIELD, name)
        if name in _NUMBERS:
            if len(value) > LONGEST_FIELD:
                raise PointRefused(PointFault.TOO_LONG, name)
        else:
            assert_plain(value, name, LONGEST_FIELD)


def _check_place(place: Place | None) -> None:
    if place is None:
        return
    accuracy = place.accuracy_m or 0.0
    if not all(math.isfinite(value) for value in (place.latitude, place.longitude, accuracy)) or accuracy < 0:
        raise PointRefused(PointFault.NOT_ON_EARTH, "place")
    if abs(place.latitude) > 90 or abs(place.longitude) > 180:
        raise PointRefused(PointFault.NOT_ON_EARTH, "place")
