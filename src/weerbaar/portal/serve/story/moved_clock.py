"""Tells a story in its own time: until the block ends, this process lives at the moments that the story names."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


class MovedClock:
    """What `timezone.now()` says inside the block."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def move_to(self, moment: datetime) -> None:
        """Time goes on, never back.

        Raises:
            ValueError: the moment lies before the present one.
        """
        if moment < self.moment:
            raise ValueError(f"{moment} lies before {self.moment}")
        self.moment = moment


@contextmanager
def moved_clock(moment: datetime) -> Iterator[MovedClock]:
    """Only for the command that tells the story, before anybody is served: every thread of the process would see this time."""
    clock, usual = MovedClock(moment), timezone.now
    timezone.now = clock
    try:
        yield clock
    finally:
        timezone.now = usual
