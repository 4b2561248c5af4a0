"""Tells the story: scene after scene at its own moment, and after each one looks whether all that must hold still does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.serve.story.cast import Cast
from weerbaar.portal.serve.story.invariants import assert_whole
from weerbaar.portal.serve.story.moved_clock import MovedClock, moved_clock
from weerbaar.portal.trajectories.schemes.evaluate import months_before


@dataclass(frozen=True, slots=True)
class Scene:
    """What happens in a month of the story, on a day of that month, and in one sentence what it is."""

    month: int
    day: int
    title: str
    play: Callable[[Cast], None]


Watch = Callable[[Scene, Cast], None]


def tell(
    scenes: Sequence[Scene],
    begin: Callable[[date, MovedClock, str | None], Cast],
    start: date,
    *,
    until: datetime | None = None,
    password: str | None = None,
    watch: Watch | None = None,
) -> Cast:
    """Everybody as they stand after the last scene before `until`. Month 0 is the month of `start`.

    Raises:
        StoryBroken: something that always holds does not.
        ValueError: the scenes are not in order.
    """
    with moved_clock(moment_of(start, 0, 1)) as clock:
        with transaction.atomic():
            cast = begin(start, clock, password)
        for scene in scenes:
            moment = moment_of(start, scene.month, scene.day)
            if until is not None and moment >= until:
                break
            clock.move_to(moment)
            with transaction.atomic():
                scene.play(cast)
                assert_whole(cast)
            if watch is not None:
                watch(scene, cast)
    return cast


def moment_of(start: date, month: int, day: int) -> datetime:
    """Ten in the morning of that day, so many months after the month of `start`."""
    first = months_before(start.replace(day=1), -month)
    return timezone.make_aware(datetime.combine(first.replace(day=day), time(10)))
