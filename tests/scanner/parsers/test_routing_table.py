"""From address to route to validity, with the cases of RFC 6811."""

import pytest

from weerbaar.scanner.facts.routing import Route, Validity
from weerbaar.scanner.parsers.prefixes import read_prefix
from weerbaar.scanner.parsers.routing_table import RoutingTable
from weerbaar.scanner.parsers.vrps import Vrp


def table(routes: dict[str, tuple[int, ...]], roas: list[tuple[str, int, int]]) -> RoutingTable:
    """Routes as origins by prefix, authorisations as (prefix, greatest length, AS)."""
    announced = []
    for text, origins in routes.items():
        prefix = read_prefix(text)
        assert prefix is not None
        announced += [(prefix, origin) for origin in origins]
    payloads = []
    for text, longest, asn in roas:
        prefix = read_prefix(text)
        assert prefix is not None
        payloads.append(Vrp(prefix, longest, asn))
    return RoutingTable(announced, payloads)


def validity(route: str, origin: int, *roas: tuple[str, int, int]) -> Validity:
    """How one route is judged by these authorisations."""
    (found,) = table({route: (origin,)}, list(roas)).routes_to(route.partition("/")[0])
    return found.validity


@pytest.mark.parametrize(
    ("roas", "expected"),
    [
        ([], Validity.NOT_FOUND),
        ([("198.51.100.0/24", 24, 64500)], Validity.VALID),
        ([("198.51.0.0/16", 24, 64500)], Validity.VALID),
        ([("198.51.0.0/16", 16, 64500)], Validity.INVALID),
        ([("198.51.100.0/24", 24, 64501)], Validity.INVALID),
        ([("198.51.100.0/24", 24, 64501), ("198.51.0.0/16", 24, 64500)], Validity.VALID),
        ([("198.51.100.0/25", 25, 64500)], Validity.NOT_FOUND),
        ([("203.0.113.0/24", 24, 64500)], Validity.NOT_FOUND),
        ([("198.51.100.0/24", 24, 0)], Validity.INVALID),
    ],
)
def test_covering_authorisations_decide(roas: list[tuple[str, int, int]], expected: Validity) -> None:
    assert validity("198.51.100.0/24", 64500, *roas) is expected


def test_nobody_is_authorised_by_an_authorisation_for_as_0() -> None:
    assert validity("198.51.100.0/24", 0, ("198.51.100.0/24", 24, 0)) is Validity.INVALID


def test_ipv6_goes_the_same_way() -> None:
    assert validity("2001:db8:1::/48", 64500, ("2001:db8::/32", 48, 64500)) is Validity.VALID
    assert validity("2001:db8:1::/48", 64500, ("2001:db8::/32", 40, 64500)) is Validity.INVALID


def test_the_longest_announced_prefix_leads_to_an_address() -> None:
    routes = table({"198.51.0.0/16": (1,), "198.51.100.0/24": (2,), "0.0.0.0/0": (3,)}, [])
    assert [route.origin for route in routes.routes_to("198.51.100.7")] == [2]
    assert [route.origin for route in routes.routes_to("198.51.101.7")] == [1]
    assert [route.origin for route in routes.routes_to("203.0.113.7")] == [3]


def test_every_network_that_announces_it_is_told() -> None:
    routes = table({"198.51.100.0/24": (64501, 64500)}, [("198.51.0.0/16", 24, 64500)])
    assert routes.routes_to("198.51.100.7") == (
        Route("198.51.100.0/24", 64500, Validity.VALID, ("198.51.0.0/16-24 AS64500",)),
        Route("198.51.100.0/24", 64501, Validity.INVALID, ("198.51.0.0/16-24 AS64500",)),
    )


@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8::1", "no address", ""])
def test_an_address_without_route_has_none(address: str) -> None:
    assert table({"198.51.100.0/24": (64500,)}, []).routes_to(address) == ()


def test_the_size_counts_both() -> None:
    assert table({"198.51.100.0/24": (1, 2)}, [("198.51.0.0/16", 24, 1)]).size == (2, 1)
