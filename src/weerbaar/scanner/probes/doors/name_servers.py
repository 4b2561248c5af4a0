"""Asks name servers themselves, over UDP and over TCP, as a resolver would: without recursion, each only a few questions."""

import asyncio
import secrets
from collections.abc import Callable, Sequence

from weerbaar.scanner.facts.authorities import DirectAnswer
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.probes.doors.dialer import has_ipv6_route
from weerbaar.scanner.probes.doors.direct_reply import DirectReply, read_direct, read_transfer_start
from weerbaar.scanner.probes.doors.doors import Dialer, Question, Stream
from weerbaar.scanner.probes.doors.exchange import Exchange, Query, query
from weerbaar.scanner.probes.doors.guard import AddressGuard
from weerbaar.scanner.probes.doors.usage import Usage
from weerbaar.scanner.probes.doors.wire import EDNS, FORMERR, is_reply, write_question

PORT = 53
MAX_QUERIES = 80
_RD = 0x0100
_MESSAGE_TIMEOUT_S = 4.0
_OUR_IPV6 = (Reason.TIMEOUT, Reason.UNREACHABLE)


class GuardedNameServers:
    """The way to the name servers of one target. The address guard decides over UDP too, and the budget is its own."""

    def __init__(
        self,
        guard: AddressGuard,
        dialer: Dialer,
        usage: Usage,
        clock: Clock,
        *,
        detour: Callable[[str, int], tuple[str, int]] | None = None,
        max_queries: int = MAX_QUERIES,
    ) -> None:
        self._guard = guard
        self._dialer = dialer
        self._usage = usage
        self._clock = clock
        self._detour = detour
        self._left = max_queries

    async def ask(self, address: str, questions: Sequence[Question]) -> tuple[Observation[DirectReply], ...]:
        """The replies over UDP, all asked at once, in the order of the questions."""
        source = f"UDP [{address}]:{PORT}"
        refusal = self._refusal(address, len(questions), source)
        if refusal is not None:
            return (refusal,) * len(questions)
        messages, failure = await self._exchange(address, questions, edns=True)
        if any(message is not None and message[3] & 15 == FORMERR for message in messages):
            # A server from before EDNS (RFC 6891, section 7) gets the questions that it knows.
            messages, failure = await self._exchange(address, questions, edns=False)
        silence = self._silence(address, failure, source)
        return tuple(
            silence if message is None else self._read(message, question, source)
            for message, question in zip(messages, questions, strict=True)
        )

    async def ask_by_tcp(self, address: str, zone: str) -> tuple[Observation[DirectAnswer], Observation[DirectAnswer]]:
        """The zone's SOA and the first message of its transfer, over one connection that is closed at once after it."""
        source = f"TCP [{address}]:{PORT}"
        refusal = self._refusal(address, 2, source)
        stream = refusal or await self._dialer.connect(address, PORT)
        if isinstance(stream, Unobserved):
            return stream, stream
        self._usage.queries += 2
        try:
            soa = await self._by_stream(stream, Question(zone, "SOA"), source)
            if isinstance(soa, Unobserved):
                return soa, soa
            return soa, await self._by_stream(stream, Question(zone, "AXFR"), source)
        finally:
            await self._dialer.close(stream)

    async def _exchange(
        self, address: str, questions: Sequence[Question], *, edns: bool
    ) -> tuple[list[bytes | None], Reason | None]:
        where = self._detour(address, PORT) if self._detour else (address, PORT)
        exchange = Exchange(*where, [_query(question, edns=edns) for question in questions])
        messages = await exchange.run()
        self._usage.queries += exchange.sent
        return messages, exchange.failure

    def _refusal(self, address: str, questions: int, source: str) -> Unobserved | None:
        refusal = self._guard.refusal(address)
        if refusal is not None:
            return Unobserved(refusal, source)
        if self._left < questions:
            return Unobserved(Reason.BUDGET_SPENT, source)
        self._left -= questions
        return None

    def _silence(self, address: str, failure: Reason | None, source: str) -> Unobserved:
        reason = failure or Reason.TIMEOUT
        if reason in _OUR_IPV6 and ":" in address and not has_ipv6_route(address):
            reason = Reason.NO_IPV6_HERE
        return Unobserved(reason, source)

    def _read(self, message: bytes, question: Question, source: str) -> Observation[DirectReply]:
        reply = read_direct(message, _query(question).question, question.name)
        if reply is None:
            return Unobserved(Reason.PROTOCOL_ERROR, source, "broken message")
        return Observed(reply, self._clock.now(), source)

    async def _by_stream(self, stream: Stream, question: Question, source: str) -> Observation[DirectAnswer]:
        one, query_id = _query(question), secrets.randbits(16)
        message = query_id.to_bytes(2, "big") + one.message[2:]
        try:
            async with asyncio.timeout(_MESSAGE_TIMEOUT_S):
                stream.writer.write(len(message).to_bytes(2, "big") + message)
                await stream.writer.drain()
                size = int.from_bytes(await stream.reader.readexactly(2), "big")
                reply = await stream.reader.readexactly(size)
        except TimeoutError:
            return Unobserved(Reason.TIMEOUT, source)
        except (OSError, EOFError):
            return Unobserved(Reason.RESET, source)
        answer = _read_message(reply, query_id, one, question)
        if answer is None:
            return Unobserved(Reason.PROTOCOL_ERROR, source, "broken message")
        return Observed(answer, self._clock.now(), source)


def _read_message(message: bytes, query_id: int, one: Query, question: Question) -> DirectAnswer | None:
    if question.rdtype == "AXFR":
        return read_transfer_start(message, query_id)
    if not is_reply(message, query_id, one.question):
        return None
    reply = read_direct(message, one.question, question.name)
    return None if reply is None else reply.answer


def _query(question: Question, *, edns: bool = True) -> Query:
    written = write_question(question.name, question.rdtype) or b"\x00"
    # A transfer is asked without EDNS, as old servers know it.
    addition = EDNS if edns and question.rdtype != "AXFR" else b""
    return query(written, _RD if question.recursion else 0, addition)
