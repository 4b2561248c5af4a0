"""Lets a signal, or the loss of a lease, end the scan that runs in this process."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Stopped(Exception):
    """The work was stopped from outside; it is neither finished nor broken."""


class StopSwitch:
    """Runs one piece of work at a time. All but `run` may be called from a signal handler or another thread."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: asyncio.Task[Any] | None = None
        self._closing = False

    def stop_work(self) -> None:
        """End the work of this moment, if there is any."""
        loop, work = self._loop, self._work
        if loop and work:
            loop.call_soon_threadsafe(work.cancel)

    def close(self) -> None:
        """End the work of this moment and refuse all that comes later."""
        self._closing = True
        self.stop_work()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run the work to its end.

        Raises:
            Stopped: it was stopped.
        """
        return asyncio.run(self._watched(work))

    async def _watched(self, work: Coroutine[Any, Any, T]) -> T:
        self._loop, self._work = asyncio.get_running_loop(), asyncio.ensure_future(work)
        if self._closing:
            self._work.cancel()
        try:
            result: T = await self._work
        except asyncio.CancelledError:
            raise Stopped from None
        finally:
            self._loop = self._work = None
        return result


process_switch = StopSwitch()
