"""The set of doors that a probe gets. Protocols, so that tests can hand in others.

No door raises for trouble of the world: each answers with an observation. Cancelling a task closes what it opened.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from weerbaar.scanner.facts.authorities import DirectAnswer
from weerbaar.scanner.facts.dns import Answer, AnswerKind, Validation
from weerbaar.scanner.facts.http import Visit
from weerbaar.scanner.facts.mail import SmtpSession
from weerbaar.scanner.facts.observation import Observation, Observed, Unobserved
from weerbaar.scanner.facts.preload import PreloadListing
from weerbaar.scanner.facts.registration import Registration
from weerbaar.scanner.facts.routing import Route
from weerbaar.scanner.facts.tls import TlsSession
from weerbaar.scanner.facts.tls_survey import TlsSurvey
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.probes.doors.direct_reply import DirectReply
from weerbaar.scanner.vocabulary.authorisation import ScanAuthorisation
from weerbaar.scanner.vocabulary.domain_name import DomainName


class Resolver(Protocol):
    """Asks names. Each (name, type) is asked once per scan, however many probes want it; answers are pinned."""

    async def ask(self, name: str, rdtype: str) -> Observation[Answer]:
        """The answer, following CNAMEs. SERVFAIL that vanishes with checking disabled is Unobserved(DNS_BOGUS)."""
        ...

    async def validation(self, name: str) -> Observation[Validation]:
        """The DNSSEC status of the name's SOA; Unobserved(NOT_VALIDATING) when the resolver was not proven to validate."""
        ...


@dataclass(slots=True, eq=False)
class Stream:
    """An open connection through the guard and the budget, closed by the dialer that opened it.

    `TlsDialer.handshake` replaces reader and writer, so that they carry plaintext afterwards; `under` then keeps the
    writer below, since a writer that is collected closes its transport.
    """

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    address: str
    port: int
    under: asyncio.StreamWriter | None = None


class Dialer(Protocol):
    """Opens TCP connections: the one place where an address is allowed or refused."""

    async def connect(self, address: str, port: int, *, timeout_s: float = 4.0) -> Stream | Unobserved:
        """A stream to a literal address. Refuses addresses that are not global (ADDRESS_NOT_ALLOWED), waits for the
        two places per address, counts in the budget (BUDGET_SPENT); else TIMEOUT, REFUSED, UNREACHABLE, RESET."""
        ...

    async def ask(
        self, address: str, port: int, message: bytes, is_enough: Callable[[bytearray], bool], *, timeout_s: float
    ) -> bytes | Unobserved:
        """One message and what comes back until it is enough or the server ends it, over a connection of its own.
        Refuses, waits and counts as `connect` does. Much cheaper than a stream."""
        ...

    async def close(self, stream: Stream) -> None:
        """Close at once and give the place back. Safe to call twice."""
        ...


class TlsDialer(Protocol):
    """Speaks TLS over a stream of the dialer, without refusing a bad certificate."""

    async def handshake(self, stream: Stream, host: str, *, alpn: tuple[str, ...] = ()) -> TlsSession | Unobserved:
        """Upgrade the stream in place (its reader and writer then carry plaintext) and say what was agreed."""
        ...

    async def versions(
        self, host: str, address: str, port: int, *, known: Observed[TlsSession] | None = None
    ) -> dict[str, Observation[bool]]:
        """Which of `facts.tls.VERSIONS` the server takes, one hello each, at most two at once. Needs no completed handshake;
        the version of a `known` one is not asked for again."""
        ...


class Surveyor(Protocol):
    """Finds out what a TLS server would agree to, by single hellos."""

    async def survey(self, host: str, address: str, port: int, versions: Sequence[str]) -> TlsSurvey:
        """What it takes of suites, groups and hashes; `versions` are those that it was seen to take."""
        ...


# Where an ordinary site may be. Other ports are never visited: a redirect must not make us knock elsewhere.
ORDINARY_PORTS = (80, 443, 8080, 8443)


class HttpClient(Protocol):
    """An ordinary visitor: GET, redirects by hand, every hop resolved, guarded and capped."""

    async def visit(
        self,
        url: str,
        *,
        keep_body: bool | int = False,
        follow: bool = True,
        max_hops: int = 10,
        origin: str = "",
        ports: Collection[int] = ORDINARY_PORTS,
        families: tuple[str, ...] = ("A", "AAAA"),
    ) -> Visit:
        """Walk from `url`. `keep_body` keeps the text of bodies: 64 kB, or so many octets. Other `ports` need an agreement.
        `families` are the record types of addresses to go to, the first that there is.

        With an `origin` https is asked as a browser asks for a script of that site: with its name, open to gzip.
        """
        ...


