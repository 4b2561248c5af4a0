"""What web servers answer to an ordinary visitor."""

from dataclasses import dataclass

from weerbaar.scanner.facts.dns import HostAddresses
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation, Unobserved


@dataclass(frozen=True, slots=True)
class Hop:
    """One request and its answer. Header names are lower case, duplicates kept in order; `body` only where a fact needs it.

    `verified` tells whether the certificate was trusted for this host and moment; None for plain http.
    """

    url: str
    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: str = ""
    truncated: bool = False
    verified: bool | None = None

    def values(self, name: str) -> tuple[str, ...]:
        """All values of one header, in order."""
        return tuple(value for header, value in self.headers if header == name.lower())


@dataclass(frozen=True, slots=True)
class Visit:
    """A walk from `start` along redirects. `hops` are the answers got; `failure` says why the walk stopped early, if it did.

    `failed_url` is where it stopped. A loop or too many redirects is no failure: the last hop then still is a redirect.
    """

    start: str
    hops: tuple[Hop, ...]
    failure: Unobserved | None = None
    failed_url: str = ""

    @property
    def final(self) -> Hop | None:
        """The last answer, when the walk ended in one that is not a redirect."""
        if self.failure is None and self.hops and not is_redirect(self.hops[-1]):
            return self.hops[-1]
        return None


@dataclass(frozen=True, slots=True)
class Connection:
    """Whether a TCP connection to this address and port was accepted (True) or refused (False)."""

    host: str
    address: str
    port: int
    accepted: Observation[bool]


@dataclass(frozen=True, slots=True)
class StrangersVisit:
    """What the domain answers over https when a script on a page of `origin` asks, as browsers do for it.

    Such a request names the origin (Fetch Standard, "HTTP extensions") and takes compressed answers.
    """

    origin: str
    answers: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class TwinPage:
    """The first answer at one address of the site, over IPv4 and over IPv6: status, place to go on to, and how alike.

    A status of 0 says that no encrypted connection came about. `likeness` is the share of words that both texts have, 0 to 1;
    1 for answers without a text.
    """

    url: str
    ipv4_status: int
    ipv6_status: int
    ipv4_place: str
    ipv6_place: str
    likeness: float


def is_redirect(hop: Hop) -> bool:
    """A status that sends the visitor on, with a place to go (RFC 9110, section 15.4)."""
    return hop.status in (301, 302, 303, 307, 308) and bool(hop.values("location"))


# The domain itself first, then www. NO website: both hosts without any address.
WEB_ADDRESSES: Fact[tuple[HostAddresses, ...]] = Fact("http.web-addresses", tuple[HostAddresses, ...])
# One visit for each web host that has an address, starting at http://host/ and at https://host/.
PLAIN_VISITS: Fact[tuple[Visit, ...]] = Fact("http.plain-visits", tuple[Visit, ...])
SECURE_VISITS: Fact[tuple[Visit, ...]] = Fact("http.secure-visits", tuple[Visit, ...])
# The first host with addresses of both families; empty when none has them, or IPv6 takes no connection.
TWIN_PAGES: Fact[tuple[TwinPage, ...]] = Fact("http.twin-pages", tuple[TwinPage, ...])
# The domain's own answers to a script of a stranger's page; no answers when it has no website over https.
STRANGERS_VISIT: Fact[StrangersVisit] = Fact("http.strangers-visit", StrangersVisit)
# https://domain/.well-known/security.txt, and from there the old place /security.txt when the first says 404.
SECURITY_TXT: Fact[tuple[Visit, ...]] = Fact("http.security-txt", tuple[Visit, ...])
# Ports 80 and 443 over IPv6 for each web host that publishes an IPv6 address.
IPV6_CONNECTIONS: Fact[tuple[Connection, ...]] = Fact("http.ipv6-connections", tuple[Connection, ...])
# The same over IPv4, for each web host that publishes an address of both families; empty when none does.
IPV4_CONNECTIONS: Fact[tuple[Connection, ...]] = Fact("http.ipv4-connections", tuple[Connection, ...])
