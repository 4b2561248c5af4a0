"""Proves that a name server validates DNSSEC, before anybody believes its AD flag.

Two observations make the proof: the root's SOA comes back authenticated, and a name whose signatures are broken on
purpose is refused, yet given when checking is disabled (RFC 4035, section 3.2.2). A server that only copies flags
from another one fails the second.
"""

import asyncio
from collections.abc import Sequence
from enum import Enum

from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.probes.doors.transport import DnsTransport
from weerbaar.scanner.probes.doors.usage import Usage
from weerbaar.scanner.probes.doors.wire import NOERROR, SERVFAIL, Reply, write_question

# After a failed proof: the server may have been restarting, or the owner of a bogus name may have mended it.
RETRY_AFTER_S = 300.0


class _Verdict(Enum):
    VALIDATES = "validates"
    DOES_NOT = "does not"
    UNCLEAR = "unclear"


class ValidationProof:
    """The proof for one name server: made when first asked for, once for all scans."""

    def __init__(self, transport: DnsTransport, bogus_names: Sequence[str], clock: Clock) -> None:
        self._transport = transport
        self._bogus_names = tuple(bogus_names)
        self._clock = clock
        self._proven = False
        self._failed_at: float | None = None
        self._lock = asyncio.Lock()
        # The questions of the proof belong to no scan.
        self._usage = Usage()

    async def holds(self) -> bool:
        """Whether the server was proven to validate."""
        if self._proven or self._failed_lately():
            return self._proven
        async with self._lock:
            if not self._proven and not self._failed_lately():
                self._proven = await self._prove()
                self._failed_at = None if self._proven else self._clock.monotonic()
        return self._proven

    def _failed_lately(self) -> bool:
        return self._failed_at is not None and self._clock.monotonic() < self._failed_at + RETRY_AFTER_S

    async def _prove(self) -> bool:
        root = await self._ask(".")
        if not (isinstance(root, Reply) and root.rcode == NOERROR and root.authenticated and root.records):
            return False
        verdicts = await asyncio.gather(*map(self._try, self._bogus_names))
        clear = [verdict for verdict in verdicts if verdict is not _Verdict.UNCLEAR]
        return bool(clear) and clear[0] is _Verdict.VALIDATES

    async def _try(self, bogus_name: str) -> _Verdict:
        checked, unchecked = await asyncio.gather(self._ask(bogus_name), self._ask(bogus_name, checking_disabled=True))
        if not (isinstance(unchecked, Reply) and unchecked.rcode == NOERROR and isinstance(checked, Reply)):
            return _Verdict.UNCLEAR  # the name is gone, or its own servers do not answer
        if checked.rcode == SERVFAIL:
            return _Verdict.VALIDATES
        return _Verdict.DOES_NOT if checked.rcode == NOERROR else _Verdict.UNCLEAR

    async def _ask(self, name: str, *, checking_disabled: bool = False) -> Reply | Unobserved | None:
        question = write_question(name, "SOA")
        if question is None:
            return None
        return await self._transport.ask(question, name, self._usage, checking_disabled=checking_disabled)
