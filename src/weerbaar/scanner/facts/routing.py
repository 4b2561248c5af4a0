"""By which routes of the internet the domain's servers are reached, and whether these are authorised (RPKI)."""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation


class Validity(StrEnum):
    """The validation states of RFC 6811, section 2."""

    VALID = "valid"
    INVALID = "invalid"
    NOT_FOUND = "not-found"


@dataclass(frozen=True, slots=True)
class Route:
    """One announced prefix and the network that announces it. `origin` is an AS number.

    `authorisations` are the ROAs that cover the prefix, written `198.51.100.0/22-24 AS64500`.
    """

    prefix: str
    origin: int
    validity: Validity
    authorisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoutedAddress:
    """The routes of the longest announced prefix around one address: one for each network that announces it."""

    host: str
    address: str
    routes: Observation[tuple[Route, ...]]


# All of these are empty when there is no such host with an address.
WEB_ROUTES: Fact[tuple[RoutedAddress, ...]] = Fact("routing.web", tuple[RoutedAddress, ...])
NAME_SERVER_ROUTES: Fact[tuple[RoutedAddress, ...]] = Fact("routing.name-servers", tuple[RoutedAddress, ...])
# The mail hosts and the name servers of their zones.
MAIL_ROUTES: Fact[tuple[RoutedAddress, ...]] = Fact("routing.mail", tuple[RoutedAddress, ...])
