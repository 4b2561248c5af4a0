"""From an address to the routes that lead there, and whether these are authorised (RFC 6811, January 2013, section 2)."""

from collections.abc import Iterable

from weerbaar.scanner.facts.routing import Route, Validity
from weerbaar.scanner.parsers.prefixes import Prefix, PrefixMap, prefix_of
from weerbaar.scanner.parsers.vrps import Vrp


class RoutingTable:
    """Announced routes and the authorisations for them."""

    def __init__(self, routes: Iterable[tuple[Prefix, int]], payloads: Iterable[Vrp]) -> None:
        self._origins = PrefixMap(routes)
        # One number for both: the AS above, the greatest length in the low octet.
        self._payloads = PrefixMap((vrp.prefix, vrp.asn << 8 | vrp.max_length) for vrp in payloads)

    @property
    def size(self) -> tuple[int, int]:
        """How many routes and how many authorisations there are."""
        return len(self._origins), len(self._payloads)

    def routes_to(self, address: str) -> tuple[Route, ...]:
        """The routes of the longest announced prefix; empty when none is announced, or for what is no address."""
        whole = prefix_of(address)
        if whole is None:
            return ()
        for prefix, origins in self._origins.around(whole):
            return tuple(self._route(prefix, origin) for origin in origins)
        return ()

    def _route(self, prefix: Prefix, origin: int) -> Route:
        """Covering payloads decide: none is not-found; one with this origin and room for this length makes it valid."""
        covering = [
            (around, value >> 8, value & 0xFF) for around, values in self._payloads.around(prefix) for value in values
        ]
        validity = Validity.INVALID if covering else Validity.NOT_FOUND
        # AS 0 authorises nobody (RFC 6483, section 4).
        if any(asn == origin != 0 and prefix.length <= longest for _, asn, longest in covering):
            validity = Validity.VALID
        texts = tuple(f"{around.text}-{longest} AS{asn}" for around, asn, longest in covering)
        return Route(prefix.text, origin, validity, texts)
