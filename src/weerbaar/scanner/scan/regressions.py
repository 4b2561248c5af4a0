"""What got worse between measurements of one domain. One bad measurement is a suspicion; a second one confirms it.

A server can have a bad hour, so nothing is called worse on the word of a single measurement. Pure: no network, no clock.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from weerbaar.scanner.checks.catalogue import outcome_of
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.vocabulary.errors import OutOfOrder
from weerbaar.scanner.vocabulary.status import Status


class Course(StrEnum):
    """How a check went since it was last fine.

    SUSPECTED after one measurement that failed, CONFIRMED by a later one with the same outcome, MENDED when what was
    suspected or confirmed passed again.
    """

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Concluded:
    """One finding with its status: what a comparison needs to know of it."""

    outcome: str
    status: Status


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: when, and what each check concluded. Checks that were not asked are left out."""

    at: datetime
    concluded: Mapping[str, Concluded]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a check that was fine at `fine_at`.

    It failed with `outcome` first at `since`; `decided_at` is the measurement that made the course what it is.
    """

    check: str
    course: Course
    outcome: str
    fine_at: datetime
    since: datetime
    decided_at: datetime


def measured(result: ScanResult) -> Measured:
    """A result as a measurement. Its findings are those of the checks of this version, whenever it was measured."""
    concluded = {one.check: Concluded(one.outcome, outcome_of(one).status) for one in result.findings}
    return Measured(result.started_at, concluded)


def changes(history: Iterable[Measured]) -> tuple[Change, ...]:
    """What got worse, and what was mended since, sorted by check. The history is in the order of time.

    A check that could not be determined, or was not asked, tells nothing: it changes nothing. One that did not apply takes
    a suspicion away, and leaves the last time that all was fine.

    Raises:
        OutOfOrder: a measurement is not later than the one before it.
    """
    tracks: dict[str, _Track] = {}
    last: datetime | None = None
    for one in history:
        if last is not None and one.at <= last:
            raise OutOfOrder(last, one.at)
        last = one.at
        for check, concluded in one.concluded.items():
            tracks[check] = tracks.get(check, _Track()).after(check, concluded, one.at)
    found = (tracks[check].change for check in sorted(tracks))
    return tuple(change for change in found if change is not None)


@dataclass(frozen=True, slots=True)
class _Track:
    """What is known of one check so far."""

    fine_at: datetime | None = None
    change: Change | None = None

    @property
    def is_failing(self) -> bool:
        return self.change is not None and self.change.course is not Course.MENDED

    def after(self, check: str, concluded: Concluded, at: datetime) -> "_Track":
        """The track after one more measurement."""
        if concluded.status is Status.NOT_DETERMINED:
            return self
        if concluded.status is Status.NOT_APPLICABLE:
            return replace(self, change=None)
        if concluded.status is Status.PASS:
            mended = (
                replace(self.change, course=Course.MENDED, decided_at=at) if self.change and self.is_failing else None
            )
            return _Track(at, mended or self.change)
        return self._failed(check, concluded.outcome, at)

    def _failed(self, check: str, outcome: str, at: datetime) -> "_Track":
        if self.fine_at is None or (self.change and self.change.course is Course.CONFIRMED):
            return self
        if self.change and self.is_failing and self.change.outcome == outcome:
            return replace(self, change=replace(self.change, course=Course.CONFIRMED, decided_at=at))
        return replace(self, change=Change(check, Course.SUSPECTED, outcome, self.fine_at, at, at))
