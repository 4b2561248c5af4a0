"""Surveys what a mail host would agree to over STARTTLS, in at most thirteen visits and without a single key of our own.

Mail hosts count visits and turn away the hasty. So a survey asks only what the verdict needs, one visit after another
with the pause of the mail port between, and leaves for good at the first sign of not being welcome.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls import TlsSession
from weerbaar.scanner.facts.tls_survey import DhParameters, TlsSurvey
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.probes.doors.doors import Dialer, SmtpDialer
from weerbaar.scanner.probes.doors.server_flight import Flight, ServerChoice
from weerbaar.scanner.probes.doors.shared import Shared
from weerbaar.scanner.probes.doors.smtp import PORT, SharedMail
from weerbaar.scanner.probes.doors.survey_hello import SurveyHello
from weerbaar.scanner.probes.doors.survey_kinds import dh_parameters, tls12_curves
from weerbaar.scanner.probes.doors.tls_registry import codes, name_of, registry
from weerbaar.scanner.probes.doors.tls_survey import first_flight

MOST_VISITS = 13
ANSWER_S = 5.0
# Beyond this a host answers so slowly that the visits would still go on when the scan must end.
WHOLE_S = 13.0
_BAD_WORDS = ("_NULL_", "_anon_", "_EXPORT_", "_RC4_", "_DES_", "3DES", "_IDEA_", "_SEED_", "CCM_8")
_AGEING_WORDS = ("TLS_DHE_", "_CBC_", "CAMELLIA", "ARIA")
# Groups that need no further question; all others are asked apart, so that none hides behind these.
_FINE_GROUPS = ("x25519", "x448", "secp256r1", "secp384r1", "secp521r1", "brainpool")


class MailSurveyor:
    """Surveys for one scan. Every visit goes through the mail door: guard, budget, places and pauses hold."""

    def __init__(
        self,
        smtp: SmtpDialer,
        dialer: Dialer,
        clock: Clock,
        *,
        shared: SharedMail | None = None,
        answer_s: float = ANSWER_S,
        whole_s: float = WHOLE_S,
    ) -> None:
        self._smtp = smtp
        self._dialer = dialer
        self._clock = clock
        self._shared = shared or SharedMail(clock, 0)
        # Also where nothing is kept for the next scan, one scan surveys a server once.
        self._own: Shared[TlsSurvey] = Shared(clock, math.inf, lambda survey: True)
        self._answer_s = answer_s
        self._whole_s = whole_s

    async def survey(self, host: str, address: str, session: TlsSession) -> TlsSurvey:
        """What the host takes, beside the `session` it completed; or what another scan saw a short while ago.

        Hosters give one server as many names as they have customers. Names at one address that agree to the same version
        and suite are one server, whatever certificate they show: else a campaign would survey it once for each customer.
        """
        key = (address, session.version, session.cipher)
        survey = await self._own.get(key, lambda: self._kept(key, lambda: self._survey(host, address, session)))
        return replace(survey, host=host)

    async def _kept(self, key: Hashable, look: Callable[[], Awaitable[TlsSurvey]]) -> TlsSurvey:
        """A whole survey for as long as greetings are kept, one that was broken off for a minute."""
        return await self._shared.tried_surveys.get(key, lambda: self._shared.surveys.get(key, look))

    async def ask(self, hello: SurveyHello, address: str) -> Flight | Unobserved:
        """One visit: as far as STARTTLS, one hello, and away."""
        stream = await self._smtp.ready_for_tls(hello.host, address)
        if isinstance(stream, Unobserved):
            return stream
        source = f"SMTP hello to {hello.host} [{address}]:{PORT}"
        try:
            return await first_flight(stream, hello, source, self._answer_s)
        finally:
            await self._dialer.close(stream)

    async def _survey(self, host: str, address: str, session: TlsSession) -> TlsSurvey:
        source = f"SMTP survey [{address}]:{PORT}"  # without the name, since other names may share what is seen
        visits = _Visits(self, host, address)
        try:
            async with asyncio.timeout(self._whole_s):
                seen: _Seen | Unobserved = await visits.all(session)
        except TimeoutError:
            seen = Unobserved(Reason.TIMEOUT, source, f"{self._whole_s:g} s")
        if isinstance(seen, _Seen) and not seen.is_plausible(session):
            seen = Unobserved(Reason.RESET, source, "took part in a handshake and then refused every hello")
        return self._written(host, address, source, seen)

    def _written(self, host: str, address: str, source: str, seen: "_Seen | Unobserved") -> TlsSurvey:
        """All or nothing: of a survey that was broken off nothing is judged."""
        now = self._clock.now()
        missed = seen if isinstance(seen, Unobserved) else Unobserved(Reason.NOT_LOOKED, source)

        def part(read: Callable[["_Seen"], object]) -> Observation:  # type: ignore[type-arg]
            return seen if isinstance(seen, Unobserved) else Observed(read(seen), now, source)

        def of_choice(read: Callable[[ServerChoice], object]) -> Observation:  # type: ignore[type-arg]
            choice = None if isinstance(seen, Unobserved) else seen.choice
            return missed if choice is None else Observed(read(choice), now, source)

        return TlsSurvey(
            host=host,
            address=address,
            port=PORT,
            suites=part(lambda s: tuple(name_of("suites", code) for code in s.suites)),
            suites13=part(lambda s: tuple(s.suites13)),
            preferred=missed,
            keeps_own_order=missed,
            groups12=part(lambda s: tuple(name_of("groups", code) for code in s.curves)),
            groups13=part(lambda s: tuple(name_of("groups", code) for code in s.groups)),
            dh=part(lambda s: s.dh),
            old_hashes=missed,
            compression=missed,
            secure_renegotiation=of_choice(lambda choice: choice.secure_renegotiation),
            extended_master_secret=of_choice(lambda choice: choice.extended_master_secret),
            alpn=missed,
        )


@dataclass(slots=True)
class _Seen:
    """What was taken so far: codes of suites, curves and groups, names of suites of TLS 1.3."""

    suites: list[int] = field(default_factory=list)
    suites13: list[str] = field(default_factory=list)
    curves: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    dh: DhParameters | None = None
    choice: ServerChoice | None = None

    def is_plausible(self, session: TlsSession) -> bool:
        """Whether something was taken of the version that the completed handshake used: the check on our own eyes."""
        return bool(self.groups if session.version == "TLSv1.3" else self.suites)


class _Visits:
    """The questions about one host, in the order in which they are asked. The last one is known to be answered."""

    def __init__(self, surveyor: MailSurveyor, host: str, address: str) -> None:
        self._surveyor = surveyor
        self._host = host
        self._address = address
        self._missed: Unobserved | None = None
        self._seen = _Seen()
        self._bad, self._ageing, self._others = _kinds()
        self._curves = tls12_curves()
        self._weak_curves = tuple(code for code in self._curves if not _is_fine(code))[::-1]

    async def all(self, session: TlsSession) -> _Seen | Unobserved:
        """Suites and curves of TLS 1.2 and older, then TLS 1.3; what is bad first, what is good last."""
        seen = self._seen
        seen.suites += await self._by_removal(self._hello12, self._bad, _suite, 3)
        seen.suites += await self._by_removal(self._hello12, self._ageing, _suite, 2)
        await self._by_removal(self._hello_curves, self._weak_curves, lambda f: f.curve, 2)  # noted as they come
        if any(name_of("suites", code).startswith(("TLS_DHE_", "TLS_DH_")) for code in seen.suites) and not seen.dh:
            await self._ask(self._hello12(codes("suites", starting="TLS_DHE_")))
        seen.suites += await self._by_removal(self._hello12, self._others, _suite, 1)
        if session.version == "TLSv1.3":
            seen.suites13.append(session.cipher)
            await self._newest()
        return self._missed or seen

    async def _newest(self) -> None:
        weak = codes("groups", starting="ffdhe")
        short = await self._by_removal(self._hello13_suites, codes("suites13", containing="CCM_8"), _suite, 1)
        self._seen.suites13 += [name_of("suites13", code) for code in short]
        self._seen.groups += await self._by_removal(self._hello13_groups, weak, _group, 2)
        fine = tuple(code for code in registry("groups") if code not in weak and code not in self._weak_curves)
        self._seen.groups += await self._by_removal(self._hello13_groups, fine, _group, 1)

    def _hello12(self, suites: tuple[int, ...]) -> SurveyHello:
        return SurveyHello(self._host, suites, self._curves, protocols=())

    def _hello_curves(self, curves: tuple[int, ...]) -> SurveyHello:
        return SurveyHello(self._host, codes("suites", containing="ECDHE_"), curves, protocols=())

    def _hello13_suites(self, suites: tuple[int, ...]) -> SurveyHello:
        return SurveyHello(self._host, suites, tuple(registry("groups")), newest=True, protocols=())

    def _hello13_groups(self, groups: tuple[int, ...]) -> SurveyHello:
        return SurveyHello(self._host, codes("suites13"), groups, newest=True, protocols=())

    async def _by_removal(
        self,
        hello: Callable[[tuple[int, ...]], SurveyHello],
        offered: tuple[int, ...],
        chosen: Callable[[Flight], int],
        most: int,
    ) -> list[int]:
        """Offer all, take away what was chosen, and again, until nothing is chosen or enough is known."""
        found: list[int] = []
        left = offered
        while left and len(found) < most:
            flight = await self._ask(hello(left))
            choice = 0 if flight is None or flight.refused else chosen(flight)
            if choice not in left:
                break
            found.append(choice)
            left = tuple(code for code in left if code != choice)
        return found

    async def _ask(self, hello: SurveyHello) -> Flight | None:
        """One visit, unless an earlier one was turned away: then no further one is made."""
        if self._missed is not None:
            return None
        flight = await self._surveyor.ask(hello, self._address)
        if isinstance(flight, Unobserved):
            self._missed = flight
            return None
        self._note(flight)
        return flight

    def _note(self, flight: Flight) -> None:
        """What comes along with every answer: the curve, the prime, and what the ServerHello says of the server."""
        self._seen.dh = self._seen.dh or dh_parameters(flight)
        if flight.choice is None or flight.choice.version == 0x0304:
            return
        self._seen.choice = flight.choice
        if flight.curve in self._curves and flight.curve not in self._seen.curves:
            self._seen.curves.append(flight.curve)


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """The suites that are bad, those that are ageing, and the others; each best first."""
    names = registry("suites").items()
    bad = tuple(code for code, name in names if _is_bad(name))
    ageing = tuple(code for code, name in names if code not in bad and _is_ageing(name))
    return bad, ageing, tuple(code for code, _ in names if code not in bad and code not in ageing)


def _is_bad(name: str) -> bool:
    return name.endswith("_CBC_SHA") or name.startswith("TLS_RSA_") or any(word in name for word in _BAD_WORDS)


def _is_ageing(name: str) -> bool:
    return any(word in name for word in _AGEING_WORDS)


def _is_fine(group: int) -> bool:
    return name_of("groups", group).startswith(_FINE_GROUPS)


def _suite(flight: Flight) -> int:
    return flight.choice.suite if flight.choice else 0


def _group(flight: Flight) -> int:
    return flight.choice.group if flight.choice else 0
