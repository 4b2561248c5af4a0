"""What anybody may know of the draws: hashes beforehand, seeds and lists of days that have passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from weerbaar.portal.providers.daily_order import promise
from weerbaar.portal.providers.models import OrderSeed

DAYS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class DayOfOrder:
    """The draw of a day. `seed` is empty as long as the day has not passed. `was_promised`: its hash was there the day before."""

    day: date
    promise: str
    seed: str
    drawn_at: datetime
    was_promised: bool


@dataclass(frozen=True, slots=True)
class ListOfDay:
    """Who was listed on a day that has passed, with its seed."""

    day: date
    promise: str
    seed: str
    providers: Sequence[str]


def days_of_order(today: date, number: int = DAYS_SHOWN) -> Sequence[DayOfOrder]:
    """Tomorrow's draw, today's, and those of so many days before, newest first."""
    rows = OrderSeed.objects.filter(day__gt=today - timedelta(days=number + 1), day__lte=today + timedelta(days=1))
    return [
        DayOfOrder(
            day=row.day,
            promise=promise(row.seed),
            seed=row.seed if row.day < today else "",
            drawn_at=row.made_at,
            was_promised=timezone.localdate(row.made_at) < row.day,
        )
        for row in rows.defer("listed").order_by("-day")
    ]


def promise_of(day: date) -> str:
    """The hash of the seed of a day; empty when nothing was drawn for it."""
    known = OrderSeed.objects.filter(day=day).values_list("seed", flat=True).first()
    return promise(known) if known else ""


def list_of_day(day: date, today: date) -> ListOfDay | None:
    """The list of a day that has passed; None for any other day."""
    row = OrderSeed.objects.filter(day=day).first() if day < today else None
    return ListOfDay(row.day, promise(row.seed), row.seed, row.listed) if row else None
