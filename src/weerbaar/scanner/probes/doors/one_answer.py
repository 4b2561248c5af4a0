"""One message to a server and its answer, over a connection that serves nothing else.

Streams and their transports are right for a conversation. A survey says two dozen single hellos, and without them each
costs a third: one socket, one wait for writing, one for reading, one timer.
"""

import asyncio
import errno
import socket
from collections.abc import Callable

_READ_BYTES = 65536


class NotConnected(Exception):
    """No connection came about; `error` says why."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


async def one_answer(
    where: tuple[str, int], message: bytes, is_enough: Callable[[bytearray], bool], timeout_s: float
) -> bytes:
    """What the server says after `message`, until it is enough or the server ends it: closes, or breaks off.

    Raises:
        NotConnected: the connection was refused, or the server cannot be reached.
        TimeoutError: it was not enough within `timeout_s`.
        OSError: the network failed while we waited.
    """
    conversation = _Conversation(asyncio.get_running_loop(), message, is_enough)
    try:
        conversation.start(where, timeout_s)
        await conversation.done
    finally:
        conversation.end()
    return bytes(conversation.received)


class _Conversation:
    __slots__ = ("_fd", "_is_enough", "_loop", "_message", "_socket", "_timer", "done", "received")

    def __init__(self, loop: asyncio.AbstractEventLoop, message: bytes, is_enough: Callable[[bytearray], bool]) -> None:
        self._loop = loop
        self._message = message
        self._is_enough = is_enough
        self._socket: socket.socket | None = None
        self._fd = -1
        self._timer: asyncio.TimerHandle | None = None
        self.done: asyncio.Future[None] = loop.create_future()
        self.received = bytearray()

    def start(self, where: tuple[str, int], timeout_s: float) -> None:
        family = socket.AF_INET6 if ":" in where[0] else socket.AF_INET
        try:
            self._socket = socket.socket(family, socket.SOCK_STREAM)
            self._socket.setblocking(False)
            problem = self._socket.connect_ex(where)
        except OSError as error:
            raise NotConnected(error) from error
        if problem not in (0, errno.EINPROGRESS):
            raise NotConnected(OSError(problem, "connect"))
        self._fd = self._socket.fileno()
        self._timer = self._loop.call_later(timeout_s, self._fail, TimeoutError(f"{timeout_s:g} s"))
        self._loop.add_writer(self._fd, self._on_connected)

    def end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._fd >= 0:
            self._loop.remove_writer(self._fd)
            self._loop.remove_reader(self._fd)
        if self._socket is not None:
            self._socket.close()

    def _on_connected(self) -> None:
        assert self._socket is not None
        problem = self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if problem:
            self._fail(NotConnected(OSError(problem, "connect")))
            return
        self._loop.remove_writer(self._fd)
        try:
            self._socket.send(self._message)  # a fresh socket takes a hello whole
        except OSError as error:
            self._fail(error)
            return
        self._loop.add_reader(self._fd, self._on_readable)

    def _on_readable(self) -> None:
        assert self._socket is not None
        try:
            part = self._socket.recv(_READ_BYTES)
        except (BlockingIOError, InterruptedError):
            return
        except ConnectionError:
            part = b""
        except OSError as error:
            self._fail(error)
            return
        self.received += part
        if (not part or self._is_enough(self.received)) and not self.done.done():
            self.done.set_result(None)

    def _fail(self, error: Exception) -> None:
        if not self.done.done():
            self.done.set_exception(error)
