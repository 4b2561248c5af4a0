"""Surveys what a TLS server would agree to, in about twenty-five hellos without a key of our own and two handshakes with one."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls_survey import TlsSurvey
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.probes.doors.completed import Handshake, complete
from weerbaar.scanner.probes.doors.dialer import reason_of
from weerbaar.scanner.probes.doors.doors import Dialer, Stream
from weerbaar.scanner.probes.doors.handshake12 import Handshake12
from weerbaar.scanner.probes.doors.handshake13 import Handshake13
from weerbaar.scanner.probes.doors.server_flight import Flight, FlightReader, ServerChoice
from weerbaar.scanner.probes.doors.survey_hello import SurveyHello
from weerbaar.scanner.probes.doors.survey_questions import Questions
from weerbaar.scanner.probes.doors.tls_registry import name_of

T = TypeVar("T")
ANSWER_S = 5.0


class TlsSurveyor:
    """Surveys for one scan. Every hello goes through the dialer: guard, budget and places hold."""

    def __init__(self, dialer: Dialer, clock: Clock, *, answer_s: float = ANSWER_S) -> None:
        self._dialer = dialer
        self._clock = clock
        self._answer_s = answer_s

    async def survey(self, host: str, address: str, port: int, versions: Sequence[str]) -> TlsSurvey:
        """What the server takes; `versions` are those that it was seen to take, so that nothing is asked in vain."""
        ask = Questions(self, host, address, port)
        old = any(version in ("TLSv1.0", "TLSv1.1", "TLSv1.2") for version in versions)
        new = "TLSv1.3" in versions
        parts: dict[str, asyncio.Task[Any]] = {}
        async with asyncio.TaskGroup() as tasks:
            opening12 = tasks.create_task(ask.opening12(old))
            opening13 = tasks.create_task(ask.opening13(new))
            everything = tasks.create_task(ask.everything(old, opening12))
            weak = tasks.create_task(ask.weak_suite(old))
            suites = parts["suites"] = tasks.create_task(ask.suites(old, opening12, weak))
            parts["suites13"] = tasks.create_task(ask.suites13(new, opening13))
            parts["groups12"] = tasks.create_task(ask.groups12(old, opening12))
            groups13 = parts["groups13"] = tasks.create_task(ask.groups13(new, opening13))
            parts["dh"] = tasks.create_task(ask.dh(weak))
            parts["old_hashes"] = tasks.create_task(ask.old_hashes("TLSv1.2" in versions))
            twice = tasks.create_task(ask.completed12("TLSv1.2" in versions, suites))
            once = tasks.create_task(ask.completed13(new, groups13))
        first, second, stapled = everything.result()
        return TlsSurvey(
            host=host,
            address=address,
            port=port,
            **{name: part.result() for name, part in parts.items()},
            **_of_choices(first, second),
            **_of_handshakes(first, stapled, twice.result(), once.result()),
            renegotiates=ask.renegotiation(twice.result()),
        )

    async def ask(self, hello: SurveyHello, address: str, port: int) -> Flight | Unobserved:
        """The server's first flight after this hello."""
        reader = FlightReader()
        missed = await self._dialer.ask(address, port, hello.to_bytes(), reader.is_enough, timeout_s=self._answer_s)
        if isinstance(missed, Unobserved):
            return missed
        return _as_answer(reader.flight, f"TLS hello to {hello.host} [{address}]:{port}")

    async def complete(self, talk: Handshake, address: str, port: int) -> Unobserved | None:
        """Complete a handshake; why it was not, or None."""
        return await complete(self._dialer, address, port, talk, self._answer_s)

    def observed(self, value: object, source: str) -> Observed[object]:
        """An observation of this moment."""
        return Observed(value, self._clock.now(), source)


async def first_flight(stream: Stream, hello: SurveyHello, source: str, answer_s: float) -> Flight | Unobserved:
    """Say a hello on an open stream and read what comes back. A refusal is a flight; silence and other talk are not."""
    received, reader = bytearray(), FlightReader()
    try:
        async with asyncio.timeout(answer_s):
            stream.writer.write(hello.to_bytes())
            while part := await stream.reader.read(16384):
                received += part
                if reader.is_enough(received):
                    break
    except TimeoutError:
        return Unobserved(Reason.TIMEOUT, source)
    except OSError as error:
        # A server that takes other hellos and cuts this one off refuses it.
        if isinstance(error, ConnectionError):
            return Flight(refused=True)
        return Unobserved(reason_of(error), source)
    return _as_answer(reader.flight, source)


def _as_answer(flight: Flight, source: str) -> Flight | Unobserved:
    if flight.is_other:
        return Unobserved(Reason.PROTOCOL_ERROR, source)
    if flight.choice is None:  # an alert, or a server that takes other hellos and cuts this one off
        flight.refused = True
    return flight


def _of_choices(first: Observation[ServerChoice], second: Observation[ServerChoice]) -> dict[str, Observation[Any]]:
    """What a server says of itself when all is offered, and when all is offered the other way round."""
    return {
        "preferred": _map(first, lambda choice: name_of("suites", choice.suite)),
        "keeps_own_order": first
        if isinstance(first, Unobserved)
        else _map(second, lambda choice: choice.suite == first.value.suite),
        "compression": _map(first, lambda choice: choice.compression != 0),
        "secure_renegotiation": _map(first, lambda choice: choice.secure_renegotiation),
        "extended_master_secret": _map(first, lambda choice: choice.extended_master_secret),
        "alpn": _map(first, lambda choice: choice.alpn),
    }


def _of_handshakes(
    first: Observation[ServerChoice],
    stapled: Observation[bytes],
    twice: Observation[Handshake12],
    once: Observation[Handshake13],
) -> dict[str, Observation[Any]]:
    """What came with completed handshakes; OCSP responses and timestamps also come without."""
    return {
        "staple": _first_with_content(_map(once, lambda h: h.staple), _map(twice, lambda h: h.staple), stapled),
        "timestamps": _first_with_content(_map(once, lambda h: h.timestamps), _map(first, lambda c: c.timestamps)),
        "early_data": _map(once, lambda h: h.early_data),
    }


def _first_with_content(*seen: Observation[bytes]) -> Observation[bytes]:
    """The first that holds something, else the first that was looked at, else the first."""
    observed = [one for one in seen if isinstance(one, Observed)]
    return next((one for one in observed if one.value), next(iter(observed), seen[0]))


def _map(seen: Observation[T], read: Callable[[T], object]) -> Observation:  # type: ignore[type-arg]
    return seen if isinstance(seen, Unobserved) else Observed(read(seen.value), seen.at, seen.source)
