"""What every file with depths can be asked, and what it is counted in."""

from enum import StrEnum
from typing import Protocol

from weerbaar.portal.incidents.words import Chance

DEEPEST_CM = 2_000  # deeper than any polder; more is a mistake in the unit


class DepthUnit(StrEnum):
    """What the numbers of a file are counted in."""

    CENTIMETRES = "cm"
    METRES = "m"

    @property
    def in_cm(self) -> int:
        """How many centimetres one of it is."""
        return 1 if self is DepthUnit.CENTIMETRES else 100


class DepthGrid(StrEnum):
    """How places are written (EPSG codes)."""

    DUTCH = "28992"
    WORLD = "4326"


class DepthMap(Protocol):
    """A file that was read."""

    def at(self, longitude: float, latitude: float) -> dict[Chance, int]:
        """Depths in centimetres at a place, for each chance that the file knows there; 0 is dry, absent is not known."""
