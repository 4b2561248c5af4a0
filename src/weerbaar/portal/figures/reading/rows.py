"""What a file with figures says, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from weerbaar.portal.figures.words import Fault

MOST_BYTES = 10_000_000
MOST_ROWS = 60_000
MOST_COMPLAINTS = 200  # of more than these nobody reads the rest
MOST_COUNTED = 1_000_000  # of one kind in one period; more is a slip


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: how often a kind was counted in a period (`2024` or `2024-03`). `number` is None when the source does not
    say: that is not zero. `place` is the code of a neighbourhood, or empty for the area as a whole.
    """

    period: str
    place: str
    kind: str
    number: int | None
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an accident was, in degrees (WGS 84)."""

    year: str
    kind: str
    longitude: float
    latitude: float
    street: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong at a row (from 1, the heading of a table; 0 when it is the whole file) and a column (empty: all)."""

    line: int
    column: str
    fault: Fault


@dataclass
class Reading:
    """What was read. With complaints nothing of it may be used. `left_out` counts good rows about elsewhere."""

    rows: list[Row] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    left_out: int = 0

    def complain(self, line: int, column: str, fault: Fault) -> None:
        """Note what is wrong, up to a bound."""
        if len(self.complaints) < MOST_COMPLAINTS:
            self.complaints.append(Complaint(line, column, fault))

    @property
    def periods(self) -> Sequence[str]:
        """All periods, in order."""
        return sorted({row.period for row in self.rows})


def refused(fault: Fault, column: str = "") -> Reading:
    """A file of which nothing can be read."""
    return Reading(complaints=[Complaint(1 if column else 0, column, fault)])
