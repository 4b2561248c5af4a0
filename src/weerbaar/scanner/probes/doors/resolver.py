"""Asks names for one scan: each question once, aliases followed, every kind of trouble an observation."""

import asyncio

from weerbaar.scanner.facts.dns import Answer, AnswerKind, Validation
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.probes.doors.upstreams import Upstream, Upstreams
from weerbaar.scanner.probes.doors.usage import Usage
from weerbaar.scanner.probes.doors.wire import BOGUS_ERRORS, NOERROR, NXDOMAIN, SERVFAIL, Reply, write_question

MAX_QUERIES = 400
_MAX_ALIASES = 8
_RCODES = {1: "FORMERR", 4: "NOTIMP", 5: "REFUSED"}


class CachingResolver:
    """The resolver of one scan. What was answered stays answered: a name that changes during the scan does not fool it."""

    def __init__(self, upstreams: Upstreams, usage: Usage, clock: Clock, *, max_queries: int = MAX_QUERIES) -> None:
        self._upstreams = upstreams
        self._usage = usage
        self._clock = clock
        self._max_queries = max_queries
        self._answers: dict[tuple[str, str], Observation[Answer]] = {}
        self._asking: dict[tuple[str, str], asyncio.Event] = {}

    async def ask(self, name: str, rdtype: str) -> Observation[Answer]:
        """The answer to a question, asked of the network only by the first who wants it."""
        name = name.lower().rstrip(".") or "."
        key = (name, rdtype)
        while key not in self._answers:
            asking = self._asking.get(key)
            if asking is not None:
                # When the one who asks is cancelled, the next round makes another of those who wait ask.
                await asking.wait()
                continue
            asking = self._asking[key] = asyncio.Event()
            try:
                self._answers[key] = await self._find(name, rdtype)
            finally:
                del self._asking[key]
                asking.set()
        return self._answers[key]

    async def validation(self, name: str) -> Observation[Validation]:
        """The DNSSEC status of the name's SOA."""
        name = name.lower().rstrip(".") or "."
        source = f"DNS SOA {name}"
        if not await self._upstreams.for_name(name).proof.holds():
            return Unobserved(Reason.NOT_VALIDATING, source)
        found = await self.ask(name, "SOA")
        if isinstance(found, Observed):
            return Observed(Validation.SECURE if found.value.secure else Validation.INSECURE, found.at, source)
        if found.reason is Reason.DNS_BOGUS or await self._has_bogus_servers(name, found.reason):
            return Observed(Validation.BOGUS, self._clock.now(), source)
        return found

    async def _has_bogus_servers(self, name: str, reason: Reason) -> bool:
        """Once unbound has found NS records bogus, it fails for all else in the zone and gives no cause; ask for these."""
        if reason is not Reason.DNS_FAILURE:
            return False
        servers = await self.ask(name, "NS")
        return isinstance(servers, Unobserved) and servers.reason is Reason.DNS_BOGUS

    async def _find(self, name: str, rdtype: str) -> Observation[Answer]:
        source = f"DNS {rdtype} {name}"
        owner, seen = name, {name}
        secure = proven = True
        while True:
            upstream = self._upstreams.for_name(owner)
            reply = await self._ask_with_doubt(upstream, owner, rdtype)
            if isinstance(reply, Unobserved):
                return Unobserved(reply.reason, source, reply.detail)
            secure = secure and reply.authenticated
            proven = proven and await upstream.proof.holds()
            here = _follow(reply, owner, seen)
            if here is None:
                return Unobserved(Reason.DNS_FAILURE, source, "aliases without end")
            if here == owner or here in reply.records or reply.rcode == NXDOMAIN:
                break
            owner = here  # the answer holds only an alias: its target has to be asked
        records = tuple(reply.records.get(here, ()))
        kind = AnswerKind.RECORDS if records else AnswerKind.NO_NAME if reply.rcode == NXDOMAIN else AnswerKind.NO_DATA
        answer = Answer(name, rdtype, kind, records, here, secure if proven else None)
        return Observed(answer, self._clock.now(), source)

    async def _ask_with_doubt(self, upstream: Upstream, name: str, rdtype: str) -> Reply | Unobserved:
        """A reply with or without records. SERVFAIL is questioned: is it the signatures, or the servers?"""
        reply = await self._ask_once(upstream, name, rdtype)
        if isinstance(reply, Unobserved) or reply.rcode in (NOERROR, NXDOMAIN):
            return reply
        if reply.rcode != SERVFAIL:
            return Unobserved(Reason.DNS_FAILURE, detail=_RCODES.get(reply.rcode, f"RCODE {reply.rcode}"))
        blamed = sorted(BOGUS_ERRORS.intersection(reply.errors))
        if blamed:  # and no more questions: once a zone is bogus, some resolvers fail with checking disabled as well
            return Unobserved(Reason.DNS_BOGUS, detail=f"SERVFAIL, extended error {blamed[0]}")
        unchecked = await self._ask_once(upstream, name, rdtype, checking_disabled=True)
        if isinstance(unchecked, Unobserved) or unchecked.rcode not in (NOERROR, NXDOMAIN):
            return Unobserved(Reason.DNS_FAILURE, detail="SERVFAIL")
        # Servers that answer now and then also give SERVFAIL first and records later; broken signatures fail again.
        again = await self._ask_once(upstream, name, rdtype)
        if isinstance(again, Reply) and again.rcode in (NOERROR, NXDOMAIN):
            return again
        if isinstance(again, Unobserved):
            return again
        return Unobserved(Reason.DNS_BOGUS, detail="SERVFAIL, but not with checking disabled")

    async def _ask_once(
        self, upstream: Upstream, name: str, rdtype: str, *, checking_disabled: bool = False
    ) -> Reply | Unobserved:
        if self._usage.queries >= self._max_queries:
            return Unobserved(Reason.BUDGET_SPENT, detail=f"{self._max_queries} queries")
        question = write_question(name, rdtype)
        if question is None:
            return Unobserved(Reason.DNS_FAILURE, detail="not a domain name")
        return await upstream.transport.ask(question, name, self._usage, checking_disabled=checking_disabled)


def _follow(reply: Reply, name: str, seen: set[str]) -> str | None:
    """Where the aliases of a reply lead from `name`; None for a loop, or for more aliases than anybody needs.

    `seen` grows by every name on the way, and bounds the whole chain.
    """
    here = name
    while here not in reply.records and here in reply.aliases:
        here = reply.aliases[here]
        if here in seen or len(seen) > _MAX_ALIASES:
            return None
        seen.add(here)
    return here
