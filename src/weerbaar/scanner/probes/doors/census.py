"""Asks a great many names at the resolver, one cheap question each, to learn which of them exist."""

import asyncio
from collections.abc import Sequence

from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.probes.doors.doors import NameAnswer
from weerbaar.scanner.probes.doors.exchange import Exchange, Query, query
from weerbaar.scanner.probes.doors.settings import Endpoint
from weerbaar.scanner.probes.doors.upstreams import Upstreams
from weerbaar.scanner.probes.doors.usage import Usage
from weerbaar.scanner.probes.doors.wire import NOERROR, NXDOMAIN, read_reply, write_question

MAX_QUERIES = 700
# Over all scans of a keeper: with the size of a round, what a resolver's buffer holds (some 270 questions by default).
ROUNDS_AT_ONCE = 4
# Recursion, and no checking of signatures: whether a stranger's name is signed does not matter here, and checking it
# would cost the resolver more than all the rest.
_FLAGS = 0x0100 | 0x0010
_RCODE_BITS = 15
_ABSENT = NameAnswer(AnswerKind.NO_NAME, ())


class ResolverCensus:
    """The census of one scan. It has a budget of its own, so that the questions of checks are never crowded out.

    `rounds` is shared between scans: as many places as rounds may run at once.
    """

    def __init__(
        self, upstreams: Upstreams, usage: Usage, rounds: asyncio.Semaphore, *, max_queries: int = MAX_QUERIES
    ) -> None:
        self._upstreams = upstreams
        self._usage = usage
        self._rounds = rounds
        self._left = max_queries

    async def ask(self, names: Sequence[str], rdtype: str) -> dict[str, NameAnswer]:
        """The answer of each name. Names without one are left out: no answer in time, a failing server, budget spent."""
        asked = names[: self._left]
        self._left -= len(asked)
        by_server: dict[Endpoint, dict[str, Query]] = {}
        for name in asked:
            question = write_question(name, rdtype)
            if question is not None:
                endpoint = self._upstreams.for_name(name).transport.endpoint
                by_server.setdefault(endpoint, {})[name] = query(question, _FLAGS)
        answers: dict[str, NameAnswer] = {}
        for endpoint, queries in by_server.items():
            exchange = Exchange(endpoint.address, endpoint.port, list(queries.values()))
            async with self._rounds:
                messages = await exchange.run()
            self._usage.census += exchange.sent
            for (name, one), message in zip(queries.items(), messages, strict=True):
                answer = None if message is None else _read(message, one.question, name)
                if answer is not None:
                    answers[name] = answer
        return answers


def _read(message: bytes, question: bytes, name: str) -> NameAnswer | None:
    """None for an answer that says nothing: SERVFAIL is a server in trouble, not a name that exists."""
    rcode = message[3] & _RCODE_BITS
    if rcode == NXDOMAIN:
        return _ABSENT
    reply = read_reply(message, question, name) if rcode == NOERROR else None
    if reply is None:
        return None
    here = name
    for _ in reply.aliases:
        here = reply.aliases.get(here, here)
    records = tuple(reply.records.get(here, ()))
    return NameAnswer(AnswerKind.RECORDS if records else AnswerKind.NO_DATA, records)
