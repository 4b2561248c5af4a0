"""Small makers of what name servers say themselves."""

from dataclasses import replace

from tests.scanner.checks.dns.builders import DOMAIN, NOW
from weerbaar.scanner.facts.authorities import SERVERS, DirectAnswer, ServerAnswers
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved

SOA_TEXT = f"ns1.dns.example hostmaster.{DOMAIN} 7 14400 3600 1209600 3600"
NS_TEXTS = ("ns1.dns.example", "ns2.dns.example")
Given = Observation[DirectAnswer]


def says(*records: str, rcode: str = "NOERROR", authoritative: bool = True, recursion: bool = False) -> Given:
    """An answer of a name server."""
    return Observed(DirectAnswer(rcode, authoritative, recursion, records), NOW)


def nothing(reason: Reason = Reason.TIMEOUT) -> Given:
    """No answer."""
    return Unobserved(reason, "UDP [198.18.0.3]:53")


REFUSED = says(rcode="REFUSED", authoritative=False)
GOOD = ServerAnswers("ns1.dns.example", "198.18.0.3", says(SOA_TEXT), says(SOA_TEXT), says(*NS_TEXTS), REFUSED, REFUSED)


def server(host: str = "ns1", address: str = "198.18.0.3", **answers: Given) -> ServerAnswers:
    """A server that does everything well, except what is given."""
    return replace(GOOD, host=f"{host}.dns.example", address=address, **answers)


def silent(host: str = "ns1", address: str = "198.18.0.3", reason: Reason = Reason.TIMEOUT) -> ServerAnswers:
    """A server that gives no answer at all."""
    none = nothing(reason)
    return server(host, address, udp=none, tcp=none, name_servers=none, recursion=none, transfer=none)


FIRST = server()
SECOND = server("ns2", "198.18.3.4")
FIRST_IPV6 = server("ns1", "2001:db8::3")
SECOND_IPV6 = server("ns2", "2001:db8:3::4")


def asked(*servers: ServerAnswers) -> tuple[Fact[tuple[ServerAnswers, ...]], Observed[tuple[ServerAnswers, ...]]]:
    """The fact that these servers were asked."""
    return SERVERS, Observed(tuple(servers), NOW, f"name servers of {DOMAIN}")