class SmtpDialer(Protocol):
    """Greets mail servers and leaves again; nothing is sent."""

    async def greet(self, host: str, address: str) -> SmtpSession:
        """Banner, EHLO, STARTTLS with handshake, QUIT at port 25."""
        ...

    async def accepts(self, address: str) -> Observation[bool]:
        """Whether port 25 of a further address takes a connection; nothing is said."""
        ...

    async def ready_for_tls(self, host: str, address: str) -> Stream | Unobserved:
        """A further visit, as far as the reply to STARTTLS; the caller closes the stream."""
        ...


class MailTlsSurveyor(Protocol):
    """Finds out what a mail host would agree to over STARTTLS, in a few polite visits."""

    async def survey(self, host: str, address: str, session: TlsSession) -> TlsSurvey:
        """What it takes of suites and groups beside what `session` agreed to; shared between scans."""
        ...


class ClientLooks(Protocol):
    """Looks at servers for mail programs, at their own ports, as far as TLS."""

    async def look(
        self, protocol: str, host: str, address: str, port: int, *, implicit: bool, connect_s: float = 4.0
    ) -> tuple[Observation[bool], Observation[TlsSession], Observation[bool]]:
        """Whether TLS is offered, what was agreed, and whether TLS 1.1 or older is taken; shared between scans."""
        ...


class Question(NamedTuple):
    """A question for a name server itself; `recursion` asks it to find out elsewhere what it does not know."""

    name: str
    rdtype: str
    recursion: bool = False


class NameServers(Protocol):
    """Asks name servers themselves. Refuses addresses that are not global, over UDP as well; has a budget of its own."""

    async def ask(self, address: str, questions: Sequence[Question]) -> tuple[Observation[DirectReply], ...]:
        """The replies over UDP, in the order of the questions; TIMEOUT, REFUSED, UNREACHABLE where none came."""
        ...

    async def ask_by_tcp(self, address: str, zone: str) -> tuple[Observation[DirectAnswer], Observation[DirectAnswer]]:
        """The zone's SOA and the first message of its transfer, over one connection that is closed at once after it."""
        ...


class NameAnswer(NamedTuple):
    """What a census learned of one name."""

    kind: AnswerKind
    records: tuple[str, ...]


class NameCensus(Protocol):
    """Asks a great many names at the resolver, cheaply, within a budget of its own."""

    async def ask(self, names: Sequence[str], rdtype: str) -> dict[str, NameAnswer]:
        """The answer of each name. Names without one are left out: no answer in time, a failing server, budget spent."""
        ...


class RoutingSource(Protocol):
    """Knows the routes of the internet and which of them are authorised."""

    async def routes(self, address: str) -> Observation[tuple[Route, ...]]:
        """The routes to an address; UNREACHABLE when none is announced, NOT_LOOKED when what is known is too old."""
        ...


class RegistrationSource(Protocol):
    """Knows what registries say about domains."""

    async def registration(self, domain: DomainName) -> Observation[Registration]:
        """When the domain expires; NOT_OFFERED where the registry does not tell, NOT_LOOKED when nothing fresh is known."""
        ...


class PreloadSource(Protocol):
    """Knows which domains browsers have built in as https only."""

    async def listing(self, domain: DomainName) -> Observation[PreloadListing]:
        """The entry that covers the domain, if any; NOT_LOOKED when nothing fresh is known."""
        ...


@dataclass(frozen=True, slots=True)
class Doors:
    """All doors of one scan of one target. `authorisation` is the owner's agreement, for probes that need one.

    Doors that are None do not exist where this scan is made: what needs them is Unobserved(NOT_LOOKED).
    """

    clock: Clock
    resolver: Resolver
    dialer: Dialer
    tls: TlsDialer
    surveyor: Surveyor
    http: HttpClient
    smtp: SmtpDialer
    authorisation: ScanAuthorisation | None = None
    mail_surveyor: MailTlsSurveyor | None = None
    mail_clients: ClientLooks | None = None
    name_servers: NameServers | None = None
    census: NameCensus | None = None
    routing: RoutingSource | None = None
    registrations: RegistrationSource | None = None
    preload: PreloadSource | None = None
