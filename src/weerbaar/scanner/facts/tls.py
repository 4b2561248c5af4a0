"""What a server shows of its TLS."""

from dataclasses import dataclass
from datetime import datetime

from weerbaar.scanner.facts.dns import Answer
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation

# Names of versions, oldest first, as they stand in evidence and in facts.
VERSIONS = ("SSLv2", "SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3")


@dataclass(frozen=True, slots=True)
class TlsSession:
    """One completed handshake, made without refusing a bad certificate so that it can be judged.

    `chain` holds the certificates as served, DER, leaf first. `trusted` says whether a path to a trusted root exists,
    leaving name and dates of the leaf aside; `trust_detail` is the verifier's own text. `at` is the moment of the handshake.
    `alpn` is the protocol that was agreed (RFC 7301), empty without one; None when that was not noted.
    """

    version: str
    cipher: str
    chain: tuple[bytes, ...]
    trusted: bool
    trust_detail: str
    at: datetime
    alpn: str | None = None


@dataclass(frozen=True, slots=True)
class TlsEndpoint:
    """One address of one host at one port. `versions` tells of each name in `VERSIONS` whether the server takes it."""

    host: str
    address: str
    port: int
    session: Observation[TlsSession]
    versions: dict[str, Observation[bool]]


@dataclass(frozen=True, slots=True)
class HostTlsa:
    """What is published about the certificate of one web host: the TLSA answer at `_443._tcp.<host>` (RFC 6698)."""

    host: str
    answer: Observation[Answer]


# One for each web host that has an address.
WEB_TLSA: Fact[tuple[HostTlsa, ...]] = Fact("tls.web-tlsa", tuple[HostTlsa, ...])
# One endpoint for each web host (the domain and www) that has an address; empty when neither has one.
WEB_ENDPOINTS: Fact[tuple[TlsEndpoint, ...]] = Fact("tls.web-endpoints", tuple[TlsEndpoint, ...])
