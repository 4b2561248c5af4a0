"""Scans many domains at the same time, a bounded number at once, and hands each result on as it is there."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from weerbaar.scanner.probes.doors.clock import SystemClock
from weerbaar.scanner.probes.doors.keeper import DoorKeeper
from weerbaar.scanner.probes.doors.settings import DoorSettings
from weerbaar.scanner.scan.progress import Listener
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.scan.run import scan
from weerbaar.scanner.vocabulary.authorisation import ScanAuthorisation
from weerbaar.scanner.vocabulary.domain_name import DomainName

Taker = Callable[[int, ScanResult], Awaitable[None]]


async def measure(
    names: Sequence[DomainName],
    settings: DoorSettings,
    take: Taker,
    *,
    timeout_s: float,
    concurrency: int,
    listener: Callable[[], Listener | None],
    agreement: ScanAuthorisation | None = None,
) -> None:
    """Scan all names, as far as the agreement grants for each.

    `take` gets the position of each name and its result, in the order in which scans end.

    Raises:
        InvalidSettings: the settings cannot be used.
    """
    waiting = iter(enumerate(names))
    async with DoorKeeper(settings) as keeper:

        async def work() -> None:
            # All workers draw from one iterator: no more scans are open than there are workers.
            for position, name in waiting:
                result = await scan(_request(name, timeout_s, agreement), keeper, listener=listener())
                await take(position, result)

        workers = [asyncio.create_task(work()) for _ in range(min(concurrency, len(names)))]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)


def _request(name: DomainName, timeout_s: float, agreement: ScanAuthorisation | None) -> ScanRequest:
    # A long list may outlive its agreement: what it grants is asked when each scan starts.
    if agreement is None:
        return ScanRequest(name, timeout_s)
    return ScanRequest.authorised(name, agreement, SystemClock().now(), timeout_s)
