"""Maps: what the script in the browser draws, as plain data in the page. The same content stands in a table beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


class Pin(StrEnum):
    """How a place is drawn. Shapes differ and not only colours."""

    OPEN = "open"
    BUSY = "busy"
    SOLVED = "solved"
    PLACE = "place"
    EMPTY = "empty"
    FACILITY = "facility"


_OCTAGON = "M-7 -17H7L17 -7V7L7 17H-7L-17 7V-7z"
_DRAWINGS = {
    Pin.OPEN: f'<path class="p-open" d="{_OCTAGON}"/>',
    Pin.BUSY: '<path class="p-busy" d="M0 -19 19 0 0 19 -19 0z"/>',
    Pin.SOLVED: '<circle class="p-done" r="16"/>',
    Pin.PLACE: '<rect class="p-place" x="-13" y="-13" width="26" height="26" rx="4"/>',
    Pin.EMPTY: '<rect class="p-empty" x="-13" y="-13" width="26" height="26" rx="4"/>',
    Pin.FACILITY: '<path class="p-facility" d="M0 -17 18 14H-18z"/>',
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Something on a map: a GeoJSON geometry with a name, how it is drawn, a number if it has one, and where it leads to."""

    name: str
    geometry: Mapping[str, object]
    pin: Pin = Pin.PLACE
    number: int | None = None
    href: str = ""

    def feature(self) -> dict[str, object]:
        """As GeoJSON (RFC 7946, section 3.2)."""
        number = "" if self.number is None else str(self.number)
        told = {"name": self.name, "pin": self.pin.value, "number": number, "href": self.href}
        return {"type": "Feature", "geometry": dict(self.geometry), "properties": told}


@dataclass(frozen=True, slots=True)
class MapView:
    """A map. `id` is of the page, `label` says what can be seen. `legend` gives a word for each pin that occurs. `pick` are the
    ids of two fields, latitude and longitude: a click on the map fills them. `draws` is the id of a text field with a corner a
    line, latitude and longitude: clicks add corners.
    """

    id: str
    label: str
    spots: Sequence[Spot] = ()
    outline: Mapping[str, object] | None = None
    legend: Sequence[tuple[Pin, str]] = field(default_factory=tuple)
    pick: tuple[str, str] | None = None
    draws: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """What the script reads."""
        features = [spot.feature() for spot in self.spots]
        return {
            "spots": {"type": "FeatureCollection", "features": features},
            "outline": self.outline,
            "tiles": settings.MAP_TILES,
            "credit": settings.MAP_TILES_CREDIT,
            "pick": list(self.pick or ()),
            "draws": self.draws,
            "words": {
                "closer": _("Closer"),
                "farther": _("Farther"),
                "corner": _("Corner %(number)s"),
                "picked": _("Chosen place"),
            },
        }

    @property
    def pins(self) -> list[tuple[str, SafeString, str]]:
        """Each pin of the legend with its drawing and word."""
        return [(pin.value, pin_drawing(pin), word) for pin, word in self.legend]


def point(longitude: float, latitude: float) -> dict[str, object]:
    """The GeoJSON geometry of one place."""
    return {"type": "Point", "coordinates": [longitude, latitude]}


def states_legend() -> list[tuple[Pin, str]]:
    """The legend of things that are open, under way or solved."""
    return [(Pin.OPEN, _("Open")), (Pin.BUSY, _("Busy")), (Pin.SOLVED, _("Solved"))]


def pin_drawing(pin: Pin) -> SafeString:
    """The drawing, hidden from screen readers: the word beside it says the same."""
    return format_html(
        '<svg viewBox="-22 -22 44 44" aria-hidden="true" focusable="false"><g class="pin">{}</g></svg>',
        mark_safe(_DRAWINGS[pin]),  # noqa: S308 (written above)
    )
