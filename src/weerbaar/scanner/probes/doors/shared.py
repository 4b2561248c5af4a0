"""Visits a mail host that many domains share once, and lets the others read what was seen."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from weerbaar.scanner.probes.doors.clock import Clock

T = TypeVar("T")
_MOST = 10_000


class Shared(Generic[T]):
    """What was seen, kept for `keep_s` seconds over all scans of a keeper.

    Only what `is_answer` calls an answer is kept: a host that was busy or silent is asked again by the next domain.
    """

    def __init__(self, clock: Clock, keep_s: float, is_answer: Callable[[T], bool]) -> None:
        self._clock = clock
        self._keep_s = keep_s
        self._is_answer = is_answer
        self._kept: dict[Hashable, tuple[float, T]] = {}
        # A lock lives as long as somebody looks or waits: hosts that never answer must not fill the memory.
        self._asking: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    async def get(self, key: Hashable, look: Callable[[], Awaitable[T]]) -> T:
        """What was kept, or a new look; of several who want it at once one looks and the rest wait."""
        if self._keep_s <= 0:
            return await look()
        lock = self._asking.setdefault(key, asyncio.Lock())
        async with lock:
            kept = self._kept.get(key)
            if kept is not None and self._clock.monotonic() - kept[0] < self._keep_s:
                return kept[1]
            seen = await look()
            if self._is_answer(seen):
                self._kept.pop(key, None)
                if len(self._kept) >= _MOST:  # the oldest goes first; dictionaries keep their order
                    del self._kept[next(iter(self._kept))]
                self._kept[key] = (self._clock.monotonic(), seen)
            return seen
