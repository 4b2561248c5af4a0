"""Each reminder of a scheme comes once, on its day: measured day by day over three years and more."""

from collections import Counter
from datetime import date, timedelta

import pytest

from weerbaar.portal.audits.reminders.due import CATCH_UP, Running, Standing, occasions
from weerbaar.portal.trajectories.schemes.read_scheme import shipped_schemes
from weerbaar.portal.trajectories.schemes.scheme import Reminder

CLASSIC = shipped_schemes()["kvo-classic"]
BEGIN = date(2026, 1, 15)
UNTIL = date(2029, 1, 14)
STANDING = Standing(
    phase="analysis",
    cycle=1,
    phase_since=BEGIN,
    absent=frozenset({"police_figures"}),
    measures=(Running("m1", date(2026, 9, 1)),),
    certificate="KVO-1",
    valid_from=BEGIN,
    valid_until=UNTIL,
)


def days_of(reminder: Reminder, standing: Standing = STANDING, every: int = 1) -> list[date]:
    """The first day on which each occasion is seen, by who looks every so many days."""
    seen: dict[str, date] = {}
    day = BEGIN
    while day < UNTIL + timedelta(days=400):
        for one in occasions(reminder, standing, day):
            seen.setdefault(one.key, day)
        day += timedelta(days=every)
    return sorted(seen.values())


def by_id(reminder_id: str) -> Reminder:
    return next(reminder for reminder in CLASSIC.reminders if reminder.id == reminder_id)


@pytest.mark.parametrize(
    ("reminder_id", "days"),
    [
        ("REM-SIGN", []),
        ("REM-POLICE", [date(2026, 2, 5)]),
        ("REM-INSPECTION-DAY", [date(2026, 4, 1), date(2027, 4, 1), date(2028, 4, 1), date(2029, 4, 1)]),
        ("REM-INSPECTION-DARK", [date(2026, 11, 1), date(2027, 11, 1), date(2028, 11, 1), date(2029, 11, 1)]),
        ("REM-MEASURE", [date(2026, 8, 18)]),
        ("REM-EVALUATION", [date(2026, 12, 15), date(2027, 12, 15), date(2028, 12, 15)]),
        ("REM-SURVEY", [date(2028, 4, 14)]),
        ("REM-AUDIT", [date(2028, 7, 14)]),
        ("REM-EXPIRY", [date(2028, 10, 14)]),
        ("REM-EXPIRED", [date(2029, 1, 15)]),
    ],
)
def test_each_comes_on_its_day(reminder_id: str, days: list[date]) -> None:
    assert days_of(by_id(reminder_id)) == days


def test_every_reminder_of_the_scheme_is_measured_here() -> None:
    assert Counter(reminder.id for reminder in CLASSIC.reminders).most_common(1)[0][1] == 1
    assert len(CLASSIC.reminders) == 10


def test_who_looks_once_in_ten_days_misses_none() -> None:
    for reminder in CLASSIC.reminders:
        assert len(days_of(reminder, every=10)) == len(days_of(reminder))


def test_what_is_long_past_is_not_sent_any_more() -> None:
    on = date(2028, 7, 14)
    assert occasions(by_id("REM-AUDIT"), STANDING, on + CATCH_UP - timedelta(days=1))
    assert not occasions(by_id("REM-AUDIT"), STANDING, on + CATCH_UP)


def test_without_a_certificate_nothing_is_said_about_it() -> None:
    bare = Standing("analysis", 1, BEGIN, frozenset(), ())
    for reminder_id in ("REM-EVALUATION", "REM-SURVEY", "REM-AUDIT", "REM-EXPIRY", "REM-EXPIRED", "REM-POLICE"):
        assert days_of(by_id(reminder_id), bare) == []
