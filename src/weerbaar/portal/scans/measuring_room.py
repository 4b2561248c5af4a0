"""Where this process measures: one event loop, and doors that stay open from scan to scan."""

import asyncio
from types import TracebackType
from typing import Any, Self

from weerbaar.portal.scans.doors import door_settings
from weerbaar.portal.scans.proof_look import Looked, look_for_code
from weerbaar.portal.scans.proof_words import ProofFault
from weerbaar.scanner.probes.doors.keeper import DoorKeeper
from weerbaar.scanner.probes.doors.settings import DoorSettings
from weerbaar.scanner.scan.event_loop import loop_factory
from weerbaar.scanner.scan.progress import Listener
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.scan.run import scan
from weerbaar.scanner.vocabulary.domain_name import DomainName

LOOK_S = 20.0  # for one record and one file


class Stopped(Exception):
    """The work was stopped from outside; it is neither finished nor broken."""


class MeasuringRoom:
    """Measures one target at a time.

    Between scans it keeps the proof that name servers validate and the list of trusted certificates, which cost more
    than a scan itself. `stop_work` and `close_for_good` may be called from a signal handler or another thread.
    """

    def __init__(self) -> None:
        self._runner = asyncio.Runner(loop_factory=loop_factory())
        self._keeper: DoorKeeper | None = None
        self._settings: DoorSettings | None = None
        self._work: asyncio.Task[Any] | None = None
        self._closing = False

    def measure(self, request: ScanRequest, listener: Listener) -> ScanResult:
        """The result.

        Raises:
            Stopped: somebody stopped the work.
            InvalidSettings: the settings of the doors cannot be used.
        """
        return self._runner.run(self._watched(request, listener))

    def look_for_code(self, domain: DomainName, code: str) -> Looked:
        """Whether the code of a proof stands at a domain.

        Raises:
            InvalidSettings: the settings of the doors cannot be used.
        """
        return self._runner.run(self._look(domain, code))

    def stop_work(self) -> None:
        """End the work of this moment, if there is any."""
        work = self._work
        if work:
            work.get_loop().call_soon_threadsafe(work.cancel)

    def close_for_good(self) -> None:
        """End the work of this moment and refuse all that comes later."""
        self._closing = True
        self.stop_work()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._close_doors())
        self._runner.close()

    async def _watched(self, request: ScanRequest, listener: Listener) -> ScanResult:
        self._work = asyncio.create_task(self._scan(request, listener))
        if self._closing:
            self._work.cancel()
        try:
            result: ScanResult = await self._work
        except asyncio.CancelledError:
            raise Stopped from None
        finally:
            self._work = None
        return result

    async def _scan(self, request: ScanRequest, listener: Listener) -> ScanResult:
        return await scan(request, await self._open_doors(), listener=listener)

    async def _look(self, domain: DomainName, code: str) -> Looked:
        doors, _usage = (await self._open_doors()).doors()
        try:
            async with asyncio.timeout(LOOK_S):
                return await look_for_code(doors, domain, code)
        except TimeoutError:
            return Looked(None, ProofFault.NOT_REACHED)

    async def _open_doors(self) -> DoorKeeper:
        settings = door_settings()
        if self._keeper is None or settings != self._settings:
            await self._close_doors()
            self._keeper, self._settings = await DoorKeeper(settings).__aenter__(), settings
        return self._keeper

    async def _close_doors(self) -> None:
        if self._keeper:
            await self._keeper.__aexit__(None, None, None)
            self._keeper = None
