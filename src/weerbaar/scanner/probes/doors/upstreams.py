"""The name servers that a keeper asks, and which of them knows a name."""

from dataclasses import dataclass

from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.probes.doors.proof import ValidationProof
from weerbaar.scanner.probes.doors.settings import DoorSettings, Endpoint
from weerbaar.scanner.probes.doors.system_resolver import system_resolver
from weerbaar.scanner.probes.doors.transport import DnsTransport


@dataclass(frozen=True, slots=True)
class Upstream:
    """One name server: the way to it, and the proof that it validates."""

    transport: DnsTransport
    proof: ValidationProof


class Upstreams:
    """The server for all names, and those for names below a suffix. Shared by all scans of a keeper."""

    def __init__(self, settings: DoorSettings, clock: Clock) -> None:
        def upstream(endpoint: Endpoint) -> Upstream:
            transport = DnsTransport(endpoint)
            return Upstream(transport, ValidationProof(transport, settings.bogus_names, clock))

        self._usual = upstream(settings.resolver or system_resolver())
        forward = {suffix.strip(".").lower(): upstream(endpoint) for suffix, endpoint in settings.forward.items()}
        # The longest suffix first: it is the nearest to the name.
        self._forward = sorted(forward.items(), key=lambda item: -len(item[0]))

    def for_name(self, name: str) -> Upstream:
        """The server to ask about a name (lower case, without final dot)."""
        for suffix, upstream in self._forward:
            if name == suffix or name.endswith(f".{suffix}"):
                return upstream
        return self._usual

    def close(self) -> None:
        """Close the sockets to all servers."""
        for upstream in (self._usual, *(upstream for _, upstream in self._forward)):
            upstream.transport.close()
