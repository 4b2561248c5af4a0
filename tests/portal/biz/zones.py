"""Zones of the tests: Meeuwenwaard plans one of three years at 250 euro for sixty companies."""

from datetime import date, datetime

from django.utils import timezone

from tests.portal.trajectories.area import Area
from weerbaar.portal.biz.levy import Band
from weerbaar.portal.biz.services.hold_ballot import count_ballot, open_ballot
from weerbaar.portal.biz.services.plan_zone import ZonePlan, plan_zone

STARTS, ENDS = date(2025, 1, 1), date(2027, 12, 31)


def plan(**changes: object) -> ZonePlan:
    """A whole plan, with these changes."""
    fields: dict[str, object] = {
        "name": "BIZ Meeuwenwaard",
        "purpose": "Een veilig en schoon terrein",
        "payers": "users",
        "starts_on": STARTS,
        "ends_on": ENDS,
        "levy": (Band(0, 25000, 60),),
    }
    return ZonePlan(**(fields | changes))  # type: ignore[arg-type]


def noon(day: date) -> datetime:
    """Noon of that day."""
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))


def in_ballot(here: Area) -> None:
    """The ballot is open: from 1 to 20 November 2024, for sixty."""
    plan_zone(here.park.id, plan(), actor=here.manager)
    open_ballot(here.park.id, date(2024, 11, 1), date(2024, 11, 20), 60, actor=here.manager)


def running(here: Area) -> None:
    """Forty of sixty voted, thirty in favour: it runs."""
    in_ballot(here)
    assert count_ballot(here.park.id, 30, 10, 0, actor=here.manager, now=noon(date(2024, 11, 21)))
