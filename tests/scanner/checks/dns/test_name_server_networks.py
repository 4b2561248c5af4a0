"""Spread: by the networks of the addresses, and by who announces them where that is known."""

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, NOW, sheet
from tests.scanner.checks.dns.servers import FIRST, FIRST_IPV6, SECOND, SECOND_IPV6, asked, server, silent
from weerbaar.scanner.checks.dns.name_server_networks.check import run
from weerbaar.scanner.facts.authorities import SERVERS
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.routing import NAME_SERVER_ROUTES, Route, RoutedAddress, Validity
from weerbaar.scanner.facts.sheet import FactSheet

NEIGHBOUR = server("ns2", "198.18.0.4")
NEIGHBOUR_IPV6 = server("ns2", "2001:db8::4")


def announced_by(*origins: int | None) -> Observed[tuple[RoutedAddress, ...]]:
    """The routes to one server for each origin; None for one that could not be seen."""
    routed = []
    for number, origin in enumerate(origins):
        routes = Observed((Route("198.18.0.0/16", origin, Validity.VALID),), NOW) if origin else NO_ANSWER
        routed.append(RoutedAddress(f"ns{number}.dns.example", f"198.18.{number}.3", routes))
    return Observed(tuple(routed), NOW)


CASES: list[tuple[str, FactSheet, str]] = [
    ("two networks", sheet(asked(FIRST, SECOND)), "distinct"),
    ("two networks of IPv6 alone", sheet(asked(FIRST, NEIGHBOUR, FIRST_IPV6, SECOND_IPV6)), "distinct"),
    ("two of whom announces them", sheet(asked(FIRST, SECOND), (NAME_SERVER_ROUTES, announced_by(1, 2))), "distinct"),
    ("one is not known", sheet(asked(FIRST, SECOND), (NAME_SERVER_ROUTES, announced_by(1, None))), "distinct"),
    ("a silent server has an address too", sheet(asked(FIRST, silent("ns2", "198.18.3.4"))), "distinct"),
    ("side by side", sheet(asked(FIRST, NEIGHBOUR, FIRST_IPV6, NEIGHBOUR_IPV6)), "one-network"),
    ("side by side, IPv4 alone", sheet(asked(FIRST, NEIGHBOUR)), "one-network"),
    ("one announces both", sheet(asked(FIRST, SECOND), (NAME_SERVER_ROUTES, announced_by(1, 1))), "one-as"),
    ("one server", sheet(asked(FIRST, FIRST_IPV6)), "not-applicable"),
    ("the second has no address", sheet(asked(FIRST, silent("ns2", "", Reason.NO_ADDRESS))), "not-applicable"),
    ("not looked", sheet((SERVERS, Unobserved(Reason.NOT_LOOKED))), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_networks_are_evidence() -> None:
    facts = sheet(asked(FIRST, SECOND, FIRST_IPV6))
    assert run(facts).evidence == {"networks": ["198.18.0.0/24", "198.18.3.0/24", "2001:db8::/48"]}
