"""The questions of a survey: what a server takes of suites, groups and hashes, each asked with as few hellos as it takes."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls_survey import DhParameters
from weerbaar.scanner.probes.doors.completed import Handshake
from weerbaar.scanner.probes.doors.handshake12 import Handshake12
from weerbaar.scanner.probes.doors.handshake13 import Handshake13
from weerbaar.scanner.probes.doors.key_exchange import COMPUTABLE, key_exchange
from weerbaar.scanner.probes.doors.record_protection import SUITES12, SUITES13
from weerbaar.scanner.probes.doors.server_flight import Flight, ServerChoice
from weerbaar.scanner.probes.doors.survey_hello import OLD_SIGNATURES, SurveyHello
from weerbaar.scanner.probes.doors.survey_kinds import dh_parameters, suite_kinds, tls12_curves
from weerbaar.scanner.probes.doors.tls_registry import codes, name_of, registry

_MOST_SUITES = 5
_MOST_WEAK = 2
_MOST_GROUPS = 6
# The answer to a first hello that offers all there is of a version.
Opening = Flight | Unobserved


class Speaker(Protocol):
    """Says one thing to a server and tells what came back."""

    async def ask(self, hello: SurveyHello, address: str, port: int) -> Flight | Unobserved:
        """The server's first flight after this hello."""
        ...

    async def complete(self, talk: Handshake, address: str, port: int) -> Unobserved | None:
        """Complete a handshake; why it was not, or None."""
        ...

    def observed(self, value: object, source: str) -> Observed[object]:
        """An observation of this moment."""
        ...


