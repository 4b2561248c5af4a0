"""Which name servers answered when they were asked directly, and whose fault it is when one did not."""

from collections.abc import Iterable

from weerbaar.scanner.facts.authorities import DirectAnswer, ServerAnswers
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved

# What every resolver would meet as well; any other reason lies with us.
THEIR_TROUBLE = (
    Reason.TIMEOUT,
    Reason.REFUSED,
    Reason.UNREACHABLE,
    Reason.RESET,
    Reason.PROTOCOL_ERROR,
    Reason.NO_ADDRESS,
)


def place(server: ServerAnswers) -> str:
    """The server as evidence names it: `ns1.example.nl (192.0.2.53)`."""
    return f"{server.host} ({server.address})" if server.address else server.host


def failed(answer: Observation[DirectAnswer]) -> bool:
    """Whether there was no answer, by the fault of the server or its network."""
    return isinstance(answer, Unobserved) and answer.reason in THEIR_TROUBLE


def answered(servers: Iterable[ServerAnswers]) -> list[ServerAnswers]:
    """Those that gave an answer over UDP, right or wrong."""
    return [server for server in servers if isinstance(server.udp, Observed)]


def cause_of_silence(servers: Iterable[ServerAnswers]) -> Unobserved:
    """Why nobody answered: the first reason there is."""
    return next((server.udp for server in servers if isinstance(server.udp, Unobserved)), Unobserved(Reason.NOT_LOOKED))


def has_ipv4(host: str, servers: Iterable[ServerAnswers]) -> bool:
    """Whether the host has an address of the old kind."""
    return any(server.host == host and server.address and not server.is_ipv6 for server in servers)


def is_lame(server: ServerAnswers) -> bool:
    """An answer without the zone's SOA on its own authority (RFC 1912, section 2.8)."""
    return any(isinstance(one, Observed) and not one.value.speaks_for_zone for one in (server.udp, server.tcp))
