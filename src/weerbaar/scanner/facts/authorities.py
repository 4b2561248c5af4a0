"""What the name servers of the domain say themselves when they are asked directly, without a resolver between."""

from dataclasses import dataclass
from datetime import datetime

from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation


@dataclass(frozen=True, slots=True)
class DirectAnswer:
    """One answer of one server. `records` are those of the asked name and type, as `facts.dns.Answer` writes them.

    `rcode` is the mnemonic of RFC 1035 and RFC 6895 (`NOERROR`, `REFUSED`, `RCODE 23` for one without name);
    `authoritative` and `recursion` are the AA and RA flags.
    """

    rcode: str
    authoritative: bool
    recursion: bool
    records: tuple[str, ...] = ()

    @property
    def speaks_for_zone(self) -> bool:
        """Whether the server says, on its own authority, what was asked."""
        return self.rcode == "NOERROR" and self.authoritative and bool(self.records)


@dataclass(frozen=True, slots=True)
class ServerAnswers:
    """One address of one name server. `address` is empty when the host has none; then nothing could be asked.

    `udp` and `tcp` are the answers about the zone's SOA, `name_servers` those about its NS. `recursion` is the answer about
    the root, asked as a visitor asks his own resolver. `transfer` is the first message of a zone transfer; of its records
    only the SOA is kept. A connection that the server ends instead of answering is Unobserved(RESET).
    """

    host: str
    address: str
    udp: Observation[DirectAnswer]
    tcp: Observation[DirectAnswer]
    name_servers: Observation[DirectAnswer]
    recursion: Observation[DirectAnswer]
    transfer: Observation[DirectAnswer]

    @property
    def is_ipv6(self) -> bool:
        """Whether the address is of the new kind."""
        return ":" in self.address


@dataclass(frozen=True, slots=True)
class Delegation:
    """What the parent zone says of the zone, as a server of the parent refers to it.

    `glue` holds the addresses that the parent adds, by host; a host without any is not in it.
    """

    zone: str
    parent: str
    name_servers: tuple[str, ...]
    glue: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Signature:
    """When the signature under a record set holds; `algorithm` is its number in the IANA registry."""

    algorithm: int
    inception: datetime
    expiration: datetime


@dataclass(frozen=True, slots=True)
class Signing:
    """How the zone is signed: the signatures under its SOA, and the extra rounds of NSEC3 hashing.

    `nsec3_iterations` is None for a zone without NSEC3PARAM. Both are empty for a zone that is not signed.
    """

    signatures: tuple[Signature, ...]
    nsec3_iterations: int | None


# At most eight addresses, an IPv4 and an IPv6 address of each server first; servers that only one of zone and parent names too.
SERVERS: Fact[tuple[ServerAnswers, ...]] = Fact("authorities.servers", tuple[ServerAnswers, ...])
DELEGATION: Fact[Delegation] = Fact("authorities.delegation", Delegation)
# As the first server that speaks for the zone shows it.
SIGNING: Fact[Signing] = Fact("authorities.signing", Signing)