class Questions:
    """The questions about one server."""

    def __init__(self, speaker: Speaker, host: str, address: str, port: int) -> None:
        self._speaker = speaker
        self._host = host
        self._address = address
        self._port = port
        self._source = f"TLS survey {host} [{address}]:{port}"
        self._curves = tls12_curves()

    async def opening12(self, old: bool) -> Opening:
        """The answer to a hello of TLS 1.2 that offers everything, best first. What it names need not be asked for again.

        A server may fetch the OCSP response that it sends along only when it is first asked for it: here it learns that.
        """
        if not old:
            return Unobserved(Reason.NOT_OFFERED, self._source)
        return await self._ask(SurveyHello(self._host, codes("suites"), self._curves, compression=True, proofs=True))

    async def opening13(self, new: bool) -> Opening:
        """The same of TLS 1.3: one suite and one group."""
        if not new:
            return Unobserved(Reason.NOT_OFFERED, self._source)
        return await self._ask(self._hello13(codes("suites13"), tuple(registry("groups"))))

    async def everything(
        self, old: bool, opening: asyncio.Task[Opening]
    ) -> tuple[Observation[ServerChoice], Observation[ServerChoice], Observation[bytes]]:
        """What it chooses when all is offered, best first; the other way round; and the OCSP response that it sends along."""
        flight = await opening
        if not old:
            nothing = Unobserved(Reason.NOT_OFFERED, self._source)
            return nothing, nothing, nothing
        second = await self._ask(SurveyHello(self._host, codes("suites")[::-1], self._curves))
        stapled = flight if isinstance(flight, Unobserved) else self._seen(flight.staple)
        return self._choice(flight), self._choice(second), stapled

    async def weak_suite(self, old: bool) -> int | Unobserved:
        """One suite of all kinds but the best; 0 when it takes none, so that no kind of them need be asked apart."""
        if not old:
            return 0
        flight = await self._ask(SurveyHello(self._host, sum(suite_kinds()[:-1], ()), self._curves))
        return flight if isinstance(flight, Unobserved) else _suite(flight)

    async def suites(
        self, old: bool, opening: asyncio.Task[Opening], weak: asyncio.Task[int | Unobserved]
    ) -> Observation[tuple[str, ...]]:
        """The suites of TLS 1.2 and older, kind by kind."""
        if not old:
            return self._seen(())
        worse = await weak
        if isinstance(worse, Unobserved):
            return worse
        known = {worse, _named(await opening, _suite)}
        found: list[int] = []
        for kind in suite_kinds() if worse else suite_kinds()[-1:]:
            taken = await self._by_removal(
                lambda left: SurveyHello(self._host, left, self._curves),
                kind,
                _suite,
                _MOST_SUITES if kind is suite_kinds()[-1] else _MOST_WEAK,
                known=tuple(code for code in kind if code in known),
            )
            if isinstance(taken, Unobserved):
                return taken
            found += taken
        return self._seen(tuple(name_of("suites", code) for code in found))

    async def suites13(self, new: bool, opening: asyncio.Task[Opening]) -> Observation[tuple[str, ...]]:
        """The suites of TLS 1.3."""
        if not new:
            return self._seen(())
        offered, groups = codes("suites13"), tuple(registry("groups"))
        named = _named(await opening, _suite)
        known = (named,) if named in offered else ()
        taken = await self._by_removal(lambda left: self._hello13(left, groups), offered, _suite, _MOST_SUITES, known)
        return taken if isinstance(taken, Unobserved) else self._seen(tuple(name_of("suites13", c) for c in taken))

    async def groups12(self, old: bool, opening: asyncio.Task[Opening]) -> Observation[tuple[str, ...]]:
        """The curves of TLS 1.2, by the key exchange that follows the hello."""
        if not old:
            return self._seen(())
        suites = codes("suites", containing="ECDHE_")
        named = _named(await opening, lambda flight: flight.curve)
        taken = await self._by_removal(
            lambda left: SurveyHello(self._host, suites, left),
            self._curves,
            lambda flight: flight.curve,
            _MOST_GROUPS,
            (named,) if named in self._curves else (),
        )
        return taken if isinstance(taken, Unobserved) else self._seen(tuple(name_of("groups", c) for c in taken))

    async def groups13(self, new: bool, opening: asyncio.Task[Opening]) -> Observation[tuple[str, ...]]:
        """The groups of TLS 1.3: those over finite fields and the others, each on its own."""
        if not new:
            return self._seen(())
        named = _named(await opening, _group)
        finite = codes("groups", starting="ffdhe")
        found: list[int] = []
        for kind in (finite, tuple(code for code in registry("groups") if code not in finite)):
            taken = await self._by_removal(
                lambda left: self._hello13(codes("suites13"), left),
                kind,
                _group,
                _MOST_GROUPS,
                (named,) if named in kind else (),
            )
            if isinstance(taken, Unobserved):
                return taken
            found += taken
        return self._seen(tuple(name_of("groups", code) for code in found))

    async def dh(self, weak: asyncio.Task[int | Unobserved]) -> Observation[DhParameters | None]:
        """The finite-field group, when it takes a DHE suite at all: none of these is of the best kind."""
        known = await weak
        if isinstance(known, Unobserved):
            return known
        if not known:
            return self._seen(None)
        flight = await self._ask(SurveyHello(self._host, codes("suites", starting="TLS_DHE_"), self._curves))
        if isinstance(flight, Unobserved):
            return flight
        return self._seen(dh_parameters(flight))

    async def old_hashes(self, asked: bool) -> Observation[bool]:
        """Whether it signs with SHA-1 or MD5 when offered nothing else (TLS 1.2 only: older versions know no choice)."""
        if not asked:
            return self._seen(False)
        suites = codes("suites", containing="ECDHE_") + codes("suites", starting="TLS_DHE_")
        flight = await self._ask(SurveyHello(self._host, suites, self._curves, signatures=OLD_SIGNATURES))
        if isinstance(flight, Unobserved):
            return flight
        return self._seen(bool(flight.curve or flight.prime))

    async def completed12(
        self, asked: bool, suites: asyncio.Task[Observation[tuple[str, ...]]]
    ) -> Observation[Handshake12]:
        """A completed handshake of TLS 1.2, with the request for another one on the same connection."""
        if not asked:
            return Unobserved(Reason.NOT_OFFERED, self._source)
        taken = await suites
        if isinstance(taken, Unobserved):
            return taken
        ours = tuple(code for code in SUITES12 if name_of("suites", code) in taken.value)
        if not ours:  # it knows only suites that we do not compute
            return Unobserved(Reason.NOT_LOOKED, self._source)
        # HTTP/2 forbids renegotiation (RFC 9113, section 9.2.1): only without it does the answer tell of the server.
        hello = SurveyHello(self._host, ours, COMPUTABLE, proofs=True, protocols=(b"http/1.1",))
        talk = Handshake12(hello.to_bytes(), lambda proof: replace(hello, renewing=proof).to_bytes())
        missed = await self._speaker.complete(talk, self._address, self._port)
        return missed or self._seen(talk)

    async def completed13(
        self, asked: bool, groups: asyncio.Task[Observation[tuple[str, ...]]]
    ) -> Observation[Handshake13]:
        """A completed handshake of TLS 1.3, until the server has sent its tickets."""
        if not asked:
            return Unobserved(Reason.NOT_OFFERED, self._source)
        taken = await groups
        if isinstance(taken, Unobserved):
            return taken
        group = next((code for code in COMPUTABLE if name_of("groups", code) in taken.value), None)
        if group is None:
            return Unobserved(Reason.NOT_LOOKED, self._source)
        exchange = key_exchange(group)
        hello = SurveyHello(self._host, tuple(SUITES13), (group,), newest=True, proofs=True, share=exchange.public)
        talk = Handshake13(hello.to_bytes(), exchange)
        missed = await self._speaker.complete(talk, self._address, self._port)
        return missed or self._seen(talk)

    def renegotiation(self, seen: Observation[Handshake12]) -> Observation[bool]:
        """Whether the server began anew; silence after the question is no answer."""
        if isinstance(seen, Unobserved):
            return seen
        said = seen.value.renegotiates
        return Unobserved(Reason.TIMEOUT, self._source) if said is None else Observed(said, seen.at, seen.source)

    async def _by_removal(
        self,
        hello: Callable[[tuple[int, ...]], SurveyHello],
        offered: tuple[int, ...],
        chosen: Callable[[Flight], int],
        most: int,
        known: tuple[int, ...] = (),
    ) -> list[int] | Unobserved:
        """Offer all, take away what was chosen, and again, until nothing is chosen or enough is known."""
        found = list(known)
        left = tuple(code for code in offered if code not in known)
        while left and len(found) < most:
            flight = await self._ask(hello(left))
            if isinstance(flight, Unobserved):
                return flight
            choice = 0 if flight.refused else chosen(flight)
            if choice not in left:
                break
            found.append(choice)
            left = tuple(code for code in left if code != choice)
        return found

    def _hello13(self, suites: tuple[int, ...], groups: tuple[int, ...]) -> SurveyHello:
        return SurveyHello(self._host, suites, groups, newest=True)

    def _choice(self, flight: Flight | Unobserved) -> Observation[ServerChoice]:
        if isinstance(flight, Unobserved):
            return flight
        if flight.choice is None:
            return Unobserved(Reason.NOT_OFFERED, self._source)
        return self._seen(flight.choice)

    async def _ask(self, hello: SurveyHello) -> Flight | Unobserved:
        return await self._speaker.ask(hello, self._address, self._port)

    def _seen(self, value: object) -> Observed:  # type: ignore[type-arg]
        return self._speaker.observed(value, self._source)


def _named(opening: Opening, read: Callable[[Flight], int]) -> int:
    """What the answer to an opening names; 0 when it names nothing."""
    return 0 if isinstance(opening, Unobserved) or opening.refused else read(opening)


def _suite(flight: Flight) -> int:
    return flight.choice.suite if flight.choice else 0


def _group(flight: Flight) -> int:
    return flight.choice.group if flight.choice else 0
