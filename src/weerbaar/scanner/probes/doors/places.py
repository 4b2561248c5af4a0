"""Politeness: how many connections may be open to one address at the same time, over all scans of this process."""

import asyncio

from weerbaar.scanner.probes.doors.clock import Clock

PLACES_PER_ADDRESS = 2
MAIL_PORT = 25
# Mail hosts count visits per client and turn away the hasty; four a second is what the milder ones allow.
MAIL_PAUSE_S = 0.25
_REMEMBERED_VISITS = 1024


class Places:
    """Two places per address; at port 25 one at a time, with a pause between a visit and the next."""

    def __init__(self, clock: Clock, *, mail_pause_s: float = MAIL_PAUSE_S) -> None:
        self._clock = clock
        self._mail_pause_s = mail_pause_s
        self._all = _Queues(PLACES_PER_ADDRESS)
        self._mail = _Queues(1)
        self._left_at: dict[str, float] = {}

    async def take(self, address: str, port: int) -> "Place":
        """Wait for a place at this address. A cancelled wait holds nothing."""
        if port != MAIL_PORT:
            await self._all.enter(address)
            return Place(self, address, port)
        await self._mail.enter(address)
        try:
            await self._pause(address)
            await self._all.enter(address)
        except asyncio.CancelledError:
            self._mail.leave(address)
            raise
        return Place(self, address, port)

    async def _pause(self, address: str) -> None:
        left_at = self._left_at.get(address)
        if left_at is not None:
            rest_s = left_at + self._mail_pause_s - self._clock.monotonic()
            if rest_s > 0:
                await asyncio.sleep(rest_s)

    def _leave(self, address: str, port: int) -> None:
        self._all.leave(address)
        if port == MAIL_PORT:
            self._mail.leave(address)
            self._remember(address)

    def _remember(self, address: str) -> None:
        now = self._clock.monotonic()
        if len(self._left_at) >= _REMEMBERED_VISITS:  # a long campaign must not fill the memory
            self._left_at = {key: at for key, at in self._left_at.items() if at + self._mail_pause_s > now}
        self._left_at[address] = now


class Place:
    """One place at an address, held until it is given back."""

    __slots__ = ("_address", "_places", "_port")

    def __init__(self, places: Places, address: str, port: int) -> None:
        self._places: Places | None = places
        self._address = address
        self._port = port

    def give_back(self) -> None:
        """Let the next one in. Safe to call twice."""
        if self._places is not None:
            places, self._places = self._places, None
            places._leave(self._address, self._port)


class _Queues:
    """A queue for each address where somebody is or waits, all with the same number of places."""

    __slots__ = ("_places", "_queues")

    def __init__(self, places: int) -> None:
        self._places = places
        self._queues: dict[str, tuple[asyncio.Semaphore, list[int]]] = {}

    async def enter(self, address: str) -> None:
        queue = self._queues.get(address)
        if queue is None:
            queue = self._queues[address] = (asyncio.Semaphore(self._places), [0])
        semaphore, people = queue
        people[0] += 1
        try:
            await semaphore.acquire()
        except asyncio.CancelledError:
            self._forget_one(address)
            raise

    def leave(self, address: str) -> None:
        self._queues[address][0].release()
        self._forget_one(address)

    def _forget_one(self, address: str) -> None:
        people = self._queues[address][1]
        people[0] -= 1
        if not people[0]:
            del self._queues[address]
