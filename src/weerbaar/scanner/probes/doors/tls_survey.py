"""Surveys what a TLS server would agree to, in about twenty-five hellos and without a single key of our own."""

import asyncio
from collections.abc import Callable, Sequence
from functools import lru_cache

from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls_survey import DhParameters, TlsSurvey
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.probes.doors.dialer import reason_of
from weerbaar.scanner.probes.doors.doors import Dialer, Stream
from weerbaar.scanner.probes.doors.server_flight import LONGEST_BYTES, Flight, ServerChoice, read_flight
from weerbaar.scanner.probes.doors.survey_hello import OLD_SIGNATURES, SurveyHello
from weerbaar.scanner.probes.doors.tls_registry import codes, name_of, registry

ANSWER_S = 5.0
_MOST_SUITES = 5
_MOST_WEAK = 3
_MOST_GROUPS = 6
# Kinds of suites, worst first: each kind is asked on its own, so that a bad one cannot hide behind many good ones.
_KINDS: tuple[Callable[[str], bool], ...] = (
    lambda name: any(word in name for word in ("_NULL_", "_anon_", "_EXPORT_", "_RC4_", "_DES_")),
    lambda name: "3DES" in name,
    lambda name: name.endswith("_CBC_SHA"),
    lambda name: name.startswith("TLS_RSA_"),
    lambda name: (
        name.startswith("TLS_DHE_") or "_CBC_" in name or "CAMELLIA" in name or "ARIA" in name or "CCM_8" in name
    ),
    lambda name: True,
)
# Groups that only TLS 1.3 knows as curves, or not at all.
_NOT_IN_TLS12 = ("ffdhe", "SecP", "X25519MLKEM")
# The primes of RFC 7919 start and end alike and differ in length: with both ends all ones, the length names the group.
_ALL_ONES = b"\xff" * 8


class TlsSurveyor:
    """Surveys for one scan. Every hello goes through the dialer: guard, budget and places hold."""

    def __init__(self, dialer: Dialer, clock: Clock, *, answer_s: float = ANSWER_S) -> None:
        self._dialer = dialer
        self._clock = clock
        self._answer_s = answer_s

    async def survey(self, host: str, address: str, port: int, versions: Sequence[str]) -> TlsSurvey:
        """What the server takes; `versions` are those that it was seen to take, so that nothing is asked in vain."""
        ask = _Asker(self, host, address, port)
        old = any(version in ("TLSv1.0", "TLSv1.1", "TLSv1.2") for version in versions)
        new = "TLSv1.3" in versions
        async with asyncio.TaskGroup() as tasks:
            everything = tasks.create_task(ask.everything(old))
            weak = tasks.create_task(ask.weak_suite(old))
            suites = tasks.create_task(ask.suites(old, weak))
            suites13 = tasks.create_task(ask.suites13(new))
            groups12 = tasks.create_task(ask.groups12(old))
            groups13 = tasks.create_task(ask.groups13(new))
            dh = tasks.create_task(ask.dh(weak))
            old_hashes = tasks.create_task(ask.old_hashes("TLSv1.2" in versions))
        first, second = everything.result()
        return TlsSurvey(
            host=host,
            address=address,
            port=port,
            suites=suites.result(),
            suites13=suites13.result(),
            preferred=_map(first, lambda choice: name_of("suites", choice.suite)),
            keeps_own_order=first
            if isinstance(first, Unobserved)
            else _map(second, lambda c: c.suite == first.value.suite),
            groups12=groups12.result(),
            groups13=groups13.result(),
            dh=dh.result(),
            old_hashes=old_hashes.result(),
            compression=_map(first, lambda choice: choice.compression != 0),
            secure_renegotiation=_map(first, lambda choice: choice.secure_renegotiation),
            extended_master_secret=_map(first, lambda choice: choice.extended_master_secret),
            alpn=_map(first, lambda choice: choice.alpn),
        )

    async def ask(self, hello: SurveyHello, address: str, port: int) -> Flight | Unobserved:
        """The server's first flight after this hello."""
        flight = Flight()

        def is_enough(received: bytearray) -> bool:
            nonlocal flight
            flight = read_flight(received)
            return flight.done or len(received) >= LONGEST_BYTES

        missed = await self._dialer.ask(address, port, hello.to_bytes(), is_enough, timeout_s=self._answer_s)
        if isinstance(missed, Unobserved):
            return missed
        return _as_answer(flight, f"TLS hello to {hello.host} [{address}]:{port}")

    def observed(self, value: object, source: str) -> Observed[object]:
        """An observation of this moment."""
        return Observed(value, self._clock.now(), source)


async def first_flight(stream: Stream, hello: SurveyHello, source: str, answer_s: float) -> Flight | Unobserved:
    """Say a hello on an open stream and read what comes back. A refusal is a flight; silence and other talk are not."""
    received = b""
    flight = read_flight(received)
    try:
        async with asyncio.timeout(answer_s):
            stream.writer.write(hello.to_bytes())
            while not flight.done and len(received) < LONGEST_BYTES:
                part = await stream.reader.read(16384)
                if not part:
                    break
                received += part
                flight = read_flight(received)
    except TimeoutError:
        return Unobserved(Reason.TIMEOUT, source)
    except OSError as error:
        # A server that takes other hellos and cuts this one off refuses it.
        if isinstance(error, ConnectionError):
            return Flight(refused=True)
        return Unobserved(reason_of(error), source)
    return _as_answer(flight, source)


