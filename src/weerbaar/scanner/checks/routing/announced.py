"""What the routes to a set of servers are worth together."""

from collections.abc import Iterable
from dataclasses import dataclass

from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.facts.routing import Route, RoutedAddress, Validity


@dataclass(frozen=True, slots=True)
class Announced:
    """The routes by validity, each with the address it leads to; `unknown` is why one could not be seen, if so."""

    valid: tuple[tuple[RoutedAddress, Route], ...]
    invalid: tuple[tuple[RoutedAddress, Route], ...]
    missing: tuple[tuple[RoutedAddress, Route], ...]
    unknown: Unobserved | None


def weigh(addresses: Iterable[RoutedAddress]) -> Announced:
    """Sort the routes out."""
    found: dict[Validity, list[tuple[RoutedAddress, Route]]] = {validity: [] for validity in Validity}
    unknown = None
    for address in addresses:
        if isinstance(address.routes, Observed):
            for route in address.routes.value:
                found[route.validity].append((address, route))
        else:
            unknown = unknown or address.routes
    valid, invalid, missing = (tuple(found[one]) for one in (Validity.VALID, Validity.INVALID, Validity.NOT_FOUND))
    return Announced(valid, invalid, missing, unknown)


def evidence_of(routes: Iterable[tuple[RoutedAddress, Route]]) -> dict[str, Json]:
    """The servers, and the routes to them as `198.51.100.0/24 AS64500`, each once."""
    pairs = list(routes)
    servers = dict.fromkeys(f"{address.host} ({address.address})" for address, _ in pairs)
    announced = dict.fromkeys(f"{route.prefix} AS{route.origin}" for _, route in pairs)
    authorisations = dict.fromkeys(text for _, route in pairs for text in route.authorisations)
    return {"servers": list(servers), "routes": list(announced), "authorisations": list(authorisations)}
