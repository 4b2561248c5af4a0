"""Sends many DNS queries to one server and collects the answers: one socket pair and one future for all of them.

The resolver's transport gives each question a future, a timer and a retry of its own, which is right where answers are
wanted one by one. Hundreds of questions at once, or a handful to a server that is asked only now, cost a third this way.
"""

import asyncio
import socket
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes.doors.dialer import reason_of
from weerbaar.scanner.probes.doors.identifiers import Identifiers
from weerbaar.scanner.probes.doors.wire import is_reply

ATTEMPTS = 2
ATTEMPT_TIMEOUT_S = 2.0
_TICK_S = ATTEMPT_TIMEOUT_S / 8
# After answers were read, others get this long to gather: waking up for each one apart would cost more than reading it.
_GATHER_S = 0.004
_LARGEST_DATAGRAM = 4096


class Query(NamedTuple):
    """`message` is a whole query; its first two octets, the identifier, are filled in when it is sent."""

    message: bytes
    question: bytes


def query(question: bytes, flags: int, addition: bytes = b"") -> Query:
    """A query with one question and, when `addition` is an OPT record, EDNS."""
    counts = (1).to_bytes(2, "big") + bytes(4) + (1 if addition else 0).to_bytes(2, "big")
    return Query(bytes(2) + flags.to_bytes(2, "big") + counts + question + addition, question)


class Exchange:
    """One round of queries to one server. `sent` counts the datagrams; `failure` says why nothing could be sent, if so."""

    def __init__(self, address: str, port: int, queries: Sequence[Query], *, at_once: int = 50) -> None:
        self._where = (address, port)
        self._queries = queries
        self._at_once = at_once
        self._identifiers = Identifiers(max(len(queries), 1))
        self._answers: list[bytes | None] = [None] * len(queries)
        self._attempts = bytearray(len(queries))
        self._to_send = deque(range(len(queries)))
        # By identifier: which query, and when to give this attempt up.
        self._waiting: dict[int, tuple[int, float]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._gathering: asyncio.TimerHandle | None = None
        self.sent = 0
        self.failure: Reason | None = None

    async def run(self, time_limit_s: float = 10.0) -> list[bytes | None]:
        """The answers in the order of the queries; None where none came. Stops at the time limit with what there is."""
        self._loop = asyncio.get_running_loop()
        self._done: asyncio.Future[None] = self._loop.create_future()
        family = socket.AF_INET6 if ":" in self._where[0] else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        try:
            self._socket.connect(self._where)
            self._loop.add_reader(self._socket, self._on_readable)
            self._timer = self._loop.call_later(_TICK_S, self._on_time)
            self._send()
            async with asyncio.timeout(time_limit_s):
                await self._done
        except TimeoutError:
            pass
        except OSError as error:
            self.failure = reason_of(error)
        finally:
            self._end()
        return self._answers

    def _end(self) -> None:
        for timer in (self._timer, self._gathering):
            if timer is not None:
                timer.cancel()
        self._loop.remove_reader(self._socket)
        self._socket.close()

    def _send(self) -> None:
        """Send as long as there is room; finish when there is nothing left to wait for."""
        until = self._loop.time() + ATTEMPT_TIMEOUT_S
        while self._to_send and len(self._waiting) < self._at_once:
            index = self._to_send.popleft()
            query_id = self._identifiers.draw()
            while query_id in self._waiting:
                query_id = self._identifiers.draw()
            self._waiting[query_id] = (index, until)
            self._attempts[index] += 1
            self.sent += 1
            try:
                self._socket.send(query_id.to_bytes(2, "big") + self._queries[index].message[2:])
            except BlockingIOError:
                pass  # the kernel's buffer is full: as good as lost on the way, and sent again later
            except OSError as error:
                self._fail(error)
                return
        if not self._waiting:
            self._finish()

    def _on_readable(self) -> None:
        try:
            while True:
                message = self._socket.recv(_LARGEST_DATAGRAM)
                query_id = int.from_bytes(message[:2], "big")
                waiting = self._waiting.get(query_id)
                if waiting is not None and is_reply(message, query_id, self._queries[waiting[0]].question):
                    del self._waiting[query_id]
                    self._answers[waiting[0]] = message
        except BlockingIOError:
            self._send()
            if not self._done.done():
                self._loop.remove_reader(self._socket)
                self._gathering = self._loop.call_later(_GATHER_S, self._read_on)
        except OSError as error:
            self._fail(error)

    def _read_on(self) -> None:
        self._loop.add_reader(self._socket, self._on_readable)

    def _on_time(self) -> None:
        now = self._loop.time()
        for query_id, (index, until) in list(self._waiting.items()):
            if until <= now:
                del self._waiting[query_id]
                if self._attempts[index] < ATTEMPTS:
                    self._to_send.append(index)
        self._timer = self._loop.call_later(_TICK_S, self._on_time)
        self._send()

    def _fail(self, error: OSError) -> None:
        """The machine says that the server cannot be reached: no use in waiting longer."""
        self.failure = reason_of(error)
        self._finish()

    def _finish(self) -> None:
        if not self._done.done():
            self._done.set_result(None)