def _as_answer(flight: Flight, source: str) -> Flight | Unobserved:
    if flight.is_other:
        return Unobserved(Reason.PROTOCOL_ERROR, source)
    if flight.choice is None:  # an alert, or a server that takes other hellos and cuts this one off
        flight.refused = True
    return flight


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[int, ...], ...]:
    """The suites of each kind, worst kind first."""
    kinds: list[list[int]] = [[] for _ in _KINDS]
    for code, name in registry("suites").items():
        kinds[next(number for number, matches in enumerate(_KINDS) if matches(name))].append(code)
    return tuple(map(tuple, kinds))


@lru_cache(maxsize=1)
def tls12_curves() -> tuple[int, ...]:
    """The groups that TLS 1.2 knows as curves, best first."""
    names = registry("groups").items()
    return tuple(c for c, name in names if not name.startswith(_NOT_IN_TLS12) and not name.endswith("tls13"))


def dh_parameters(flight: Flight) -> DhParameters | None:
    """The finite-field group of a key exchange, None when it used none."""
    if not flight.prime:
        return None
    bits = int.from_bytes(flight.prime, "big").bit_length()
    is_named = flight.prime.startswith(_ALL_ONES) and flight.prime.endswith(_ALL_ONES)
    # Oakley groups (RFC 3526) look alike; the word after the ones tells the families apart.
    is_ffdhe = is_named and flight.prime[8:12] == bytes.fromhex("adf85458")
    return DhParameters(bits, f"ffdhe{bits}" if is_ffdhe else "")


class _Asker:
    """The questions about one server."""

    def __init__(self, surveyor: TlsSurveyor, host: str, address: str, port: int) -> None:
        self._surveyor = surveyor
        self._host = host
        self._address = address
        self._port = port
        self._source = f"TLS survey {host} [{address}]:{port}"
        self._curves = tls12_curves()

    async def everything(self, old: bool) -> tuple[Observation[ServerChoice], Observation[ServerChoice]]:
        """What it chooses when all is offered, best first; and the other way round."""
        if not old:
            nothing = Unobserved(Reason.NOT_OFFERED, self._source)
            return nothing, nothing
        suites = codes("suites")
        first = await self._choice(SurveyHello(self._host, suites, self._curves, compression=True))
        return first, await self._choice(SurveyHello(self._host, suites[::-1], self._curves))

    async def weak_suite(self, old: bool) -> int | Unobserved:
        """One suite of all kinds but the best; 0 when it takes none, so that no kind of them need be asked apart."""
        if not old:
            return 0
        flight = await self._ask(SurveyHello(self._host, sum(_kinds()[:-1], ()), self._curves))
        return flight if isinstance(flight, Unobserved) else _suite(flight)

    async def suites(self, old: bool, weak: asyncio.Task[int | Unobserved]) -> Observation[tuple[str, ...]]:
        """The suites of TLS 1.2 and older, kind by kind."""
        if not old:
            return self._seen(())
        known = await weak
        if isinstance(known, Unobserved):
            return known
        found: list[int] = []
        for kind in _kinds() if known else _kinds()[-1:]:
            taken = await self._by_removal(
                lambda left: SurveyHello(self._host, left, self._curves),
                kind,
                _suite,
                _MOST_SUITES if kind is _kinds()[-1] else _MOST_WEAK,
                known=(known,) if known in kind else (),
            )
            if isinstance(taken, Unobserved):
                return taken
            found += taken
        return self._seen(tuple(name_of("suites", code) for code in found))

    async def suites13(self, new: bool) -> Observation[tuple[str, ...]]:
        if not new:
            return self._seen(())
        taken = await self._by_removal(
            lambda left: SurveyHello(self._host, left, self._curves, newest=True),
            codes("suites13"),
            _suite,
            _MOST_SUITES,
        )
        return taken if isinstance(taken, Unobserved) else self._seen(tuple(name_of("suites13", c) for c in taken))

    async def groups12(self, old: bool) -> Observation[tuple[str, ...]]:
        """The curves of TLS 1.2, by the key exchange that follows the hello."""
        if not old:
            return self._seen(())
        suites = codes("suites", containing="ECDHE_")
        taken = await self._by_removal(
            lambda left: SurveyHello(self._host, suites, left), self._curves, lambda f: f.curve, _MOST_GROUPS
        )
        return taken if isinstance(taken, Unobserved) else self._seen(tuple(name_of("groups", c) for c in taken))

    async def groups13(self, new: bool) -> Observation[tuple[str, ...]]:
        """The groups of TLS 1.3: those over finite fields and the others, each on its own."""
        if not new:
            return self._seen(())
        finite = codes("groups", starting="ffdhe")
        found: list[int] = []
        for kind in (finite, tuple(code for code in registry("groups") if code not in finite)):
            taken = await self._by_removal(
                lambda left: SurveyHello(self._host, codes("suites13"), left, newest=True),
                kind,
                lambda f: f.choice.group if f.choice else 0,
                _MOST_GROUPS,
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

    async def _choice(self, hello: SurveyHello) -> Observation[ServerChoice]:
        flight = await self._ask(hello)
        if isinstance(flight, Unobserved):
            return flight
        if flight.choice is None:
            return Unobserved(Reason.NOT_OFFERED, self._source)
        return self._seen(flight.choice)

    async def _ask(self, hello: SurveyHello) -> Flight | Unobserved:
        return await self._surveyor.ask(hello, self._address, self._port)

    def _seen(self, value: object) -> Observed:  # type: ignore[type-arg]
        return self._surveyor.observed(value, self._source)


def _suite(flight: Flight) -> int:
    return flight.choice.suite if flight.choice else 0


def _map(seen: Observation[ServerChoice], read: Callable[[ServerChoice], object]) -> Observation:  # type: ignore[type-arg]
    return seen if isinstance(seen, Unobserved) else Observed(read(seen.value), seen.at, seen.source)
