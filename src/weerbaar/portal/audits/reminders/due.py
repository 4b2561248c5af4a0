"""When a reminder of a scheme is due. Pure: everything it may look at is handed in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from weerbaar.portal.trajectories.schemes.evaluate import months_before
from weerbaar.portal.trajectories.schemes.scheme import Reminder

# A server that stood still sends what it missed, but nothing that is older than this.
CATCH_UP = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Running:
    """A measure that is under way, with the day by which it is to be done."""

    id: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a trajectory stands. `absent` are papers of this term that are neither adopted nor explained. `valid_from` and
    `valid_until` are of the newest certificate that was not taken back; `certificate` is its number.
    """

    phase: str
    cycle: int
    phase_since: date
    absent: frozenset[str]
    measures: tuple[Running, ...]
    certificate: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time that a reminder is due. `key` tells it from all others of the same reminder."""

    key: str
    on: date


def occasions(reminder: Reminder, standing: Standing, today: date) -> list[Occasion]:
    """Those whose day has come, and not so long ago that nobody wants to hear of it."""
    return [one for one in _all(reminder.when, standing, today) if one.on <= today < one.on + CATCH_UP]


def _all(when: Mapping[str, object], standing: Standing, today: date) -> Iterator[Occasion]:
    if "days_after_phase_start" in when:
        yield from _after_phase_start(when, standing)
    elif "month" in when:
        month = _number(when, "month")
        for year in (today.year - 1, today.year):
            yield Occasion(f"{year}-{month:02}", date(year, month, 1))
    elif "days_before_due" in when:
        days = timedelta(days=_number(when, "days_before_due"))
        for measure in standing.measures:
            yield Occasion(f"{measure.id} {measure.due_on}", measure.due_on - days)
    elif standing.valid_from and standing.valid_until:
        yield from _of_certificate(when, standing.certificate, standing.valid_from, standing.valid_until)


def _after_phase_start(when: Mapping[str, object], standing: Standing) -> Iterator[Occasion]:
    missing = str(when.get("missing", ""))
    if when.get("phase", standing.phase) == standing.phase and (not missing or missing in standing.absent):
        on = standing.phase_since + timedelta(days=_number(when, "days_after_phase_start"))
        yield Occasion(f"{standing.cycle} {standing.phase} {standing.phase_since}", on)


def _of_certificate(when: Mapping[str, object], number: str, begin: date, end: date) -> Iterator[Occasion]:
    if "months_after_certificate" in when:
        months, again = _number(when, "months_after_certificate"), _number(when, "repeat_months")
        while (on := months_before(begin, -months)) < end:
            yield Occasion(f"{number} {on}", on)
            if not again:
                return
            months += again
    elif "months_before_expiry" in when:
        yield Occasion(f"{number} {end}", months_before(end, _number(when, "months_before_expiry")))
    elif "days_after_expiry" in when:
        yield Occasion(f"{number} {end}", end + timedelta(days=_number(when, "days_after_expiry")))


def _number(when: Mapping[str, object], key: str) -> int:
    value = when.get(key, 0)
    return value if isinstance(value, int) else 0
