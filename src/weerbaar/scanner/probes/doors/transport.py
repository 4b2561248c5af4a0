"""Carries DNS questions to one name server, over UDP and, where an answer does not fit, TCP.

An answer counts only when it comes from the server asked, with the random identifier and the question of a query that
is under way. Sockets are connected, so that the kernel drops what others send, and each gets a random port from it.
"""

import asyncio
import socket

from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.probes.doors.identifiers import Identifiers
from weerbaar.scanner.probes.doors.settings import Endpoint
from weerbaar.scanner.probes.doors.usage import Usage
from weerbaar.scanner.probes.doors.wire import Reply, is_reply, is_truncated, read_reply, write_query

ATTEMPTS = 2
ATTEMPT_TIMEOUT_S = 2.0
TCP_TIMEOUT_S = 4.0
_SOCKETS = 8
# A socket is replaced after this many queries: a new port every while keeps answers hard to forge.
_QUERIES_PER_SOCKET = 250
_LARGEST_DATAGRAM = 4096  # we ask for at most 1232 octets; what is longer is cut and so refused


class DnsTransport:
    """The way to one name server, shared by all scans of a keeper. Sockets are opened when first needed."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._sockets: list[_UdpSocket] = []
        self._turn = 0
        self._identifiers = Identifiers()

    async def ask(
        self, question: bytes, name: str, usage: Usage, *, checking_disabled: bool = False
    ) -> Reply | Unobserved:
        """The reply to a question section about `name`; DNS_TIMEOUT when none comes, DNS_FAILURE when it is broken."""
        message = await self._ask_udp(question, usage, checking_disabled)
        if isinstance(message, bytes) and is_truncated(message):
            message = await self._ask_tcp(question, usage, checking_disabled)
        if isinstance(message, Unobserved):
            return message
        reply = read_reply(message, question, name)
        return Unobserved(Reason.DNS_FAILURE, detail="broken message") if reply is None else reply

    @property
    def endpoint(self) -> Endpoint:
        """Where the server is."""
        return self._endpoint

    def close(self) -> None:
        """Close all sockets; queries under way end as DNS_TIMEOUT."""
        for udp in self._sockets:
            udp.close()
        self._sockets.clear()

    async def _ask_udp(self, question: bytes, usage: Usage, checking_disabled: bool) -> bytes | Unobserved:
        query = _Query(self, question, usage, checking_disabled)
        try:
            query.send()
            return await query.answer
        finally:
            query.forget()

    async def _ask_tcp(self, question: bytes, usage: Usage, checking_disabled: bool) -> bytes | Unobserved:
        usage.queries += 1
        query_id = self._identifiers.draw()
        query = write_query(query_id, question, checking_disabled=checking_disabled)
        try:
            async with asyncio.timeout(TCP_TIMEOUT_S):
                reader, writer = await asyncio.open_connection(self._endpoint.address, self._endpoint.port)
                try:
                    writer.write(len(query).to_bytes(2, "big") + query)
                    message = await reader.readexactly(int.from_bytes(await reader.readexactly(2), "big"))
                finally:
                    writer.transport.abort()
        except TimeoutError:
            return Unobserved(Reason.DNS_TIMEOUT, detail="TCP")
        except (OSError, EOFError) as error:
            return Unobserved(Reason.DNS_FAILURE, detail=f"TCP: {error}")
        if is_reply(message, query_id, question):
            return message
        return Unobserved(Reason.DNS_FAILURE, detail="TCP: the answer is to another question")

    def socket(self) -> "_UdpSocket":
        """A socket with some life in it, each in turn.

        Raises:
            OSError: this machine has no way to the server.
        """
        self._turn = (self._turn + 1) % _SOCKETS
        if self._turn < len(self._sockets) and not self._sockets[self._turn].is_worn:
            return self._sockets[self._turn]
        udp = _UdpSocket(self._endpoint, self._identifiers)
        if self._turn < len(self._sockets):
            self._sockets[self._turn].retire()
            self._sockets[self._turn] = udp
        else:
            self._turn = len(self._sockets)
            self._sockets.append(udp)
        return udp


class _Query:
    """One question under way over UDP: sent, sent again after a while, then given up. Late answers to the first count."""

    __slots__ = (
        "_attempts",
        "_checking_disabled",
        "_detail",
        "_sent",
        "_timer",
        "_transport",
        "_usage",
        "answer",
        "question",
    )

    def __init__(self, transport: DnsTransport, question: bytes, usage: Usage, checking_disabled: bool) -> None:
        self.question = question
        self.answer: asyncio.Future[bytes | Unobserved] = asyncio.get_running_loop().create_future()
        self._transport = transport
        self._usage = usage
        self._checking_disabled = checking_disabled
        self._attempts = 0
        self._sent: list[tuple[_UdpSocket, int]] = []
        self._timer: asyncio.Handle | None = None
        self._detail = ""

    def send(self) -> None:
        self._attempts += 1
        self._usage.queries += 1
        self._timer = self.answer.get_loop().call_later(ATTEMPT_TIMEOUT_S, self._on_silence)
        try:
            udp = self._transport.socket()
            self._sent.append((udp, udp.send(self, checking_disabled=self._checking_disabled)))
        except OSError as error:
            self.fail(error.strerror or str(error))

    def receive(self, message: bytes) -> None:
        """Take the answer, if it is the first."""
        if not self.answer.done():
            self.answer.set_result(message)

    def fail(self, detail: str) -> None:
        """The machine says that the server cannot be reached: no use in waiting for this attempt."""
        self._detail = detail
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.answer.get_loop().call_soon(self._on_silence)

    def give_up(self, detail: str) -> None:
        """End here, without another attempt."""
        if not self.answer.done():
            self.answer.set_result(Unobserved(Reason.DNS_TIMEOUT, detail=detail))

    def forget(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        for udp, query_id in self._sent:
            udp.forget(query_id)

    def _on_silence(self) -> None:
        if self.answer.done():
            return
        if self._attempts < ATTEMPTS:
            self.send()
        else:
            self.give_up(self._detail or f"{ATTEMPTS} attempts")


class _UdpSocket:
    """A connected socket and the queries that wait for an answer on it, by identifier."""

    __slots__ = ("_identifiers", "_loop", "_retired", "_sent", "_socket", "_waiting")

    def __init__(self, endpoint: Endpoint, identifiers: Identifiers) -> None:
        self._identifiers = identifiers
        family = socket.AF_INET6 if ":" in endpoint.address else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        try:
            self._socket.connect((endpoint.address, endpoint.port))
        except OSError:
            self._socket.close()
            raise
        self._waiting: dict[int, _Query] = {}
        self._sent = 0
        self._retired = False
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._socket, self._on_readable)

    @property
    def is_worn(self) -> bool:
        """Closed, or used often enough."""
        return self._retired or self._sent >= _QUERIES_PER_SOCKET

    def send(self, query: _Query, *, checking_disabled: bool) -> int:
        query_id = self._identifiers.draw()
        while query_id in self._waiting:
            query_id = self._identifiers.draw()
        self._waiting[query_id] = query
        self._sent += 1
        try:
            self._socket.send(write_query(query_id, query.question, checking_disabled=checking_disabled))
        except BlockingIOError:
            pass  # the kernel's buffer is full: as good as lost on the way, and sent again later
        except OSError:
            del self._waiting[query_id]
            raise
        return query_id

    def forget(self, query_id: int) -> None:
        self._waiting.pop(query_id, None)
        if self._retired and not self._waiting:
            self.close()

    def retire(self) -> None:
        """Close as soon as nobody waits any more."""
        self._retired = True
        if not self._waiting:
            self.close()

    def close(self) -> None:
        self._retired = True
        if self._socket.fileno() >= 0:
            self._loop.remove_reader(self._socket)
            self._socket.close()
        for query in list(self._waiting.values()):
            query.give_up("closed")
        self._waiting.clear()

    def _on_readable(self) -> None:
        while self._socket.fileno() >= 0:
            try:
                message = self._socket.recv(_LARGEST_DATAGRAM)
            except BlockingIOError:
                return
            except OSError as error:  # an earlier datagram could not be delivered; whose it was is not told
                for query in list(self._waiting.values()):
                    query.fail(error.strerror or str(error))
                continue
            query_id = int.from_bytes(message[:2], "big")
            waiting = self._waiting.get(query_id)
            if waiting is not None and is_reply(message, query_id, waiting.question):
                waiting.receive(message)
