"""Small makers of routes."""

from tests.scanner.checks.dns.builders import NO_ANSWER, NOW
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.routing import Route, RoutedAddress, Validity


def routed(*validities: Validity, address: str = "198.18.16.1") -> RoutedAddress:
    """A server that is reached by routes of these validities."""
    covering = ("198.18.0.0/18-24 AS64500",)
    routes = tuple(
        Route("198.18.16.0/24", 64500 + number, one, () if one is Validity.NOT_FOUND else covering)
        for number, one in enumerate(validities)
    )
    return RoutedAddress("server.dienst.example", address, Observed(routes, NOW))


VALID = routed(Validity.VALID)
INVALID = routed(Validity.INVALID)
MISSING = routed(Validity.NOT_FOUND)
UNKNOWN = RoutedAddress("server.dienst.example", "10.0.0.1", NO_ANSWER)


def seen(*addresses: RoutedAddress) -> Observed[tuple[RoutedAddress, ...]]:
    """What was seen of these."""
    return Observed(addresses, NOW, "routing table")
